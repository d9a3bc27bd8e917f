"""What all answers of `podspec why` are written with."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill

from podspec.model.layout import POLICY_FILE
from podspec.model.origin import Value
from podspec.model.source import Source
from podspec.reporters.excerpt import visible
from podspec.reporters.style import Style

#: Columns that are used; longer lines of a file are cut, unless all is to be shown.
WIDTH = 80


class Paper:
    """Cuts, wraps and paints.

    `sources` are the files that can be quoted, specs and templates; `whole` shows everything, however long.
    """

    def __init__(self, sources: dict[str, Source], style: Style, *, whole: bool = False) -> None:
        self.sources, self.style, self.whole = sources, style, whole

    def rest(self, count: int, word: str, indent: int = 0) -> Iterator[str]:
        """How much was left out; nothing if all is there."""
        if count > 0:
            yield f"{' ' * indent}and {plural(count, f'more {word}')}; --all shows them"

    def note(self, word: str, text: str) -> str:
        """A line that adds something to an answer."""
        return f"  {self.paint('accent', '=')} {self.paint('help', word)}: {visible(text)}"

    def bar(self, width: int) -> str:
        """The line above a quotation."""
        return self.paint("accent", f"{' ' * width} |")

    def strong(self, text: str) -> str:
        """What to read first."""
        return self.paint("strong", text)

    def paint(self, role: str, text: str) -> str:
        """A word in the colour of its role."""
        return self.style.paint(role, text)

    def wrapped(self, text: str) -> str:
        """A sentence in lines that a terminal has room for."""
        return fill(text, WIDTH, break_long_words=False, break_on_hyphens=False)

    def cut(self, text: str, used: int) -> str:
        """A line of a file as far as there is room for it beside `used` columns."""
        shown, room = visible(text.replace("\t", "    ")), WIDTH - used
        return shown if self.whole or len(shown) <= room else f"{shown[: room - 1]}…"


def where(value: Value) -> str:
    """A value with its place: the line alone, as the spec is known, but in a policy its file, too."""
    label = value.label()
    if label is None or label.span is None:
        return f"{value.name} (default)"
    place = f"{label.file}:" if label.file == POLICY_FILE else "line "
    return f"{value.name} ({place}{label.span.line})"


def plural(count: int, word: str) -> str:
    """A count with its word: `1 line`, `2 lines`."""
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"
