"""Annotations of GitHub Actions: workflow commands that show findings beside the lines of a pull request.

Sources (read 2026-11): actions/toolkit, packages/core/src/command.ts, for the escapes; actions/runner,
src/Runner.Common/ActionCommand.cs, for what the runner reads; GitHub docs, "Workflow commands for GitHub Actions",
for the properties, and "REST API endpoints for check runs", annotations, for the limits.
"""

from __future__ import annotations

from collections.abc import Iterator

from podspec.model.diagnostic import Severity
from podspec.model.report import Report
from podspec.reporters.excerpt import visible
from podspec.reporters.fit import cut
from podspec.reporters.remark import Remark, ranked
from podspec.reporters.style import Style

#: Annotations that GitHub shows of each severity in one step.
SHOWN = 10
#: Characters of one annotation; GitHub takes 64 KB.
_LONGEST = 8_000


def report(run: Report, _style: Style) -> str:
    """One workflow command on each line; nothing if the run is clean."""
    said = ranked(run)
    return "".join(f"{line}\n" for severity in Severity for line in _of_one_severity(said, severity))


def _of_one_severity(said: list[Remark], severity: Severity) -> Iterator[str]:
    mine = [one for one in said if one.severity is severity]
    shown = mine if len(mine) <= SHOWN else mine[: SHOWN - 1]
    for one in shown:
        yield _command(severity.value, _where(one) | {"title": one.code}, "\n".join([one.message, *one.lines]))
    if more := len(mine) - len(shown):
        text = f"{more:,} more {severity.value}s, see the job summary or the log; GitHub shows {SHOWN} of a step"
        yield _command(severity.value, {"title": "podspec"}, text)


def _where(one: Remark) -> dict[str, str]:
    """The file, the lines, and the columns where all of it is on one line: GitHub refuses them elsewhere."""
    span = one.span
    lines = {"file": visible(one.file), "line": str(span.line), "endLine": str(span.end_line)}
    if span.line != span.end_line or span.end_column <= span.column:
        return lines
    return lines | {"col": str(span.column), "endColumn": str(span.end_column)}


def _command(name: str, properties: dict[str, str], text: str) -> str:
    listed = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name} {listed}::{_data(cut(text, _LONGEST))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
