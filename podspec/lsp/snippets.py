"""A field of the spec -> what is typed for it, with stops for what a person has to fill in.

The syntax is that of the protocol's snippets: `${1:example}` is a stop, `${1|a,b|}` one with a choice. Lines are
indented from the first one on; the editor adds the indentation of that line.
Source: Language Server Protocol 3.17, "Snippet Syntax" (read 2026-11).
"""

from __future__ import annotations

import re
from itertools import count
from typing import Any

from podspec.lsp.allowed import alternatives, choices, consts, is_single
from podspec.model.source import Path
from podspec.quoting.yaml import yaml

_STEP = "  "
_SPECIAL = re.compile(r"([$}\\])")
_SPECIAL_IN_CHOICE = re.compile(r"([$}\\,|])")


def entry(path: Path, name: str, *, is_flow: bool, name_is_free: bool = False) -> str:
    """What is typed for a key: the key and its value, with all that the value requires.

    `is_flow` keeps it in one line; `name_is_free` makes the name a stop, too: it is the user's own.
    """
    return _Snippet(is_flow=is_flow).entry(path, name, "", name_is_free=name_is_free)


def plain(path: Path, name: str) -> str:
    """The same for an editor without snippets: the key alone."""
    return f"{name}: " if is_single(path) else f"{name}:"


class _Snippet:
    """Counts the stops."""

    def __init__(self, *, is_flow: bool) -> None:
        self._stops = count(1)
        self._is_flow = is_flow

    def entry(self, path: Path, name: str, indent: str, *, name_is_free: bool = False) -> str:
        shown = self._stop(name) if name_is_free else name
        return f"{shown}:{self._value(path, indent + _STEP)}"

    def _value(self, path: Path, indent: str) -> str:
        few = choices(path)
        if few:
            return f" {self._choice(few)}"
        arms = alternatives(path)
        if any("properties" in arm for arm in arms):
            return self._block(path, arms, indent)
        if any("patternProperties" in arm for arm in arms):
            return self._map(path, arms, indent)
        if arms and all(arm.get("type") == "array" for arm in arms):
            return self._list(path, arms, indent)
        return f" {self._example(arms)}"

    def _block(self, path: Path, arms: list[dict[str, Any]], indent: str) -> str:
        names = _needed(arms)
        if self._is_flow:
            inside = ", ".join(self.entry((*path, name), name, indent) for name in names)
            return f" {{{inside or self._stop('')}\\}}"
        lines = [f"\n{indent}{self.entry((*path, name), name, indent)}" for name in names]
        return "".join(lines) or f"\n{indent}{self._stop('')}"

    def _map(self, path: Path, arms: list[dict[str, Any]], indent: str) -> str:
        examples = [one for arm in arms for one in arm.get("examples", []) if isinstance(one, dict)]
        name = next(iter(examples[0]), "name") if examples else "name"
        inside = self.entry((*path, name), name, indent, name_is_free=True)
        return f" {{{inside}\\}}" if self._is_flow else f"\n{indent}{inside}"

    def _list(self, path: Path, arms: list[dict[str, Any]], indent: str) -> str:
        items = alternatives((*path, 0))
        names = _needed(items)
        if names and not self._is_flow:
            lines = [self.entry((*path, 0, name), name, indent + _STEP) for name in names]
            return f"\n{indent}- " + f"\n{indent}{_STEP}".join(lines)
        examples = [one for arm in arms for one in arm.get("examples", []) if isinstance(one, list) and one]
        inside = yaml(examples[0][0]) if examples else ""
        return f" [{self._stop(inside)}]"

    def _example(self, arms: list[dict[str, Any]]) -> str:
        examples = [one for arm in arms for one in arm.get("examples", [])]
        return self._stop(yaml(examples[0]) if examples else "")

    def _stop(self, text: str) -> str:
        escaped = _SPECIAL.sub(r"\\\1", text)
        return f"${{{next(self._stops)}:{escaped}}}" if text else f"${next(self._stops)}"

    def _choice(self, few: list[str]) -> str:
        escaped = ",".join(_SPECIAL_IN_CHOICE.sub(r"\\\1", one) for one in few)
        return f"${{{next(self._stops)}|{escaped}|}}"


def _needed(arms: list[dict[str, Any]]) -> list[str]:
    """What a block cannot be without, and what tells one kind of it from another."""
    blocks = [arm for arm in arms if "properties" in arm]
    required = [name for arm in blocks[:1] for name in arm.get("required", [])]
    told = [consts(arm) for arm in blocks]
    telling = [name for name in told[0] if len({one.get(name) for one in told}) > 1] if told else []
    return list(dict.fromkeys([*telling, *required]))
