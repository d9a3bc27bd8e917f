"""One kind of change for a terminal: a title, and lines that have room."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from podspec.reporters.excerpt import visible
from podspec.reporters.style import Style
from podspec.reporters.wrap import wrapped


class Block(NamedTuple):
    """One kind of change: its title, what is said of it, and whether nobody may overlook it."""

    title: str
    lines: list[str]
    is_urgent: bool = False

    def fitting(self, style: Style) -> Block:
        """The same with lines that have room where it is shown."""
        return self._replace(lines=[piece for line in self.lines for piece in wrapped(line, style.width)])


def rest(count: int, style: Style) -> Iterator[str]:
    """How much was left out, and where it is; nothing if all is there."""
    if count > 0:
        yield style.paint("dim", f"  … {count:,} more; --report json has all")


def with_place(head: str, width: int, place: str, style: Style) -> Iterator[str]:
    """A line, and where it holds: behind it, or below it where there is no room."""
    where = style.paint("dim", visible(place))
    if width + 2 + len(place) <= style.width:
        yield f"{head}  {where}"
    else:
        yield head
        yield f"       {where}"
