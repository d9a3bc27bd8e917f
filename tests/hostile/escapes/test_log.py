"""What a report says is text to GitHub: to the runner that reads the log, and to the page of a job's summary."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from figures.figure import figure
from hostile.escapes.amounts import STRINGS
from hostile.escapes.strings import strings
from markdown_it import MarkdownIt
from runner import command, lines

from podspec.model.diagnostic import Diagnostic, Label, Severity
from podspec.model.report import Report
from podspec.model.source import Source, Span
from podspec.reporters.concise import report as concise
from podspec.reporters.excerpt import visible
from podspec.reporters.fit import cut
from podspec.reporters.github import SHOWN
from podspec.reporters.github import report as github
from podspec.reporters.markdown import report as markdown
from podspec.reporters.style import Style
from podspec.reporters.text import report as text

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
#: Characters of a message in the head of a fold.
_HEAD = 300


def _reports(texts: list[str]) -> Iterator[tuple[list[str], Report]]:
    """Runs with as many findings as GitHub shows; a text is message, help, label, and the spec's own line."""
    for first in range(0, len(texts), SHOWN):
        some = texts[first : first + SHOWN]
        source = Source("service.yaml", "".join(f"{' '.join(one.splitlines())}\n" for one in some))
        found = tuple(_finding(number, one) for number, one in enumerate(some, start=1))
        yield some, Report("check", ("service.yaml",), findings=found, sources={"service.yaml": source})


def _finding(number: int, said: str) -> Diagnostic:
    place = Label("service.yaml", Span(number, 1, number, 2), said)
    return Diagnostic("PS101", Severity.ERROR, said, place, (place,), help=said)


@pytest.mark.parametrize("count", STRINGS)
def test_a_runner_finds_the_annotations_and_no_other_command(count: int) -> None:
    for texts, run in _reports(strings("log", count)):
        found = [command(line) for line in lines(github(run, Style())) if line]
        assert [one and one.name for one in found] == ["error"] * len(texts)
        assert [one and one.properties["title"] for one in found] == ["PS101"] * len(texts)
        assert [one and one.text.split("\n")[0] for one in found] == [visible(one) for one in texts]
    figure(f"workflow commands: {count:,} messages, as GitHub's runner unescapes them")


@pytest.mark.parametrize("count", STRINGS)
def test_a_runner_obeys_nothing_in_what_people_read(count: int) -> None:
    for _, run in _reports(strings("log", count)):
        for report in (text, concise):
            assert not [line for line in lines(report(run, Style())) if command(line)]
    figure(f"logs: {count:,} messages, labels, helps and excerpts without a command")


class Page(HTMLParser):
    """The code in the heads of folds, and the elements of a page."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.heads: list[str] = []
        self.elements: set[str] = set()
        self._open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element with its attributes."""
        self.elements.add(" ".join([tag, *(f"{name}={value}" for name, value in attrs)]))
        self._open.append(tag)
        if self._open[-2:] == ["summary", "code"]:
            self.heads.append("")

    def handle_endtag(self, tag: str) -> None:
        """Close the element that was opened last."""
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note what stands in the head of a fold."""
        if self._open[-2:] == ["summary", "code"]:
            self.heads[-1] += data


ELEMENTS = {"h2", "table", "thead", "tbody", "tr", "th", "td", "details", "summary", "code", "pre", "p"}
ELEMENTS |= {"code class=language-text", "td style=text-align:right", "th style=text-align:right"}


@pytest.mark.parametrize("count", STRINGS)
def test_a_summary_shows_whatever_a_message_says(count: int) -> None:
    for texts, run in _reports(strings("markdown", count)):
        page = Page(READER.render(markdown(run, Style())))
        assert page.elements <= ELEMENTS
        # What cannot be seen at the ends of a head may be dropped, like any blank there.
        assert page.heads == [visible(cut(visible(one), _HEAD)) for one in texts]
    figure(f"job summaries: {count:,} messages, shown as themselves")
