"""Adds to, and takes from, collections in brackets and braces, in one line or in many."""

from __future__ import annotations

import re
from typing import NamedTuple

from podspec.authoring.document import Document, Splice
from podspec.model.source import Mapping, Sequence

#: What may stand behind an entry that has its line to itself.
_REST = re.compile(r"([ \t]*,)?[ \t]*(#.*)?")


class Piece(NamedTuple):
    """Where an entry of a mapping, or an item of a list, stands in the text."""

    start: int
    end: int


def pieces(document: Document, node: Mapping | Sequence) -> list[Piece]:
    """The pieces of a collection."""
    if isinstance(node, Sequence):
        return [Piece(document.start(one), document.end(one)) for one in node.items]
    return [
        Piece(document.start(one.key), max(document.end(one.key), document.end(one.value)))
        for one in node.entries.values()
    ]


def added(document: Document, node: Mapping | Sequence, index: int, text: str) -> list[Splice]:
    """Put a piece before the one at `index`, or behind the last; in its own line where its neighbour has one."""
    there = pieces(document, node)
    if not there:
        return [_only(document, document.start(node) + 1, text)]
    if index == 0:
        first = there[0].start
        gap = f"\n{document.indent(first)}" if _own_line(document, there[0]) is not None else " "
        return [Splice(first, first, f"{text},{gap}")]
    before = there[index - 1]
    rest = _own_line(document, before)
    if rest is None or (rest[1] is None and index < len(there)):
        return [Splice(before.end, before.end, f", {text}")]
    comma, line_end = rest[1] or "", document.line_end(before.end)
    line = f"\n{document.indent(before.start)}{text}{comma.strip()}"
    if comma:
        return [Splice(line_end, line_end, line)]
    return [Splice(before.end, line_end, f",{document.text[before.end : line_end]}{line}")]


def taken(document: Document, node: Mapping | Sequence, index: int) -> Splice:
    """Take the piece at `index` away, with one comma; it is not the only one."""
    there = pieces(document, node)
    piece = there[index]
    rest = _own_line(document, piece)
    if rest is not None and (rest[1] is not None or index + 1 == len(there)):
        return Splice(document.line_start(piece.start), document.next_line(piece.end), "")
    if index + 1 < len(there):
        return Splice(piece.start, there[index + 1].start, "")
    return Splice(there[index - 1].end, piece.end, "")


def _only(document: Document, opening: int, text: str) -> Splice:
    """The first piece of an empty collection: blanks between the brackets go."""
    inner = re.match(r"[ \t]*(?=[\]}])", document.text[opening:])
    return Splice(opening, opening + len(inner[0]) if inner else opening, text)


def _own_line(document: Document, piece: Piece) -> re.Match[str] | None:
    """What stands behind a piece that has its lines to itself; None if it has not."""
    if document.text[document.line_start(piece.start) : piece.start].strip():
        return None
    return _REST.fullmatch(document.text[piece.end : document.line_end(piece.end)])
