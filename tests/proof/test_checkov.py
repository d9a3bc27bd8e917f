"""checkov finds nothing in what is generated; the few checks that are left out each say why.

checkov resolves the modules of every root with the root's values, so that each tree is judged as a whole.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from full import full
from proof.rendered import render_spec
from proof.trees import GENERATED, trees

pytestmark = pytest.mark.proof

TEMPLATES = GENERATED.parent / "templates"
# Checks that are left out, in all templates together: a new one needs a better reason than the others have. And
# the words of a reason that says something.
CHECKS, WORDS = 16, 5

_SKIP = re.compile(r"# *checkov:skip=(\w+):?(.*)")
_OPTIONS = ("--framework", "terraform", "--skip-download", "--compact", "--quiet", "--output", "json")


def _checkov() -> str:
    """The program, from the environment of its own that `make test` gives it."""
    found = shutil.which("checkov", path=str(Path(sys.prefix) / "checkov" / "bin")) or shutil.which("checkov")
    assert found, "checkov is missing: `make .venv/checkov.stamp` installs it"
    return found


def _judged(tree: Path) -> dict[str, Any]:
    """What checkov says of a tree, without asking the network."""
    command = [_checkov(), "--directory", str(tree), *_OPTIONS]
    done = subprocess.run(command, capture_output=True, check=False)
    said: dict[str, Any] = json.loads(done.stdout)
    assert said["summary"]["parsing_errors"] == 0
    return said


def _failed(tree: Path) -> str:
    """A line for each failed check of each resource."""
    return "\n".join(
        sorted({f"{one['check_id']} {one['resource']}" for one in _judged(tree)["results"]["failed_checks"]})
    )


def _skips() -> dict[str, list[tuple[str, str]]]:
    """The places and reasons of every check that a template leaves out."""
    found = defaultdict(list)
    for path in sorted(TEMPLATES.rglob("*.j2")):
        for check, reason in _SKIP.findall(path.read_text("utf-8")):
            found[check].append((path.relative_to(TEMPLATES).as_posix(), reason.strip()))
    return found


def _tree(tree: Path) -> Any:  # noqa: ANN401  # pytest's own type
    """The other specs share their modules with podinfo: a short run leaves them out."""
    name = tree.parent.name
    return pytest.param(tree, id=name, marks=() if name == "podinfo" else pytest.mark.long)


@pytest.mark.parametrize("tree", [_tree(tree) for tree in trees()])
def test_checkov_passes_every_committed_tree(tree: Path) -> None:
    failed = _failed(tree)
    assert not failed, failed


def test_checkov_passes_the_whole_language(tmp_path: Path) -> None:
    failed = _failed(render_spec(full(), tmp_path))
    assert not failed, failed


def test_few_checks_are_left_out() -> None:
    assert len(_skips()) <= CHECKS, sorted(_skips())


def test_whatever_is_left_out_has_a_reason() -> None:
    assert not [(check, one) for check, all_ in _skips().items() for one in all_ if len(one[1].split()) < WORDS]


def test_checkov_would_find_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text('resource "aws_sns_topic" "open" {\n  name = "open"\n}\n')
    assert _failed(tmp_path) == "CKV_AWS_26 aws_sns_topic.open"
