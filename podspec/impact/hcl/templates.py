"""Quoted text and heredocs with their escapes, interpolations and directives.

Source: hclsyntax/spec.md, "Template Expressions" (read 2026-11).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, TypeAlias

from podspec.impact.hcl.cursor import Cursor
from podspec.impact.hcl.syntax import Conditional, For, Literal, Node, Template
from podspec.quoting.hcl_tokens import (
    CLOSE_HEREDOC,
    CLOSE_QUOTE,
    CLOSE_TEMPLATE,
    IDENT,
    LITERAL,
    OPEN_HEREDOC,
    OPEN_QUOTE,
    OPEN_TEMPLATE,
    STRING,
    Kind,
)

#: Reads an expression; given in, as expressions hold templates and templates expressions.
Read: TypeAlias = Callable[[Cursor], Node]
#: Reads `key, value in collection`.
ReadHead: TypeAlias = Callable[[Cursor], tuple[str, str, Node]]

_ESCAPE: Final = re.compile(r"\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})|\\(.)|(\$|%)\4(?=\{)", re.DOTALL)
_MARKER: Final = re.compile(r"(\$|%)\1(?=\{)")
_SHORT: Final = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\"}
_HIGHEST: Final = 0x10FFFF
_LINE_START: Final = re.compile(r"^[ \t]*(?=[^ \t\r\n\0])|^[ \t]+\Z", re.MULTILINE)
_GOES_ON: Final = "\0"


@dataclass(slots=True)
class _Piece:
    """A stretch of text (`node` is None, `word` empty), an interpolation, or a directive such as `if`."""

    text: str = ""
    node: Node | None = None
    word: str = ""
    names: tuple[str, str] = ("", "")
    strips_left: bool = False
    strips_right: bool = False

    @property
    def is_text(self) -> bool:
        return self.node is None and not self.word


class Templates:
    """Reads templates; what their interpolations hold is read by the functions given."""

    def __init__(self, read: Read, read_head: ReadHead) -> None:
        self._read, self._read_head = read, read_head

    def plain(self, at: Cursor) -> Node:
        """A quoted text without interpolation."""
        return Literal(_unescaped(at, at.take(STRING)[1:-1]))

    def quoted(self, at: Cursor) -> Node:
        """A quoted text with interpolations."""
        at.take(OPEN_QUOTE)
        pieces = list(self._pieces(at, CLOSE_QUOTE))
        for piece in pieces:
            piece.text = _unescaped(at, piece.text)
        at.take(CLOSE_QUOTE)
        return _tree(at, pieces)

    def heredoc(self, at: Cursor) -> Node:
        """A heredoc; with `<<-` without the indentation that all of its lines have."""
        strips_indent = at.take(OPEN_HEREDOC).startswith("<<-")
        pieces = list(self._pieces(at, CLOSE_HEREDOC))
        if strips_indent:
            _strip_indent(pieces)
        for piece in pieces:
            piece.text = _MARKER.sub(r"\1", piece.text)
        at.take(CLOSE_HEREDOC)
        return _tree(at, pieces)

    def _pieces(self, at: Cursor, closing: Kind) -> Iterator[_Piece]:
        text = ""
        while at.kind != closing:
            if at.kind == LITERAL:
                text += at.take()
                continue
            if text:
                yield _Piece(text)
            text = ""
            yield self._piece(at)
        if text:
            yield _Piece(text)

    def _piece(self, at: Cursor) -> _Piece:
        """What stands between `${` or `%{` and the brace that closes it."""
        at.enter(ignores_newlines=True)
        opening = at.take(OPEN_TEMPLATE)
        piece = _Piece(node=self._read(at)) if opening[0] == "$" else self._directive(at)
        piece.strips_left = opening.endswith("~")
        piece.strips_right = at.take(CLOSE_TEMPLATE).startswith("~")
        at.leave()
        return piece

    def _directive(self, at: Cursor) -> _Piece:
        word = at.take(IDENT)
        if word == "if":
            return _Piece(word=word, node=self._read(at))
        if word == "for":
            key, value, collection = self._read_head(at)
            return _Piece(word=word, node=collection, names=(key, value))
        return _Piece(word=word)


def _tree(at: Cursor, pieces: list[_Piece]) -> Node:
    for before, after in pairwise(pieces):
        if after.strips_left and before.is_text:
            before.text = before.text.rstrip()
        if before.strips_right and after.is_text:
            after.text = after.text.lstrip()
    rest = iter(pieces)
    node, word = _until(at, rest, frozenset())
    if word:
        raise at.error(f"this text has a `%{{ {word} }}` that nothing begins")
    return node


def _until(at: Cursor, pieces: Iterator[_Piece], words: frozenset[str]) -> tuple[Node, str]:
    """The template up to one of the words, and that word; all of it where there is none to wait for."""
    parts: list[Node] = []
    for piece in pieces:
        if piece.word == "if":
            parts.append(_choice(at, piece, pieces))
        elif piece.word == "for":
            result, _ = _until(at, pieces, frozenset({"endfor"}))
            parts.append(For(*piece.names, piece.node or Literal(None), None, result, joined=True))
        elif piece.word:
            if piece.word not in words:
                raise at.error(f"this text has a `%{{ {piece.word} }}` in the wrong place")
            return _template(parts), piece.word
        else:
            parts.append(Literal(piece.text) if piece.node is None else piece.node)
    if words:
        raise at.error(f"this text lacks a `%{{ {min(words)} }}`")
    return _template(parts), ""


def _choice(at: Cursor, piece: _Piece, pieces: Iterator[_Piece]) -> Conditional:
    yes, word = _until(at, pieces, frozenset({"else", "endif"}))
    no: Node = Literal("")
    if word == "else":
        no, _ = _until(at, pieces, frozenset({"endif"}))
    return Conditional(piece.node or Literal(None), yes, no)


def _template(parts: Iterable[Node]) -> Node:
    """One node of the parts: text alone is a Literal, and empty text is nothing."""
    kept = tuple(part for part in parts if part != Literal(""))
    if not kept:
        return Literal("")
    is_text = len(kept) == 1 and isinstance(kept[0], Literal) and isinstance(kept[0].value, str)
    return kept[0] if is_text else Template(kept)


def _strip_indent(pieces: list[_Piece]) -> None:
    """Take away what all lines begin with. Empty lines do not count."""
    begins_line = True
    texts: list[tuple[_Piece, str]] = []
    for piece in pieces:
        # Behind an interpolation a text goes on with a line: a mark that is no blank stands for what is there.
        texts.append((piece, piece.text if begins_line else _GOES_ON + piece.text))
        begins_line = piece.text.endswith("\n")
    width = min((len(start) for _, text in texts for start in _LINE_START.findall(text)), default=0)
    indent = re.compile(rf"^[ \t]{{0,{width}}}", re.MULTILINE)
    for piece, text in texts:
        piece.text = indent.sub("", text).removeprefix(_GOES_ON)


def _unescaped(at: Cursor, text: str) -> str:
    """Text as it is meant, without its backslashes."""

    def meant(match: re.Match[str]) -> str:
        digits, short = match[1] or match[2], match[3]
        if digits and int(digits, 16) <= _HIGHEST:
            return chr(int(digits, 16))
        if short in _SHORT:
            return _SHORT[short]
        if match[4]:
            return match[4]
        raise at.error(f"no such escape: {match[0]}")

    return _ESCAPE.sub(meant, text) if "\\" in text or "{" in text else text
