"""Adds to, and takes from, collections that are written in lines of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from podspec.authoring.document import Document, Splice
from podspec.authoring.flow import Piece
from podspec.model.source import Mapping, Node, Scalar, Sequence

_BLANK_LINE = re.compile(r"\n[ \t]*\r?\n")
#: Columns that a block stands deeper than what it belongs to, where no block of the text tells.
_STEP = 2


def pieces(document: Document, node: Mapping | Sequence) -> list[Piece]:
    """The entries of a block: from the key or the dash to the end of the last line that is theirs."""
    if isinstance(node, Mapping):
        found = [(document.start(one.key), _end(document, one.key, one.value)) for one in node.entries.values()]
    else:
        found = [(_dash(document, node, one), document.end(one)) for one in node.items]
    return [Piece(start, reach(document, end, node.span.column)) for start, end in found]


def reach(document: Document, end: int, column: int) -> int:
    """The end of the last line of what stands at a column: comments that stand deeper belong to it."""
    found = document.line_end(end)
    for line, line_end in _lines_below(document, found):
        comment = line.lstrip(" ")
        if comment and not (comment.startswith("#") and len(line) - len(comment) >= column):
            break
        found = line_end if comment else found
    return found


def added(document: Document, node: Mapping | Sequence, index: int, lines: list[str], *, is_root: bool) -> Splice:
    """Put lines before the piece at `index`, or behind the last; apart, where the others stand apart."""
    there = pieces(document, node)
    text = "\n".join(lines)
    if index:
        gap = "\n\n" if _stands_apart(document, there, index) else "\n"
        end = there[index - 1].end
        if index == len(there) and isinstance(node, Mapping) and not is_root:
            # The last comment of a block is often a field that waits to be used.
            end = reach(document, end, node.span.column - 1)
        return Splice(end, end, f"{gap}{text}")
    first = there[0].start
    if not _begins_line(document, first):
        return Splice(first, first, f"{text.lstrip(' ')}\n{document.indent(first)}")
    # The comment at the top of a spec speaks of all of it; another one of what stands right below.
    start = document.line_start(first) if is_root else _comments_above(document, first)
    return Splice(start, start, f"{text}\n")


def taken(document: Document, node: Mapping | Sequence, index: int, *, with_comments: bool) -> Splice:
    """Take the lines of the piece at `index` away, which is not the only one; also the comment above, if asked."""
    there = pieces(document, node)
    piece = there[index]
    if not _begins_line(document, piece.start):
        return Splice(piece.start, there[index + 1].start, "")
    start = _comments_above(document, piece.start) if with_comments else document.line_start(piece.start)
    return _whole_lines(document, start, document.next_line(piece.end))


def step(document: Document) -> int:
    """How much deeper the text's blocks stand than what they belong to."""
    found = (inner - outer for outer, inner in _columns(document, document.tree))
    return min((one for one in found if one > 0), default=_STEP)


def _columns(document: Document, node: Node) -> Iterator[tuple[int, int]]:
    """The columns of each block, and of the one right inside."""
    if isinstance(node, Scalar) or document.is_flow(node):
        return
    for one in [entry.value for entry in node.entries.values()] if isinstance(node, Mapping) else node.items:
        if isinstance(one, Mapping) and isinstance(node, Mapping) and not document.is_flow(one):
            yield node.span.column, one.span.column
        yield from _columns(document, one)


def _end(document: Document, key: Scalar, value: Node) -> int:
    return max(document.end(key), document.end(value))


def _dash(document: Document, node: Sequence, item: Node) -> int:
    """Where the dash of an item stands: in the list's own column, in the item's line or above."""
    at = document.line_start(document.start(item))
    while document.text[at + node.span.column - 1] != "-":
        at = document.line_start(at - 1)
    return at + node.span.column - 1


def _begins_line(document: Document, offset: int) -> bool:
    return not document.text[document.line_start(offset) : offset].strip(" ")


def _lines_below(document: Document, offset: int) -> Iterator[tuple[str, int]]:
    """The lines below the one of an offset, each with its end."""
    start = document.next_line(offset)
    while start < len(document.text):
        end = document.line_end(start)
        yield document.text[start:end], end
        start = document.next_line(end)


def _comments_above(document: Document, offset: int) -> int:
    """Where the comment begins that stands right above a line, as deep as what it holds; else the line itself."""
    start = document.line_start(offset)
    indent = document.text[start:offset]
    while start and document.text.startswith(f"{indent}#", document.line_start(start - 1)):
        start = document.line_start(start - 1)
    return start


def _stands_apart(document: Document, there: list[Piece], index: int) -> bool:
    """True if the neighbours of a new piece have a blank line between them."""
    if index == len(there):
        below = document.text[document.next_line(there[-1].end) :].partition("\n")[0]
        return index > 1 and not below.strip() and _stands_apart(document, there, index - 1)
    return bool(_BLANK_LINE.search(document.text[there[index - 1].end : there[index].start]))


def _whole_lines(document: Document, start: int, end: int) -> Splice:
    """Lines that go: of two blank lines that would meet one goes, too, and no text ends in a line feed anew."""
    above = document.line_start(start - 1) if start else 0
    below = document.line_end(end) if end < len(document.text) else end
    if start and not document.text[above:start].strip():
        if not document.text[end:below].strip() and end < len(document.text):
            return Splice(start, document.next_line(end), "")
        start = above if end == len(document.text) else start
    if start and end == len(document.text) and not document.text.endswith("\n"):
        start = document.line_end(document.line_start(start - 1))
    return Splice(start, end, "")
