"""For people: findings as compilers show them, drifts with cause, cure and diff, and a summary."""

from __future__ import annotations

from collections.abc import Iterator

from podspec.model.diagnostic import Diagnostic, Severity
from podspec.model.drift import Drift
from podspec.model.impact import Impact
from podspec.model.report import Report
from podspec.reporters.excerpt import excerpt, visible
from podspec.reporters.excerpt import margin as margin_of
from podspec.reporters.style import Style

#: Columns of a line of a diff that are shown.
_LONGEST = 160


def report(run: Report, style: Style) -> str:
    """The whole run as text."""
    blocks = [_diff(run, style)] if run.diff else []
    blocks += [finding(one, run, style) for one in run.findings]
    if run.impact is None:
        blocks += [drift(one, run, style) for one in run.drifts]
    else:
        blocks.append("\n".join(_impact(run, run.impact, style)))
    if run.checks:
        from podspec.reporters.checks_text import bounded, table

        blocks = [table(run.checks, style), *bounded(blocks)]
    return "\n".join([*(f"{block}\n" for block in blocks), *_summary(run, style), ""]).removeprefix("\n")


def finding(one: Diagnostic, run: Report, style: Style) -> str:
    """One finding, with the lines that it is about."""
    return "\n".join(_finding_lines(one, run, style))


def _finding_lines(one: Diagnostic, run: Report, style: Style) -> Iterator[str]:
    head = style.paint(one.severity.value, f"{one.severity.value}[{one.code}]")
    yield f"{head}{style.paint('strong', f': {visible(one.message)}')}"
    margin = margin_of((one.primary, *one.related))
    if one.primary.span is None:
        yield f"{' ' * (margin - 1)}{style.paint('accent', '-->')} {visible(one.primary.file)}"
    yield from excerpt(one.primary, one.related, run.sources, style)
    if one.help:
        yield _note("help", visible(one.help), margin, style)


def drift(one: Drift, run: Report, style: Style) -> str:
    """One drift: what, why, which spec lines decide it, what to do, and what differs."""
    return "\n".join(_drift_lines(one, run, style))


def _drift_lines(one: Drift, run: Report, style: Style) -> Iterator[str]:
    also = f", also {', '.join(one.also)}" if one.also else ""
    head = style.paint("error", f"{one.kind.value}[{one.code}]")
    yield f"{head}{style.paint('strong', f': {visible(one.path)}')}"
    margin = margin_of(one.because)
    if one.because:
        yield from excerpt(one.because[0], one.because[1:], run.sources, style)
    yield _note("why", f"{visible(one.cause)}{also}", margin, style)
    yield _note("cure", one.cure, margin, style)
    for line in one.diff.split("\n") if one.diff else ():
        yield f"{' ' * (margin + 2)}{style.diff(visible(line)[:_LONGEST])}".rstrip()


def _impact(run: Report, impact: Impact, style: Style) -> Iterator[str]:
    """What a change does. Drifts are one line then: a spec that was just edited is not rendered yet."""
    from podspec.reporters.impact_text import brief_lines, drift_lines, impact_lines

    yield from brief_lines(impact, style) if run.diff else impact_lines(impact, style)
    yield from drift_lines((one.path for one in run.drifts), style)


def _diff(run: Report, style: Style) -> str:
    """What was edited in a spec."""
    lines = (style.diff(visible(line)[:_LONGEST]) for line in run.diff.split("\n"))
    return "\n".join([style.paint("strong", visible(run.specs[0])), *lines])


def _note(word: str, text: str, margin: int, style: Style) -> str:
    return f"{' ' * margin}{style.paint('accent', '=')} {style.paint('help', word)}: {text}"


def _summary(run: Report, style: Style) -> Iterator[str]:
    errors, warnings = run.count(Severity.ERROR), run.count(Severity.WARNING)
    if errors or warnings:
        found = [plural(errors, "error")] * bool(errors) + [plural(warnings, "warning")] * bool(warnings)
        yield style.paint("error" if errors else "warning", ", ".join(found))
    if run.findings and not run.checks:
        codes = sorted({one.code for one in run.findings})
        yield style.paint("dim", f"more about each: podspec explain {codes[0]}")
    if run.drifts and run.impact is None:
        kinds = ", ".join(f"{count} {kind.value}" for kind, count in run.drift_counts().items())
        yield style.paint("error", f"{plural(len(run.drifts), 'path')} drifted: {kinds}")
    if run.summary:
        yield from map(visible, run.summary.split("\n"))


def plural(count: int, word: str) -> str:
    """A count with its word: `1 error`, `2 errors`."""
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"
