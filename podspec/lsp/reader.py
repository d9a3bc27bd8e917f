"""Text -> its outline. Never refuses: what the parser says nothing of, an editor asks about most.

Of a text that parses it finds the keys that the parser finds; of any other as many as can be told. It reads each
line once, and keeps no more than a stack.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Final, NamedTuple

from podspec.lsp.outline import Cursor, Key, Outline
from podspec.model.source import Path, Span
from podspec.pipeline.read import MAX_BYTES

#: Collections in collections that are followed: a spec has fewer, and each path costs its length.
_DEEPEST: Final = 64
_DASH = re.compile(r"-(?=[ \t]|$)")
_KEY = re.compile(
    r"""(?P<name>"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'"""
    r"""|(?:[^\s,\[\]{}#&*!|>'"%@`?:-]|[?:-](?=\S))(?:[^:#]|:(?=\S)|(?<=\S)\#)*?)[ \t]*:(?=[ \t]|$)"""
)
_PLAIN = re.compile(r".*?(?=[ \t]+#|[ \t]*$)")
_FLOW_PLAIN = re.compile(r"(?:[^,\[\]{}:#]|:(?![\s,\[\]{}]|$)|(?<!\s)#)+")
_CLOSING = {'"': re.compile(r'(?:[^"\\]|\\.)*"'), "'": re.compile(r"(?:[^']|'')*'(?!')")}
_LITERAL = re.compile(r"[|>][0-9+-]*[ \t]*(?:#.*)?$")
_MARK = re.compile(r"(?:---|\.\.\.)(?=[ \t]|$)|%")
_BLANKS: Final = " \t"

# What the line has come to, outside of brackets.
_BLANK: Final = "nothing yet"
_ITEM: Final = "behind a dash"
_VALUE: Final = "behind a colon"
_WORD: Final = "a word that is no key yet"
_NOWHERE: Final = "nothing can be typed here"


def outline(text: str, *, recovers: bool = False) -> Outline:
    """The keys of a text without a byte order mark.

    `recovers` lets a line that looks like a key end what brackets and quotes above it left open: right for a text
    that does not parse, and wrong for one that does.
    """
    reader = _Reader(recovers=recovers)
    reader.read(text)
    reader.leave(-1)
    return Outline(tuple(reader.keys))


def cursor(text: str, *, recovers: bool = False) -> Cursor:
    """What may be typed at the end of a text."""
    reader = _Reader(recovers=recovers)
    reader.read(text)
    return reader.cursor()


class _TooDeepError(Exception):
    """The text is no spec; what was read so far has to do."""


class _Frame(NamedTuple):
    """A block that is open: where its key or dash stands."""

    indent: int
    key: Key


class _Quote(NamedTuple):
    """A quoted text that has not ended: its mark, and where that stands."""

    mark: str
    line: int
    at: int


@dataclass(slots=True)
class _Flow:
    """A collection in brackets that is open, and how far its entry has come."""

    path: Path
    is_list: bool
    key: Key | None = None
    index: int = 0
    is_value: bool = False

    def next(self, end: tuple[int, int]) -> None:
        """End the entry, and begin the next one."""
        if self.key:
            self.key.end = end
        self.key, self.is_value = None, False
        self.index += 1


