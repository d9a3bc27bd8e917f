"""Places of a spec <-> positions of an editor.

podspec counts lines and characters from 1, in a text without byte order mark, and only LF and CRLF end a line. An
editor counts from 0, in units of the encoding that both sides agreed on, and a lone CR ends a line for it, too.
Source: Language Server Protocol 3.17, "Text Documents" and "PositionEncodingKind" (read 2026-11).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate

from lsprotocol import types as lsp

from podspec.model.source import Span

_EDITOR_LINE = re.compile(r"\r\n|\n|\r")
_BYTE_ORDER_MARK = "\ufeff"

#: How many units the client counts in a text.
Units = Callable[[str], int]


class Positions:
    """One text, and the units that its editor counts in."""

    def __init__(self, text: str, units: Units) -> None:
        self._text, self._units = text, units
        self._lines = [0, *(match.end() for match in _EDITOR_LINE.finditer(text))]
        own = accumulate((len(line) + 1 for line in text.split("\n")), initial=0)
        self._own = list(own)[:-1]
        if text.startswith(_BYTE_ORDER_MARK):
            self._own[0] = 1

    def position(self, line: int, column: int) -> lsp.Position:
        """Where a place of the spec is for the editor."""
        offset = self.index(line, column)
        at = bisect_right(self._lines, offset) - 1
        return lsp.Position(at, self._units(self._text[self._lines[at] : offset]))

    def index(self, line: int, column: int) -> int:
        """How many characters of the text stand before a place of the spec; all, if it is behind the end."""
        if line > len(self._own):
            return len(self._text)
        start = self._own[line - 1]
        end = self._own[line] - 1 if line < len(self._own) else len(self._text)
        end -= self._text[start:end].endswith("\r")
        return min(start + column - 1, end)

    def range(self, span: Span | None) -> lsp.Range:
        """A span for the editor; the first line, for the file as a whole."""
        line, column, end_line, end_column = span or Span(1, 1, 1, len(self._text) + 1)
        return lsp.Range(self.position(line, column), self.position(end_line, end_column))

    def place(self, position: lsp.Position) -> tuple[int, int]:
        """Where a position of the editor is in the spec, as line and column."""
        offset = self._offset(position)
        line = max(bisect_right(self._own, offset), 1)
        return line, max(offset - self._own[line - 1], 0) + 1

    def _offset(self, position: lsp.Position) -> int:
        """How many characters of the text stand before a position; one that is nowhere moves to the next end."""
        if position.line >= len(self._lines):
            return len(self._text)
        start = self._lines[position.line]
        line = _EDITOR_LINE.split(self._text[start : self._end(position.line)], maxsplit=1)[0]
        counted = accumulate(self._units(character) for character in line)
        return start + sum(1 for units in counted if units <= position.character)

    def _end(self, line: int) -> int:
        return self._lines[line + 1] if line + 1 < len(self._lines) else len(self._text)
