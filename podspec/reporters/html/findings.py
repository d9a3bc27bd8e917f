"""Findings and drifts: what is wrong, why, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from podspec.model.diagnostic import Diagnostic, Severity
from podspec.model.drift import Drift
from podspec.model.report import Report
from podspec.reporters.excerpt import excerpt
from podspec.reporters.html.filling import Pieces, pieces
from podspec.reporters.html.links import Links
from podspec.reporters.style import Style
from podspec.reporters.text import plural

#: Bytes for findings, and as many for drifts.
_ROOM = 200_000
#: Columns of a line of a diff that are shown.
_LONGEST = 400
_PLAIN = Style()
_KINDS = {"+": "new", "-": "old", "@": "place"}


class Line(NamedTuple):
    """A line of a diff: `new`, `old`, a `place` or neither."""

    kind: str
    text: str


class Words(NamedTuple):
    """A piece of a sentence, which may be code."""

    text: str
    is_code: bool


class File(NamedTuple):
    """A file that drifted, with its address and what differs."""

    path: str
    address: str
    diff: tuple[Line, ...]


class Said(NamedTuple):
    """A finding, or drifts of one cause. `excerpt` holds lines of the spec, with marks."""

    code: str
    kind: str
    head: str
    address: str
    why: str
    cure: tuple[Words, ...]
    excerpt: tuple[str, ...]
    files: tuple[File, ...] = ()


class Findings(NamedTuple):
    """All that `podspec check` says, errors first."""

    findings: Pieces
    drifts: Pieces
    finding_count: int
    drift_count: int


def view(run: Report, links: Links) -> Findings:
    """What a run found."""
    ordered = sorted(run.findings, key=lambda one: one.severity is not Severity.ERROR)
    return Findings(
        pieces("said.html.j2", [_finding(one, run, links) for one in ordered], _ROOM),
        pieces("said.html.j2", [_drift(group, run, links) for group in _grouped(run.drifts)], _ROOM),
        len(run.findings),
        len(run.drifts),
    )


def _finding(one: Diagnostic, run: Report, links: Links) -> Said:
    shown = tuple(excerpt(one.primary, one.related, run.sources, _PLAIN))
    place = shown or (one.primary.file,)
    return Said(one.code, one.severity.value, one.message, links.place(one.primary), "", _words(one.help), place)


# -- drifts ------------------------------------------------------------------------------------------------


def _grouped(drifts: Iterable[Drift]) -> list[list[Drift]]:
    """Drifts of one kind, cause and cure together: a changed template may be the cause of hundreds."""
    found: dict[tuple[object, ...], list[Drift]] = {}
    for one in drifts:
        found.setdefault((one.kind, one.cause, one.also, one.cure, one.because), []).append(one)
    return list(found.values())


def _drift(group: Sequence[Drift], run: Report, links: Links) -> Said:
    one = group[0]
    also = f"; also {', '.join(one.also)}" if one.also else ""
    shown = tuple(excerpt(one.because[0], one.because[1:], run.sources, _PLAIN)) if one.because else ()
    files = tuple(File(each.path, links.file(each.path), tuple(_lines(each.diff))) for each in group)
    is_alone = len(files) == 1
    return Said(
        one.code,
        one.kind.value,
        one.path if is_alone else plural(len(files), "file"),
        files[0].address if is_alone else "",
        f"{one.cause}{also}",
        _words(one.cure),
        shown,
        files,
    )


def _lines(diff: str) -> Iterator[Line]:
    for line in diff.split("\n") if diff else ():
        yield Line(_KINDS.get(line[:1], ""), line[:_LONGEST])


def _words(advice: str) -> tuple[Words, ...]:
    """What to do, with commands as code: podspec's own words put them between backticks, or are one themselves."""
    if "`" not in advice:
        return (Words(advice, advice.startswith("podspec ")),) if advice else ()
    return tuple(Words(text, bool(index % 2)) for index, text in enumerate(advice.split("`")) if text)
