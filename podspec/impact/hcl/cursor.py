"""Walks over the tokens of a text, and knows on which line it stands when something is wrong."""

from __future__ import annotations

from itertools import chain
from typing import Final

from podspec.impact.hcl.syntax import HclError
from podspec.quoting.hcl_tokens import BLOCK_COMMENT, LINE_COMMENT, NEWLINE, Kind, Token, scan

END: Final = "end of file"
# Python's own stack ends some thousand calls deep, and one level of brackets takes up to eight of them.
_DEEPEST: Final = 64


class Cursor:
    """The next token of a text; comments are passed over, and line ends where brackets make them mean nothing."""

    def __init__(self, text: str) -> None:
        try:
            tokens, _ = scan(text.removeprefix("\ufeff"))
        except ValueError as error:
            raise _with_line(str(error)) from None
        self._tokens: list[Token] = [*tokens, (END, "")]
        self._at = 0
        self._depth = 0
        self._ignores_newlines = [False]

    @property
    def kind(self) -> Kind:
        """What comes next."""
        return self._next()[0]

    @property
    def text(self) -> str:
        """What comes next, as it is written."""
        return self._next()[1]

    @property
    def shown(self) -> str:
        """What comes next, for a message."""
        return _shown(*self._next())

    @property
    def ignores_newlines(self) -> bool:
        """Whether line ends mean nothing here."""
        return self._ignores_newlines[-1]

    def take(self, kind: Kind = "") -> str:
        """Step over the next token, which must be of this kind if one is given.

        Raises:
            HclError: it is of another kind.
        """
        found, text = self._next()
        if kind and found != kind:
            raise self.error(f"expected {_shown(kind, kind)}, found {_shown(found, text)}")
        self._at += found != END
        return text

    def takes(self, *kinds: Kind) -> bool:
        """Step over the next token if it is of one of these kinds."""
        if self._next()[0] not in kinds:
            return False
        self._at += 1
        return True

    def takes_word(self, word: str) -> bool:
        """Step over the next token if it is this word."""
        if self._next() != ("ident", word):
            return False
        self._at += 1
        return True

    def skip_newlines(self) -> None:
        """Step over empty lines and ends of lines."""
        while self.takes(NEWLINE):
            pass

    def enter(self, opening: Kind = "", *, ignores_newlines: bool = False) -> None:
        """Go one level deeper, where line ends mean nothing, or end an item; over a bracket if one is given.

        Raises:
            HclError: it is too deep.
        """
        self._depth += 1
        if self._depth > _DEEPEST:
            raise self.error(f"brackets are nested deeper than {_DEEPEST}")
        self._ignores_newlines.append(ignores_newlines)
        if opening:
            self.take(opening)

    def leave(self, closing: Kind = "") -> None:
        """Come back one level; over a bracket if one is given."""
        if closing:
            self.take(closing)
        self._ignores_newlines.pop()
        self._depth -= 1

    def error(self, message: str) -> HclError:
        """An error on the present line."""
        before = chain.from_iterable(text for _, text in self._tokens[: self._at])
        return HclError(message, line=1 + sum(character == "\n" for character in before))

    def _next(self) -> Token:
        while True:
            kind, text = self._tokens[self._at]
            if kind == LINE_COMMENT:
                kind = NEWLINE
            if kind == BLOCK_COMMENT or (kind == NEWLINE and self._ignores_newlines[-1]):
                self._at += 1
                continue
            return kind, text


def _shown(kind: Kind, text: str) -> str:
    if kind == NEWLINE:
        return "the end of the line"
    return kind if kind == END else f"`{text.strip()}`"


def _with_line(said: str) -> HclError:
    """The scanner's `line 3: something` as an error."""
    place, _, message = said.partition(": ")
    return HclError(message, line=int(place.removeprefix("line ")))
