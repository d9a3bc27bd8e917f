"""Puts a canary into a place of a spec, and says of every output whether it stayed a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from compiling import AS_OF
from full import Spec, as_yaml, full
from hostile.canaries import in_pages, in_shell, in_terraform, in_yaml
from hostile.canaries.places import NAME, Place, Step, places
from hostile.canaries.shapes import HARMLESS, MARKER

from podspec.compiler import compile_bytes
from podspec.model.compilation import Compilation
from podspec.model.schema import json_schema

FILE = "specs/podinfo/service.yaml"
_TEXTS = {"type": "string"}
_DOMAIN = {"name": "podinfo.example.org", "zone": "example.org", "primary": "lambda"}
_INTEGRATION = "lambda.aws_apigatewayv2_integration.live"


def base() -> Spec:
    """The full spec, with something of all that it leaves out; its first environment has what the last has."""
    reason = "the upstream API asks for it"
    description = {"attribute": "description", "value": "a text", "reason": reason}
    parameters = {"attribute": "request_parameters", "value": {"a": "b"}, "add": True, "reason": reason}
    return full(
        **{
            "environments.dev.domain": _DOMAIN,
            "environments.dev.approval": {"reviewers": ["acme/release-managers"]},
            "override": [{"resource": _INTEGRATION, **one} for one in (description, parameters)],
        }
    )


@cache
def all_places() -> tuple[Place, ...]:
    """Those of the schema, and those inside of an override's value, which may be a mapping of anybody's."""
    value = (Step("override", {}), Step(1, {"items": {}}), Step("value", {}))
    inside = Step(NAME, {"patternProperties": {"": _TEXTS}})
    return (*places(json_schema()), Place((*value, inside), is_key=True), Place((*value, inside)))


class Planted(NamedTuple):
    """A spec with a text in one place, and what became of it."""

    text: str
    compiled: Compilation

    @property
    def is_refused(self) -> bool:
        """True if podspec writes nothing for it."""
        return self.compiled.failed

    @property
    def codes(self) -> tuple[str, ...]:
        """Why, if it is refused."""
        return tuple(sorted({one.code for one in self.compiled.diagnostics if one.severity.value == "error"}))

    @property
    def outputs(self) -> dict[str, str]:
        """The artifacts, with the text in their paths as a sign."""
        return {one.path.replace(self.text, "•"): one.content.decode() for one in self.compiled.artifacts}


def plant(place: Place, text: str) -> Planted:
    """Compile a spec with a text in a place."""
    return compiled(place.planted(base(), text), text)


def compiled(spec: Spec, text: str, file: str = FILE) -> Planted:
    """Compile a spec that a text has been planted in, or that lies in a folder of that name."""
    return Planted(text, compile_bytes(as_yaml(spec).encode(), file, AS_OF))


def harmless(place: Place, form: str) -> Planted:
    """The same with a harmless word: what the outputs have to look like."""
    return _harmless(all_places().index(place), form.replace(MARKER, HARMLESS))


@cache
def _harmless(number: int, text: str) -> Planted:
    return plant(all_places()[number], text)


def forms(place: Place, shape: str) -> tuple[tuple[str, str], ...]:
    """The texts to try for a shape, and the harmless one beside each: alone, and behind what stands there."""
    own = place.text(base())
    return ((shape, MARKER), (f"{own}{shape}", f"{own}{MARKER}"))


def escapes(canary: Planted, benign: Planted) -> Iterator[str]:
    """Whatever of the outputs is not as it is with a harmless word, but for texts and comments."""
    mine, its = canary.outputs, benign.outputs
    if mine.keys() != its.keys():
        yield f"other files: {sorted(mine.keys() ^ its.keys())}"
    yield from (f"{path} lies elsewhere" for path in mine if not _is_inside(path))
    for path in mine.keys() & its.keys():
        if MARKER in mine[path] or mine[path] != its[path]:
            yield from (f"{path}: {said}" for said in _escapes(path, mine[path], its[path], canary.text))


def _is_inside(path: str) -> bool:
    parts = path.split("/")
    return not {"", ".", "..", ".git"}.intersection(parts) and not parts[0].startswith("-")


def _escapes(path: str, mine: str, its: str, planted: str) -> Iterator[str]:
    if _differ_in_comments_alone(path, mine, its):
        return
    # A word is a word anywhere: podspec makes identifiers, keys and paths of what is one.
    strays = [] if re.fullmatch(r"[A-Za-z0-9_-]+", planted) else list(_strays(path, mine))
    yield from strays
    if not strays and _structure(path, mine, MARKER) != _structure(path, its, HARMLESS):
        yield "another structure"


def _differ_in_comments_alone(path: str, mine: str, its: str) -> bool:
    """True if each line that differs is a comment as a whole, and begins no expression of anybody's."""
    pairs = list(zip(mine.split("\n"), its.split("\n"), strict=False))
    different = [line for pair in pairs if pair[0] != pair[1] for line in pair]
    is_comment = not path.endswith((".md", ".svg")) and all(
        line.lstrip().startswith("# ") and line.isprintable() and not re.search(r"[$%]\{", line)
        for line in different
    )
    return is_comment and mine.count("\n") == its.count("\n")


def _strays(path: str, text: str) -> list[str]:
    ending = path.rpartition(".")[2]
    if ending == "tf":
        return in_terraform.strays(text, MARKER)
    if ending == "yml":
        return in_yaml.strays(text, MARKER)
    if ending in {"sh", "env"}:
        return in_shell.strays(in_shell.commands(text), MARKER)
    return []


def _structure(path: str, text: str, marker: str) -> object:
    ending = path.rpartition(".")[2]
    if ending == "tf":
        return repr(in_terraform.structure(text)).replace(marker, "•")
    if ending == "yml":
        return in_yaml.structure(text, marker)
    if ending in {"sh", "env"}:
        return in_shell.structure(in_shell.commands(text), marker)
    if ending == "md":
        return in_pages.markdown(text, marker)
    if ending == "svg":
        return in_pages.picture(text, marker)
    raise AssertionError(f"nobody reads {path} here, and a value stands in it")
