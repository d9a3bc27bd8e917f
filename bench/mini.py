"""The floor: the least that a tool like podspec can do. `mini.py check|render WORKLOAD`, in the current folder.

Loads a spec with libyaml, validates it, renders templates that were compiled ahead, hashes what comes out, and
compares it with the files or writes them. No options, no diagnostics, no manifest, no headers, no layout.
What it imports stands on top, as in a plain script.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Callable, Mapping
from hashlib import sha256

import jinja2
from floor.environment import environment
from ruamel.yaml import YAML

sys.path.insert(0, sys.argv[2])
from models import Spec  # type: ignore[import-not-found]  # derived from the spec, in the workload


class Bundle(jinja2.BaseLoader):
    """Templates out of one file of code objects."""

    def __init__(self, path: str) -> None:
        with open(path, "rb") as file:  # noqa: PTH123 - pathlib would be one more import than the least
            self.codes = marshal.loads(file.read())  # noqa: S302 - built by this benchmark, a moment ago

    def load(
        self,
        environment: jinja2.Environment,
        name: str,
        globals: Mapping[str, object] | None = None,  # noqa: A002 - Jinja's signature
    ) -> jinja2.Template:
        """One template."""
        known = environment.make_globals(dict(globals or {}))
        return environment.template_class.from_code(environment, self.codes[name], known)


def compiled(workload: str) -> dict[str, bytes]:
    """Every artifact's bytes, by path."""
    with open(f"{workload}/service.yaml", encoding="utf-8") as file:  # noqa: PTH123 - as above
        spec = Spec.model_validate(YAML(typ="safe").load(file.read()))
    bundle = Bundle(f"{workload}/templates.marshal")
    jinja = environment(bundle)
    return {path: jinja.get_template(path).render(s=spec).encode() for path in bundle.codes}


def digests(artifacts: dict[str, bytes]) -> dict[str, str]:
    """What a manifest would hold: every such tool needs it, the floor only pays for it."""
    return {path: sha256(content).hexdigest() for path, content in artifacts.items()}


def differs(path: str, content: bytes) -> bool:
    """Whether a file is missing or has other bytes."""
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - as above
            return file.read() != content
    except FileNotFoundError:
        return True


def check(artifacts: dict[str, bytes]) -> int:
    """Compare all, also after a first difference; 1 if there is one."""
    return int(sum(differs(path, content) for path, content in artifacts.items()) > 0)


def render(artifacts: dict[str, bytes]) -> int:
    """Write all, each by renaming a whole file into place; not synced, which is more than the least."""
    for folder in {os.path.dirname(path) for path in artifacts}:  # noqa: PTH120 - as above
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - as above
    for path, content in artifacts.items():
        with open(f"{path}~", "wb", buffering=0) as file:  # noqa: PTH123 - as above
            file.write(content)
        os.rename(f"{path}~", path)  # noqa: PTH104 - as above
    return 0


VERBS: dict[str, Callable[[dict[str, bytes]], int]] = {"check": check, "render": render}


def main(verb: str, workload: str) -> int:
    """Run one verb; the exit code is 1 if a check finds a difference."""
    artifacts = compiled(workload)
    digests(artifacts)
    return VERBS[verb](artifacts)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
