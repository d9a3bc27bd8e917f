"""A spec's keys and where they stand, also of a text that is half typed and is no YAML yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from podspec.model.source import Path, Span


@dataclass(slots=True)
class Key:
    """A key, or an item of a list: its path, and where it is written.

    `value` and `text` are of a single value; `opening` is the bracket of a collection in one. `end` is where all
    that belongs to it ends, as line and column.
    """

    path: Path
    span: Span
    value: Span | None = None
    text: str = ""
    opening: str = ""
    end: tuple[int, int] = (1, 1)

    @property
    def is_item(self) -> bool:
        """True for an item of a list."""
        return isinstance(self.path[-1], int)

    def holds(self, line: int, column: int) -> bool:
        """True if a place lies in the key itself or in its single value; right behind them counts."""
        return any(_is_in(span, line, column) for span in (self.span, self.value) if span)


class Cursor(NamedTuple):
    """What may be typed at the end of a text.

    `keys_of` is the path of the block whose keys may, `value_of` that of the value; None where none may.
    `typed` is what there is of it already, from `column` on. `is_flow` inside of brackets, `quote` if one is open.
    """

    keys_of: Path | None = None
    value_of: Path | None = None
    typed: str = ""
    column: int = 1
    is_flow: bool = False
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Outline:
    """The keys of a text, in its order."""

    keys: tuple[Key, ...]

    def at(self, line: int, column: int) -> Key | None:
        """The key or single value that stands at a place; None if neither does."""
        return next((key for key in reversed(self.keys) if key.holds(line, column)), None)

    def find(self, path: Path) -> Key | None:
        """The key at a path, the first one if it stands there twice."""
        return next((key for key in self.keys if key.path == path), None)

    def below(self, path: Path) -> list[Key]:
        """The keys right below a path."""
        return [key for key in self.keys if key.path[:-1] == path]


def _is_in(span: Span, line: int, column: int) -> bool:
    return (span.line, span.column) <= (line, column) <= (span.end_line, span.end_column)
