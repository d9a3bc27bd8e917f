"""For people: what each foreign checker made of the output, as a table, and how to get those that are missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from podspec.model.check import Check, Outcome
from podspec.reporters.excerpt import visible
from podspec.reporters.style import Style

#: Findings that are shown below the table; a report in another format holds all of them.
SHOWN = 20

_HEAD = ("checker", "version", "files", "result", "time")
_ROLES = {
    Outcome.CLEAN: "good",
    Outcome.FINDINGS: "error",
    Outcome.BROKEN: "error",
    Outcome.ABSENT: "dim",
    Outcome.LEFT_OUT: "warning",
}


def table(checks: Sequence[Check], style: Style) -> str:
    """A row for each checker, and below it why some judged nothing."""
    rows = [_HEAD, *(_cells(one) for one in checks)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    roles = ["strong", *(_ROLES[one.outcome] for one in checks)]
    lines = [_row(row, widths, role, style) for row, role in zip(rows, roles, strict=True)]
    return "\n".join([*lines, *_notes(checks, style)])


def _cells(one: Check) -> tuple[str, ...]:
    ran = one.outcome in {Outcome.CLEAN, Outcome.FINDINGS}
    said = {Outcome.CLEAN: "ok", Outcome.FINDINGS: f"{one.findings:,} {_found(one)}"}
    return (
        one.name,
        visible(one.version) or "-",
        f"{one.files:,}" if ran else "-",
        said.get(one.outcome, one.outcome.value),
        f"{one.seconds:.1f} s" if ran else "-",
    )


def _found(one: Check) -> str:
    return "finding" if one.findings == 1 else "findings"


def _row(cells: Sequence[str], widths: Sequence[int], role: str, style: Style) -> str:
    """Names to the left, numbers to the right; the result alone has a colour."""
    name, version, files, result, time = (
        f"{cell:>{width}}" if column in {2, 4} else f"{cell:<{width}}"
        for column, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    if role == "strong":
        return style.paint("strong", f"{name}  {version}  {files}  {result}  {time}".rstrip())
    return f"{name}  {version}  {files}  {style.paint(role, result)}  {time}".rstrip()


def _notes(checks: Sequence[Check], style: Style) -> Iterator[str]:
    absent = [one for one in checks if one.outcome is Outcome.ABSENT]
    others = [one for one in checks if one.outcome in {Outcome.LEFT_OUT, Outcome.BROKEN}]
    if absent or others:
        yield ""
    for one in others:
        yield f"{one.name} {one.outcome.value}: {visible(one.note)}"
    # Two checks may be one program: it is to be had once.
    for get in dict.fromkeys(one.note for one in absent):
        names = ", ".join(one.name for one in absent if one.note == get)
        yield style.paint("dim", f"{names} not installed: {get}")


def bounded(findings: Sequence[str]) -> list[str]:
    """As many findings as somebody reads, and how many there are more."""
    more = len(findings) - SHOWN
    return list(findings) if more <= 0 else [*findings[:SHOWN], f"… {more:,} more; --report json has all of them"]
