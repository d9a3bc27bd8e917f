"""Colour, where the output is a terminal and nobody objects. Meaning never hangs on it."""

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
_DIFF = {"+": "32", "-": "31", "@": "36"}


class Style(NamedTuple):
    """Paints words, or leaves them alone."""

    colour: bool = False

    def paint(self, role: str, text: str) -> str:
        """`text` in the colour of its role."""
        return f"\x1b[{_CODES[role]}m{text}{_RESET}" if self.colour and text else text

    def diff(self, line: str) -> str:
        """A line of a unified diff, in the colour of what it is: added, removed, or where."""
        code = _DIFF.get(line[:1], "")
        return f"\x1b[{code}m{line}{_RESET}" if self.colour and code else line


def style_for(stream: TextIO | None) -> Style:
    """What a stream can take: see https://no-color.org and https://force-color.org (read 2026-11)."""
    if os.environ.get("NO_COLOR"):
        return Style(colour=False)
    if os.environ.get("FORCE_COLOR") or os.environ.get("CLICOLOR_FORCE", "0") not in {"", "0"}:
        return Style(colour=True)
    return Style(colour=stream is not None and stream.isatty() and os.environ.get("TERM") != "dumb")
