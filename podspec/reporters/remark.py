"""One shape for whatever a report says, for formats that do not tell a finding from a drift."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from podspec.model.diagnostic import Diagnostic, Label, Severity
from podspec.model.drift import Drift, DriftKind
from podspec.model.report import Report
from podspec.model.source import Span
from podspec.reporters.excerpt import visible

#: Where something is that is about a file as a whole.
_TOP = Span(1, 1, 1, 1)
# How a diff says that a file does not end its last line: that is no line of the file.
_NO_END = "-\\ no line feed at the end"
# The first hunk of a unified diff: the line of the committed file that it starts at, and what it shows.
_HUNK = re.compile(r"\A@@ -([0-9]+)[^\n]*\n(.*)", re.DOTALL)


class Remark(NamedTuple):
    """A finding or a drift. `kind` is the drift's, None for a finding; every text is one safe line but `diff`.

    `related` are the places that explain it: of a drift, the spec lines that decide it.
    """

    code: str
    severity: Severity
    file: str
    span: Span
    message: str
    help: str
    related: tuple[Label, ...]
    diff: str = ""
    kind: DriftKind | None = None

    @property
    def advice(self) -> list[str]:
        """What to do about it, as one line; none if there is nothing to say."""
        return [f"{'cure' if self.kind else 'help'}: {self.help}"] if self.help else []

    @property
    def lines(self) -> list[str]:
        """All but the message: the places that explain it, what to do, and what differs."""
        related = [f"{place(one)}: {visible(one.text)}".removesuffix(": ") for one in self.related]
        return [*related, *self.advice, *(visible(line) for line in self.diff.split("\n") if self.diff)]


def remarks(run: Report) -> Iterator[Remark]:
    """All that a run has to say, in its order: findings, then drifts."""
    yield from map(_of_finding, run.findings)
    yield from map(_of_drift, run.drifts)


def ranked(run: Report) -> list[Remark]:
    """The same, what fails the run first: for formats that cannot hold everything."""
    return sorted(remarks(run), key=lambda one: one.severity is not Severity.ERROR)


def place(label: Label) -> str:
    """A label's place as compilers write it: `file:line:column`, or the file alone."""
    return visible(f"{label.file}:{label.span.line}:{label.span.column}" if label.span else label.file)


def fingerprints(said: Iterable[Remark]) -> Iterator[str]:
    """What tells each remark from all others, and stays as it is when lines move: 32 hexadecimal digits.

    A path has one drift, whatever its cause. Findings that say the same in one file are numbered in their order.
    """
    from hashlib import sha256

    seen: Counter[tuple[str, ...]] = Counter()
    for one in said:
        identity = (one.code, one.file) if one.kind else (one.code, one.file, one.message)
        text = "\0".join((*identity, str(seen[identity])))
        seen[identity] += 1
        yield sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _of_finding(one: Diagnostic) -> Remark:
    span = one.primary.span or _TOP
    return Remark(
        one.code, one.severity, one.primary.file, span, visible(one.message), visible(one.help), one.related
    )


def _of_drift(one: Drift) -> Remark:
    also = f", also {', '.join(one.also)}" if one.also else ""
    message = visible(f"{one.kind.value}: {one.cause}{also}")
    return Remark(
        one.code,
        Severity.ERROR,
        one.path,
        _first_difference(one.diff),
        message,
        visible(one.cure),
        one.because,
        one.diff,
        one.kind,
    )


def _first_difference(diff: str) -> Span:
    """The first line of the committed file that differs, as far as the diff tells; else the file's first."""
    found = _HUNK.match(diff)
    if not found:
        return _TOP
    number, before = int(found[1]), ""
    for line in found[2].split("\n"):
        if line.startswith("-") and line != _NO_END:
            return _whole(number, line[1:])
        if not line.startswith(" "):
            # Something is missing here: the line in front of it is the nearest there is.
            return _whole(number - 1, before)
        number, before = number + 1, line[1:]
    return _TOP


def _whole(number: int, text: str) -> Span:
    return Span(number, 1, number, len(text) + 1) if number > 0 else _TOP
