"""Edited workflows -> pins: what an update bot changed, if it changed nothing but commits of actions."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from podspec.model.pins import Pin
from podspec.pipeline.lower import lower_repository
from podspec.pipeline.pins import Pins
from podspec.pipeline.render import render
from podspec.pipeline.tree import Tree
from podspec.pipeline.way import Kind

#: A step's action at its commit. Bots keep the version in the comment up to date.
_USES = re.compile(
    r"(?P<before>\s+uses: )(?P<action>[\w./-]+)@(?P<sha>[0-9a-f]{40})(?: # (?P<version>v?[0-9][\w.+-]*))?"
)


class Refusal(NamedTuple):
    """A line that cannot be taken over, and why."""

    path: str
    line: int
    reason: str


class Absorbed(NamedTuple):
    """The pins that were changed, by action, and what `podspec.pins.json` must become."""

    changed: Mapping[str, Pin]
    content: bytes


class _Edit(NamedTuple):
    path: str
    line: int
    action: str
    pin: Pin


def absorbed(tree: Tree, pins: Pins) -> Absorbed | Refusal:
    """The pins that the committed workflows have and podspec would not render; or why they are not taken over."""
    changed: dict[str, Pin] = {}
    for edit in _edits(tree, pins):
        if isinstance(edit, Refusal):
            return edit
        if changed.setdefault(edit.action, edit.pin) != edit.pin:
            return Refusal(edit.path, edit.line, f"{edit.action} is at another commit elsewhere: make them one")
    own = {**pins.own, **changed}
    document = {action: own[action]._asdict() for action in sorted(own)}
    return Absorbed(changed, f"{json.dumps(document, indent=2)}\n".encode())


def _edits(tree: Tree, pins: Pins) -> Iterator[_Edit | Refusal]:
    """Every line that differs from what is rendered."""
    for artifact in render(lower_repository(pins.table).jobs):
        found = tree.look(artifact.path)
        if found.kind is Kind.FILE and found.content != artifact.content:
            yield from _lines(artifact.path, artifact.content.decode(), found.content.decode(errors="replace"))


def _lines(path: str, rendered: str, committed: str) -> Iterator[_Edit | Refusal]:
    ours, theirs = rendered.split("\n"), committed.split("\n")
    if len(ours) != len(theirs):
        yield Refusal(path, 1, "more than pins was edited: lines were added or taken out")
        return
    for number, (our, their) in enumerate(zip(ours, theirs, strict=True), start=1):
        if our != their:
            yield _line(path, number, our, their)


def _line(path: str, number: int, our: str, their: str) -> _Edit | Refusal:
    old, new = _USES.fullmatch(our), _USES.fullmatch(their.rstrip())
    if old is None or new is None or (old["before"], old["action"]) != (new["before"], new["action"]):
        return Refusal(path, number, "this edit is no new commit of an action")
    if new["version"] is None:
        return Refusal(
            path, number, f"the version is missing: write it behind the commit, as in `# {old['version']}`"
        )
    return _Edit(path, number, new["action"], Pin(new["version"], new["sha"]))
