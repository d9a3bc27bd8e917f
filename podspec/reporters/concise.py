"""One line for each finding and drift: `file:line:column: error[CODE] message`.

For grep, editors and problem matchers. The shape is stable; `.github/matchers/podspec.json` reads it.
"""

from __future__ import annotations

from podspec.model.report import Report
from podspec.reporters.excerpt import visible
from podspec.reporters.remark import Remark, remarks
from podspec.reporters.style import Style


def report(run: Report, style: Style) -> str:
    """All lines of a run; nothing if it is clean."""
    return "".join(f"{line(one, style)}\n" for one in remarks(run))


def line(one: Remark, style: Style) -> str:
    """One finding or drift. What is about a file as a whole stands at its first line."""
    where = visible(f"{one.file}:{one.span.line}:{one.span.column}")
    return f"{where}: {style.paint(one.severity.value, f'{one.severity.value}[{one.code}]')} {one.message}"