class _Reader:
    """Reads line by line."""

    def __init__(self, *, recovers: bool) -> None:
        self.keys: list[Key] = []
        self._recovers = recovers
        self._frames: list[_Frame] = []
        self._flows: list[_Flow] = []
        self._quote: _Quote | None = None
        self._literal: int | None = None
        self._last = (1, 1)
        self._number, self._line = 0, ""
        self._state, self._token = _BLANK, (0, "")

    def read(self, text: str) -> None:
        """Read a whole text; nothing of one that is too large to be a spec."""
        lines = text.split("\n") if len(text) <= MAX_BYTES else []
        try:
            for number, line in enumerate(lines, start=1):
                self._read(number, line.removesuffix("\r"))
        except _TooDeepError:
            self._flows, self._quote, self._state = [], None, _NOWHERE

    def leave(self, indent: int) -> None:
        """Leave the blocks that a line of this indent does not belong to."""
        while self._frames and self._frames[-1].indent >= indent:
            self._frames.pop().key.end = self._last

    # -- lines ---------------------------------------------------------------------------------------

    def _read(self, number: int, line: str) -> None:
        self._number, self._line = number, line
        self._state, self._token = _BLANK, (len(line), "")
        indent = len(line) - len(line.lstrip(" "))
        if self._recovers and self._is_open and self._is_key_of_a_block(indent):
            self._flows, self._quote = [], None
        if self._is_in_literal(indent):
            self._state = _NOWHERE
            return
        at: int | None = 0 if self._is_open else self._begin(indent)
        while at is not None and (at := self._skip(at)) < len(line):
            at = self._step(at)

    @property
    def _is_open(self) -> bool:
        return bool(self._flows or self._quote)

    def _is_key_of_a_block(self, indent: int) -> bool:
        return bool(self._frames) and indent <= self._frames[-1].indent and bool(_KEY.match(self._line, indent))

    def _is_in_literal(self, indent: int) -> bool:
        """True for a line of a text in a block; the first line that is indented less ends it."""
        if self._literal is None or (self._line.strip() and indent <= self._literal):
            self._literal = None
            return False
        if self._line.strip():
            self._last = (self._number, len(self._line) + 1)
        return True

    def _begin(self, indent: int) -> int | None:
        """Where a line is read from: behind the mark of a document; not at all, if it is a directive."""
        mark = None if indent else _MARK.match(self._line)
        if mark is None:
            return indent
        self.leave(-1)
        return None if mark[0] == "%" else mark.end()

    def _skip(self, at: int) -> int:
        while at < len(self._line) and self._line[at] in _BLANKS:
            at += 1
        return at

    def _step(self, at: int) -> int | None:
        """Read what stands at a place of the line; the place behind it, or None if the line is read."""
        if self._quote:
            return self._unquote(self._quote, at)
        if self._line[at] == "#" and (not at or self._line[at - 1] in _BLANKS):
            self._state = _NOWHERE
            return None
        return self._in_flow(at) if self._flows else self._in_block(at)

    def _span(self, at: int, end: int) -> Span:
        return Span(self._number, at + 1, self._number, end + 1)

    # -- blocks --------------------------------------------------------------------------------------

    def _in_block(self, at: int) -> int | None:
        if self._state != _VALUE and _DASH.match(self._line, at):
            return self._item(at)
        found = None if self._state == _VALUE else _KEY.match(self._line, at)
        return self._key(at, found) if found else self._value(at)

    def _item(self, at: int) -> int:
        self.leave(at + 1)
        index = 0
        if self._frames and self._frames[-1].indent == at and self._frames[-1].key.is_item:
            before = self._frames.pop().key
            before.end = self._last
            index = int(before.path[-1]) + 1
        self._enter(at, index, self._span(at, at + 1))
        self._state = _ITEM
        return at + 1

    def _key(self, at: int, found: re.Match[str]) -> int:
        self.leave(at)
        self._enter(at, _bare(found["name"]), self._span(*found.span("name")))
        self._state = _VALUE
        return found.end()

    def _enter(self, indent: int, part: str | int, span: Span) -> None:
        above = self._frames[-1].key.path if self._frames else ()
        self._frames.append(_Frame(indent, self._noted((*above, part), span)))

    def _noted(self, path: Path, span: Span) -> Key:
        if len(path) > _DEEPEST:
            raise _TooDeepError
        key = Key(path, span, end=span[2:])
        self.keys.append(key)
        self._last = span[2:]
        return key

    def _value(self, at: int) -> int | None:
        """A value behind a colon, behind a dash, or on a line of its own."""
        first = self._line[at]
        if first in "[{":
            return self._open(at)
        if first in _CLOSING:
            return self._quoted(at)
        if first in "&!*":
            return at + len(self._line[at:].split(None, 1)[0])
        if _LITERAL.match(self._line, at):
            self._literal = self._frames[-1].indent if self._frames else -1
            self._state = _NOWHERE
            return None
        found = _PLAIN.match(self._line, at)
        return self._word(at, found.end() if found else len(self._line))

    def _word(self, at: int, end: int) -> int:
        self._token = (at, self._line[at:end])
        self._fill(self._frames[-1].key if self._frames else None, self._span(at, end), self._line[at:end])
        self._state = _VALUE if self._state == _VALUE else _WORD
        return end

    def _fill(self, key: Key | None, span: Span, text: str) -> None:
        """Note a single value, unless its key has one: then it goes on in this line."""
        self._last = span[2:]
        if key and key.value is None and not key.opening:
            key.value, key.text = span, _bare(text)

    # -- quotes --------------------------------------------------------------------------------------

    def _quoted(self, at: int) -> int | None:
        found = _CLOSING[self._line[at]].match(self._line, at + 1)
        if found is None:
            self._quote = _Quote(self._line[at], self._number, at)
            return None
        return self._unquoted(self._span(at, found.end()), self._line[at : found.end()])

    def _unquote(self, quote: _Quote, at: int) -> int | None:
        """Look for the end of a quoted text that began on a line above."""
        found = _CLOSING[quote.mark].match(self._line, at)
        if found is None:
            return None
        self._quote = None
        return self._unquoted(Span(quote.line, quote.at + 1, self._number, found.end() + 1), "")

    def _unquoted(self, span: Span, text: str) -> int | None:
        if self._flows:
            self._entry(span, text)
            self._token = (len(self._line), "")
            return span.end_column - 1
        self._fill(self._frames[-1].key if self._frames else None, span, text)
        self._state = _NOWHERE
        return None

    # -- brackets ------------------------------------------------------------------------------------

    def _open(self, at: int) -> int:
        holder = self._holder(at)
        if holder:
            holder.opening = holder.opening or self._line[at]
        self._flows.append(_Flow(holder.path if holder else (), is_list=self._line[at] == "["))
        self._last = (self._number, at + 2)
        if len(self._flows) > _DEEPEST:
            raise _TooDeepError
        return at + 1

    def _holder(self, at: int) -> Key | None:
        """The key or item that a collection which begins here belongs to."""
        if not self._flows:
            return self._frames[-1].key if self._frames else None
        flow = self._flows[-1]
        if flow.key is None:
            flow.key = self._noted((*flow.path, flow.index if flow.is_list else "?"), self._span(at, at + 1))
        return flow.key

    def _in_flow(self, at: int) -> int | None:
        flow, first = self._flows[-1], self._line[at]
        if first in "[{":
            return self._open(at)
        if first in "]}":
            return self._shut(at)
        if first == ",":
            flow.next(self._last)
        elif first == ":" and flow.key and not flow.is_list and not flow.is_value:
            flow.is_value = True
        elif first in _CLOSING:
            return self._quoted(at)
        elif found := _FLOW_PLAIN.match(self._line, at):
            text = found[0].rstrip()
            self._entry(self._span(at, at + len(text)), text)
            self._token = (at, text)
            return found.end()
        return at + 1

    def _shut(self, at: int) -> int | None:
        self._flows.pop().next(self._last)
        self._last = (self._number, at + 2)
        self._state = _NOWHERE
        return at + 1 if self._flows else None

    def _entry(self, span: Span, text: str) -> None:
        """A word or a quoted text inside of brackets: a key, an item, or a value."""
        flow = self._flows[-1]
        if flow.key is None:
            flow.key = self._noted((*flow.path, flow.index if flow.is_list else _bare(text)), span)
        elif not (flow.is_value or flow.is_list):
            return
        if flow.is_value or flow.is_list:
            self._fill(flow.key, span, text)

    # -- the end -------------------------------------------------------------------------------------

    def cursor(self) -> Cursor:
        """What may be typed where the text ends."""
        at, typed, quote = *self._token, ""
        if self._quote:
            if self._quote.line != self._number:
                return Cursor()
            at, quote = self._quote.at + 1, self._quote.mark
            typed = self._line[at:]
        elif at + len(typed) < len(self._line):
            at, typed = len(self._line), ""
        keys_of, value_of = self._in_brackets(typed) if self._flows else self._outside(at, is_quoted=bool(quote))
        return Cursor(keys_of, value_of, typed, at + 1, is_flow=bool(self._flows), quote=quote)

    def _in_brackets(self, typed: str) -> tuple[Path | None, Path | None]:
        flow = self._flows[-1]
        is_whole = flow.key is not None and bool(flow.key.value or flow.key.opening) and not typed
        if is_whole:
            return None, None
        if flow.is_list:
            path = (*flow.path, flow.index)
            return path, path
        if flow.is_value and flow.key:
            return None, flow.key.path
        return (flow.path, None) if flow.key is None or typed else (None, None)

    def _outside(self, at: int, *, is_quoted: bool) -> tuple[Path | None, Path | None]:
        if self._state == _NOWHERE:
            return None, None
        if self._state == _VALUE:
            return None, self._frames[-1].key.path
        around = [frame.key for frame in self._frames if frame.indent < at]
        above = around[-1] if around else None
        is_filled = above is not None and (above.opening or (above.value and above.value.line < self._number))
        if is_filled or is_quoted:
            return None, None
        path = above.path if above else ()
        return path, path or None


def _bare(text: str) -> str:
    """A scalar without its quotes."""
    if text[:1] == "'":
        return text[1:-1].replace("''", "'")
    if text[:1] == '"':
        try:
            return str(json.loads(text))
        except ValueError:
            return text[1:-1]
    return text
