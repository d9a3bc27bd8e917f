"""Lines of a spec with what is said about them underneath, aligned as a terminal shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from unicodedata import category, east_asian_width

from podspec.model.diagnostic import Label
from podspec.model.source import Source
from podspec.reporters.style import Style

_TAB = "    "
#: Columns of a line that are shown; a longer one is cut to a window around what is said.
_WINDOW = 110
_BEFORE = 40
# Whatever a terminal might obey or hide: shown as a replacement character instead.
UNSAFE = re.compile(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
)
# Whatever a CI log might obey. GitHub's runner takes `::command::` at the start of a line, behind blanks, and
# `##[command]` anywhere; Azure Pipelines takes `##vso[command]`, TeamCity `##teamcity[command]`.
# Source: actions/runner, src/Runner.Common/ActionCommand.cs, TryParseV2 and TryParse (2026-11).
_COMMAND = re.compile(r"\A(\s*):(?=:)|#(?=#[A-Za-z]*\[)")


def visible(text: str) -> str:
    """Text that is safe to print, as long as it was before.

    Nothing in it moves the cursor, colours the screen, turns the line around or gives a command to a CI log.
    """
    safe = UNSAFE.sub("\ufffd", text)
    return _COMMAND.sub("\\1\ufffd", safe) if "::" in safe or "##" in safe else safe


def excerpt(primary: Label, related: tuple[Label, ...], sources: dict[str, Source], style: Style) -> Iterator[str]:
    """The lines that the labels point into. The first file is the primary label's."""
    placed = [label for label in (primary, *related) if label.span and label.file in sources]
    gutter = margin((primary, *related)) - 1
    for index, (file, group) in enumerate(_by_file(placed)):
        first = group[0]
        arrow = "-->" if index == 0 else ":::"
        where = f"{file}:{first.span.line}:{first.span.column}" if first.span else file
        yield f"{' ' * gutter}{style.paint('accent', arrow)} {visible(where)}"
        yield from _lines(group, sources[file], primary, gutter, style)


def margin(labels: tuple[Label, ...]) -> int:
    """Columns left of the bar in the excerpt of these labels: as many as the longest line number has, and one."""
    return max((len(str(label.span.line)) for label in labels if label.span), default=1) + 1


def _by_file(labels: list[Label]) -> Iterator[tuple[str, list[Label]]]:
    for file in dict.fromkeys(label.file for label in labels):
        yield file, [label for label in labels if label.file == file]


def _lines(labels: list[Label], source: Source, primary: Label, gutter: int, style: Style) -> Iterator[str]:
    bar = style.paint("accent", f"{' ' * gutter} |")
    yield bar
    ordered = sorted(labels, key=lambda label: label.span or ())
    last = 0
    for number, group in groupby(ordered, key=lambda label: label.span.line if label.span else 0):
        if last and number > last + 1:
            yield style.paint("accent", "...")
        last = number
        text = source.lines[number - 1] if number <= len(source.lines) else ""
        on_line = sorted(group, key=lambda label: label is not primary)
        start, shown = _window(text, min(label.span.column for label in on_line if label.span))
        yield f"{style.paint('accent', f'{number:>{gutter}} |')} {shown}".rstrip()
        for label in on_line:
            yield f"{bar} {_underline(text, label, start, is_primary=label is primary, style=style)}".rstrip()


def _window(text: str, column: int) -> tuple[int, str]:
    """The part of a long line around a column: the index that it starts at, and the text to show."""
    if len(text) <= _WINDOW:
        return 0, _display(text)
    start = max(0, min(column - 1 - _BEFORE, len(text) - _WINDOW))
    cut = _display(text[start : start + _WINDOW])
    return start, f"{'…' if start else ''}{cut}{'…' if start + _WINDOW < len(text) else ''}"


def _underline(text: str, label: Label, start: int, *, is_primary: bool, style: Style) -> str:
    span = label.span
    if span is None:
        return ""
    # What lies beyond the window is marked below the `…` that stands for it.
    cut = min(len(text), start + _WINDOW)
    first = min(span.column - 1, cut)
    last = min(span.end_column - 1 if span.end_line == span.line else len(text), cut)
    lead = _width(text[start:first]) + (1 if start else 0)
    mark = ("^" if is_primary else "-") * max(1, _width(text[first : max(last, first + 1)]))
    return (
        f"{' ' * lead}{style.paint('error' if is_primary else 'accent', f'{mark} {visible(label.text)}'.rstrip())}"
    )


def _display(text: str) -> str:
    return visible(text.replace("\t", _TAB))


def _width(text: str) -> int:
    """Columns that a terminal gives a text: two for wide characters, none for combining ones."""
    if text.isascii():
        return len(text) + (len(_TAB) - 1) * text.count("\t")
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if character == "\t":
        return len(_TAB)
    return 0 if category(character) in {"Mn", "Me"} else 2 if east_asian_width(character) in {"W", "F"} else 1
