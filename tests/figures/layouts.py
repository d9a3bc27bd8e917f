"""One spec in many layouts, with a mark: the writer knows the mark's exact place, and asks no YAML library."""

from __future__ import annotations

import json
import re
from random import Random
from typing import NamedTuple, TypeAlias

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_]*(?:[-/][A-Za-z0-9_]+)*")
_TAKEN = {"true", "false", "null"}
_REMARKS = ("# why", "# 日本語の注釈 🎉", "# e\u0301 שלום", "#")
STYLES = ("block", "flow", "mixed", "one line")


class Raw(NamedTuple):
    """A scalar exactly as it is to stand in the file."""

    text: str


class Marked(NamedTuple):
    """A value whose place is the mark, so many characters after its start; its key, if it fills several lines."""

    node: Node
    offset: int = 0


class MarkedKey(NamedTuple):
    """A key whose place is the mark."""

    text: str


class Entries(list["tuple[str | MarkedKey, Node]"]):
    """A mapping, in which a key may stand twice."""


Node: TypeAlias = "str | int | float | bool | Raw | Marked | Entries | list[Node] | None"


def entries(plain: object) -> Node:
    """Plain data as nodes."""
    if isinstance(plain, dict):
        return Entries((key, entries(value)) for key, value in plain.items())
    if isinstance(plain, list):
        return [entries(item) for item in plain]
    assert plain is None or isinstance(plain, (str, int, float, bool))
    return plain


class Layout:
    """Writes one spec in a layout that its random numbers choose."""

    def __init__(self, random: Random, style: str) -> None:
        self.random = random
        self.style = style
        self.text = ""
        self.line = self.column = 1
        self.mark = self.key_place = (0, 0)

    def write(self, root: Node) -> tuple[str, tuple[int, int]]:
        """The file, and the line and column of the mark."""
        inner, offset = self._unmarked(root)
        self._start = (1, 1)
        if self.style in {"flow", "one line"}:
            self._flow(inner)
        else:
            self._block(inner, 0)
        self._put("\n")
        self.mark = self.mark if offset is None else self._start
        ends = "\r\n" if self.random.random() < 0.25 else "\n"
        return self.text.replace("\n", ends), self.mark

    def _put(self, text: str) -> None:
        self.text += text
        _, line_feed, last = text.rpartition("\n")
        self.line += text.count("\n")
        self.column = len(last) + 1 if line_feed else self.column + len(text)

    # -- marks -------------------------------------------------------------------------------------------

    def _unmarked(self, node: Node) -> tuple[Node, int | None]:
        """A node without its mark, and how far after its start the mark is; None if it has none."""
        return (node.node, node.offset) if isinstance(node, Marked) else (node, None)

    def _key(self, key: str | MarkedKey) -> None:
        """Write a key; the mark may be here, or come back to here."""
        text = key.text if isinstance(key, MarkedKey) else key
        self.key_place = (self.line, self.column)
        if isinstance(key, MarkedKey):
            self.mark = self.key_place
        quoted = self.style == "one line" or not _PLAIN.fullmatch(text) or text in _TAKEN
        self._put(f"{json.dumps(text, ensure_ascii=False) if quoted else text}:")

    # -- values ------------------------------------------------------------------------------------------

    def _value(self, node: Node, indent: int, *, flow: bool) -> None:
        """Write what stands behind a key or a dash."""
        inner, offset = self._unmarked(node)
        key_place = self.key_place
        if not (flow or not isinstance(inner, list) or not inner or self._prefers_flow()):
            self._open_block(inner, indent)
            self.mark = self.mark if offset is None else key_place
            return
        self._put(" " * (1 if self.style == "one line" else self.random.choice([1, 1, 1, 3])))
        self._flow_marked(inner, offset, key_place)

    def _flow_marked(self, inner: Node, offset: int | None, key_place: tuple[int, int] | None) -> None:
        """Write a value on one line, or on some: then the mark is at its key, if it has one."""
        line, column = self.line, self.column
        self._flow(inner)
        if offset is not None:
            self.mark = key_place if key_place and self.line > line else (line, column + offset)

    def _prefers_flow(self) -> bool:
        return self.style == "mixed" and self.random.random() < 0.5

    def _open_block(self, inner: Node, indent: int) -> None:
        if self.random.random() < 0.1:
            self._put(f"  {self.random.choice(_REMARKS)}")
        self._put("\n")
        self._block(inner, indent + 2)

    def _block(self, node: Node, indent: int) -> None:
        assert isinstance(node, list)
        for number, item in enumerate(node):
            if number:
                self._put("\n" * self.random.choice([1, 1, 1, 2]))
            if self.random.random() < 0.05:
                self._put(f"{' ' * indent}{self.random.choice(_REMARKS)}\n")
            self._put(" " * indent)
            if not indent and not number:
                self._start = (self.line, self.column)
            if isinstance(node, Entries):
                key, value = item
                self._key(key)
                self._value(value, indent, flow=False)
            else:
                self._put("-")
                self._value(item, indent, flow=True)

    def _flow(self, node: Node) -> None:
        if isinstance(node, Entries):
            self._collection("{", [(key, value) for key, value in node], "}")
        elif isinstance(node, list):
            self._collection("[", [(None, item) for item in node], "]")
        else:
            self._put(self._scalar(node))

    def _collection(self, opening: str, items: list[tuple[str | MarkedKey | None, Node]], closing: str) -> None:
        self._put(opening)
        for number, (key, value) in enumerate(items):
            if number:
                self._put(self._comma())
            if key is not None:
                self._key(key)
                self._value(value, 0, flow=True)
            else:
                self._item(value)
        self._put(closing)

    def _comma(self) -> str:
        breaks = self.style == "flow" and self.random.random() < 0.2
        return ",\n  " if breaks else ", "

    def _item(self, node: Node) -> None:
        inner, offset = self._unmarked(node)
        self._flow_marked(inner, offset, None)

    def _scalar(self, node: Node) -> str:
        if isinstance(node, Raw):
            return node.text
        if isinstance(node, str):
            plain = self.style != "one line" and _PLAIN.fullmatch(node) and node not in _TAKEN
            quoted = (
                f"'{node}'"
                if "'" not in node and self.random.random() < 0.3
                else json.dumps(node, ensure_ascii=False)
            )
            return node if plain and self.random.random() < 0.8 else quoted
        return json.dumps(node)
