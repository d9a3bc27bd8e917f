"""Findings -> edits that mend them, where the help of a finding is one word to put in the place of another.

An edit is offered only if the finding is gone once it is made: each is tried out on the text before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from podspec.lsp.desk import Document
from podspec.model.diagnostic import Diagnostic
from podspec.model.source import Span
from podspec.quoting.yaml import yaml

#: Helps that say the word, and how it is written then.
_WORDS = (
    re.compile(r"did you mean `(?P<text>[^`]+)`\?"),
    re.compile(r"did you mean (?P<text>[^\s`?]+)\?"),
    re.compile(r"take the quotes away: (?P<written>.+)"),
    re.compile(r'quote it: (?P<written>".*")'),
    re.compile(r"write a list: (?P<written>\[.*\])"),
    re.compile(r"write (?P<written>true|false): "),
    re.compile(r'write (?P<written>"[^"]*")$'),
    re.compile(r"write (?P<written>[0-9./]+)$"),
)
#: What the codes of rules begin with; those of reading and of shape come before.
_RULES = "PS2"


class Mend(NamedTuple):
    """What an edit is called, the finding that it mends, and what it puts where."""

    title: str
    finding: Diagnostic
    span: Span
    text: str


def mends(document: Document, first: int, last: int) -> Iterator[Mend]:
    """The edits for the findings that touch some lines of a spec."""
    for finding in document.analysed.diagnostics:
        span = finding.primary.span
        text = _replacement(finding)
        if span and text is not None and finding.primary.file == document.file and _touches(span, first, last):
            mend = Mend(f"Replace it with {text}", finding, span, text)
            if _mends(document, mend):
                yield mend


def _replacement(finding: Diagnostic) -> str | None:
    """What the help says to write; None where it says more than that, or nothing."""
    found = next((match for word in _WORDS if (match := word.match(finding.help))), None)
    if found is None:
        return None
    groups = found.groupdict()
    return groups["written"] if "written" in groups else yaml(groups["text"])


def _touches(span: Span, first: int, last: int) -> bool:
    return span.line <= last and first <= span.end_line


def _mends(document: Document, mend: Mend) -> bool:
    """True if the finding is gone after the edit, and no other of reading or shape has come for it.

    Findings of rules may come: they show only once the shape is right.
    """
    text = document.text
    start = document.positions.index(mend.span.line, mend.span.column)
    end = document.positions.index(mend.span.end_line, mend.span.end_column)
    after = document.judge(f"{text[:start]}{mend.text}{text[end:]}".encode("utf-8", "surrogatepass"))
    before, now = ({(one.code, one.message) for one in each.diagnostics} for each in (document.analysed, after))
    come = {code for code, _ in now - before if code < _RULES}
    return (mend.finding.code, mend.finding.message) not in now and not come
