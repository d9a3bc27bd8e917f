"""The repository's own commits of actions: `podspec.pins.json` over those that podspec was made with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from podspec.model import source
from podspec.model.diagnostic import Diagnostic, Label, Severity, has_errors, tidy
from podspec.model.layout import PINS_FILE
from podspec.model.nearest import nearest
from podspec.model.pins import DEFAULT_PINS, Pin
from podspec.model.source import Node, Source
from podspec.pipeline.parse import parse
from podspec.pipeline.read import read

_SHA = re.compile(r"[0-9a-f]{40}")
_VERSION = re.compile(r"v?[0-9]+(?:\.[0-9]+){0,2}(?:[.+-][0-9A-Za-z.+-]*)?")
_EXAMPLE = '{"actions/checkout": {"version": "v7.0.1", "sha": "<40 hexadecimal digits>"}}'


class Pins:
    """The commits that actions are used at, and what was found on the way to them."""

    def __init__(self, root: Path) -> None:
        self.source: Source | None = None
        self.tree: source.Mapping | None = None
        #: what the repository itself says, and all pins that hold
        self.own: Mapping[str, Pin] = {}
        self.table: Mapping[str, Pin] = DEFAULT_PINS
        self.diagnostics: tuple[Diagnostic, ...] = ()
        if (root / PINS_FILE).exists():
            self._override(root / PINS_FILE)

    def _override(self, path: Path) -> None:
        self.source, found = read(path, PINS_FILE)
        if self.source is not None:
            self.tree, found = parse(self.source)
        findings = [*found, *(_judge(self.tree) if self.tree and not has_errors(found) else ())]
        self.diagnostics = tidy(findings)
        if self.tree and not has_errors(self.diagnostics):
            self.own = {name: Pin(**pin) for name, pin in self.tree.plain().items()}  # type: ignore[arg-type]  # judged
            self.table = {**DEFAULT_PINS, **self.own}


def _judge(tree: source.Mapping) -> Iterator[Diagnostic]:
    """Whatever is no pin of an action that podspec uses."""
    for name, (key, value) in tree.entries.items():
        if name not in DEFAULT_PINS:
            near = nearest(name, DEFAULT_PINS)
            cure = f"did you mean {near}?" if near else "take it out"
            yield _finding(key, f"podspec's workflows use no action {name}", cure)
        elif not _is_pin(value):
            yield _finding(value, f"{name} is not pinned to one commit", f"write {_EXAMPLE}")


def _is_pin(value: Node) -> bool:
    pin = value.plain()
    if not isinstance(pin, dict) or pin.keys() != {"version", "sha"}:
        return False
    version, sha = pin["version"], pin["sha"]
    return (
        isinstance(version, str)
        and isinstance(sha, str)
        and _VERSION.fullmatch(version) is not None
        and _SHA.fullmatch(sha) is not None
    )


def _finding(node: Node, message: str, cure: str) -> Diagnostic:
    return Diagnostic("PS108", Severity.ERROR, message, Label(PINS_FILE, node.span), help=cure)
