"""HCL text -> its blocks and arguments, each with its place: enough to change one value and leave the rest alone.

The grammar is that of bodies in hashicorp/hcl, hclsyntax/spec.md, "Structural Elements" (read 2026-11). The
expressions themselves are not read: an argument knows where its own begins and ends, and the tokens in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from podspec.quoting.hcl_tokens import (
    BLOCK_COMMENT,
    DEPTH,
    IDENT,
    LINE_COMMENT,
    NEWLINE,
    NUMBER,
    STRING,
    Kind,
    scan,
)

_LINE_ENDS: Final = frozenset({NEWLINE, LINE_COMMENT})
_BETWEEN: Final = frozenset({NEWLINE, LINE_COMMENT, BLOCK_COMMENT})

#: What stands in a literal beside its leaves: brackets, and what parts and joins.
_FRAME: Final = frozenset("[]{},=:-") | _BETWEEN
_WORDS: Final = frozenset({"true", "false", "null"})


class Piece(NamedTuple):
    """A token, and where it begins in the text."""

    kind: Kind
    text: str
    start: int

    @property
    def end(self) -> int:
        """The place behind it."""
        return self.start + len(self.text)


class Argument(NamedTuple):
    """`name = value`: where it begins, and the tokens of its value."""

    name: str
    start: int
    value: tuple[Piece, ...]

    @property
    def place(self) -> tuple[int, int]:
        """Where its value begins and ends."""
        return self.value[0].start, self.value[-1].end

    @property
    def is_literal(self) -> bool:
        """True if the value refers to nothing: plain text, a number, true, false, null, lists and maps of such."""
        keys = {one for one, after in zip(self.value, self.value[1:], strict=False) if after.kind in {"=", ":"}}
        return all(
            one.kind in _FRAME
            or one.kind in {STRING, NUMBER}
            or (one.kind == IDENT and (one.text in _WORDS or one in keys))
            for one in self.value
        )


class Block(NamedTuple):
    """`kind "label" { … }`: where it begins, where its braces stand, and what is in it."""

    kind: str
    labels: tuple[str, ...]
    start: int
    opening: int
    closing: int
    arguments: dict[str, Argument]
    blocks: tuple[Block, ...]


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks at the top of a file.

    Raises:
        ValueError: The text is not HCL.
    """
    pieces = tuple(_placed(text))
    return _body(pieces, 0)[1]


def _placed(text: str) -> Iterator[Piece]:
    """The tokens with their places: only blanks stand between two of them, and none begins with a blank there."""
    position = 0
    for kind, piece in scan(text)[0]:
        position = text.index(piece, position)
        yield Piece(kind, piece, position)
        position += len(piece)


def _body(pieces: Sequence[Piece], index: int) -> tuple[dict[str, Argument], tuple[Block, ...], int]:
    """What stands in a body from `index` on, and the index of the brace that closes it, or of the end."""
    arguments: dict[str, Argument] = {}
    inside: list[Block] = []
    while index < len(pieces) and pieces[index].kind != "}":
        if pieces[index].kind in _BETWEEN:
            index += 1
            continue
        if index + 1 < len(pieces) and pieces[index + 1].kind == "=":
            argument, index = _argument(pieces, index)
            arguments[argument.name] = argument
        else:
            block, index = _block(pieces, index)
            inside.append(block)
    return arguments, tuple(inside), index


def _argument(pieces: Sequence[Piece], index: int) -> tuple[Argument, int]:
    """The argument at `index`, and the index behind it: a line, and on to where its brackets close."""
    end, depth = index + 2, 0
    while end < len(pieces):
        change = DEPTH.get(pieces[end].kind, 0)
        if depth + change < 0 or (not depth and pieces[end].kind in _LINE_ENDS):
            break
        depth, end = depth + change, end + 1
    name = pieces[index]
    if end == index + 2:
        raise ValueError(f"argument {name.text} has no value")
    return Argument(name.text, name.start, tuple(pieces[index + 2 : end])), end


def _block(pieces: Sequence[Piece], index: int) -> tuple[Block, int]:
    """The block at `index`, and the index behind it."""
    opening = index + 1
    while opening < len(pieces) and pieces[opening].kind in {STRING, IDENT}:
        opening += 1
    if opening >= len(pieces) or pieces[opening].kind != "{":
        raise ValueError(f"neither an argument nor a block begins with {pieces[index].text!r}")
    arguments, inside, closing = _body(pieces, opening + 1)
    if closing >= len(pieces):
        raise ValueError(f"block {pieces[index].text} has no end")
    labels = tuple(one.text.strip('"') for one in pieces[index + 1 : opening])
    kind, start = pieces[index].text, pieces[index].start
    return Block(kind, labels, start, pieces[opening].start, pieces[closing].start, arguments, inside), closing + 1
