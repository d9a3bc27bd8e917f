"""What an output can take: colour, where it is a terminal and nobody objects, and so many columns."""

from __future__ import annotations

import os
from typing import NamedTuple, TextIO

_RESET = "\x1b[0m"
_CODES = {
    "error": "1;31",
    "warning": "1;33",
    "accent": "1;34",
    "help": "1;36",
    "good": "32",
    "strong": "1",
    "dim": "2",
}
#: Columns of what is no terminal, and the fewest that lines are made for.
_USUAL, _LEAST = 100, 60
_DIFF = {"+": "32", "-": "31", "@": "36"}


class Style(NamedTuple):
    """Paints words, or leaves them alone: meaning never hangs on colour. Lines have room in `width` columns."""

    colour: bool = False
    width: int = _USUAL

    def paint(self, role: str, text: str) -> str:
        """`text` in the colour of its role."""
        return f"\x1b[{_CODES[role]}m{text}{_RESET}" if self.colour and text else text

    def diff(self, line: str) -> str:
        """A line of a unified diff, in the colour of what it is: added, removed, or where."""
        code = _DIFF.get(line[:1], "")
        return f"\x1b[{code}m{line}{_RESET}" if self.colour and code else line


def style_for(stream: TextIO | None) -> Style:
    """What a stream can take: see https://no-color.org and https://force-color.org (read 2026-11)."""
    return Style(_has_colour(stream), _columns(stream))


def _has_colour(stream: TextIO | None) -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR") or os.environ.get("CLICOLOR_FORCE", "0") not in {"", "0"}:
        return True
    return stream is not None and stream.isatty() and os.environ.get("TERM") != "dumb"


def _columns(stream: TextIO | None) -> int:
    """The width of a terminal; one that does not know its own says 0."""
    try:
        columns = os.get_terminal_size(stream.fileno()).columns if stream and stream.isatty() else 0
    except (OSError, ValueError):
        columns = 0
    return max(columns, _LEAST) if columns else _USUAL
