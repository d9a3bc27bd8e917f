"""What a change does, as pieces of a Markdown page: the verdict, what nobody may overlook, and the rest folded."""

from __future__ import annotations

import re
from collections.abc import Iterator

from podspec.model.impact import Impact
from podspec.model.report import Report
from podspec.quoting.markdown import markdown, markdown_code
from podspec.quoting.xml_text import xml
from podspec.reporters.excerpt import visible
from podspec.reporters.impact_block import Block
from podspec.reporters.impact_text import blocks
from podspec.reporters.impact_words import is_harmless, verdict
from podspec.reporters.style import Style

_PLAIN = Style()
#: Lines that a person reads in ten seconds, or looks over.
_OPEN_LINES = 24
_TICKS = re.compile("`+")


def sections(run: Report) -> list[str]:
    """The pieces, each whole by itself; none for a run that compares nothing."""
    return [] if run.impact is None else list(_sections(run.impact))


def _sections(impact: Impact) -> Iterator[str]:
    sign = "✅" if is_harmless(impact) else "⚠️"
    states = f"{markdown_code(visible(impact.before))} → {markdown_code(visible(impact.after))}"
    yield f"{sign} **{markdown(visible(verdict(impact)))}** ({states})"
    if impact.notes:
        yield "\n".join(f"- note: {markdown_code(visible(note))}" for note in impact.notes)
    for block in blocks(impact, _PLAIN):
        yield _open(block) if block.is_urgent else _folded(block)


def _open(block: Block) -> str:
    """A block that stands open; of a long one its beginning, and all of it folded."""
    head = f"**{markdown(block.title)}**"
    if len(block.lines) <= _OPEN_LINES:
        return f"{head}\n\n{_fence(block.lines)}"
    return f"{head}\n\n{_fence([*block.lines[:_OPEN_LINES], '  …'])}\n\n{_fold('all of it', block.lines)}"


def _folded(block: Block) -> str:
    return _fold(block.title, block.lines)


def _fold(title: str, lines: list[str]) -> str:
    return f"<details><summary>{xml(title)}</summary>\n\n{_fence(lines)}\n\n</details>"


def _fence(lines: list[str]) -> str:
    """Lines as they stand, in a fence that is longer than any in them."""
    text = "\n".join(lines)
    fence = "`" * max(3, 1 + max((len(ticks) for ticks in _TICKS.findall(text)), default=0))
    return f"{fence}text\n{text}\n{fence}"
