"""For people: findings as compilers show them, drifts with cause, cure and diff, and a summary."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from podspec.model.diagnostic import Diagnostic, Label, Severity
from podspec.model.drift import Drift
from podspec.model.impact import Impact
from podspec.model.report import Report
from podspec.reporters.excerpt import excerpt, visible
from podspec.reporters.excerpt import margin as margin_of
from podspec.reporters.style import Style
from podspec.reporters.wrap import wrapped

if TYPE_CHECKING:
    from podspec.reporters.folding import Fold

#: Paths of one cause, or causes alike, that are named.
_FEW = 5
#: Lines of a diff that stands for those of other files.
_SAMPLE = 12
#: Columns of a line of a diff that are shown.
_LONGEST = 160


def report(run: Report, style: Style) -> str:
    """The whole run as text."""
    blocks = [_diff(run, style)] if run.diff else []
    blocks += [finding(one, run, style) for one in run.findings]
    if run.impact is None:
        blocks += _drifts(run, style)
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


def _drifts(run: Report, style: Style) -> Iterator[str]:
    """Every drift; many of one cause as one, unless the whole is asked for."""
    if run.whole or len(run.drifts) < 2:  # noqa: PLR2004 - one drift is no list
        yield from (drift(one, run, style) for one in run.drifts)
        return
    from podspec.reporters.folding import folds

    for one in folds(run.drifts):
        if one.is_many:
            yield "\n".join(_fold_lines(one, run, style))
        else:
            yield from (drift(each, run, style) for each in one.drifts)


def drift(one: Drift, run: Report, style: Style) -> str:
    """One drift: what, why, which spec lines decide it, what to do, and what differs."""
    return "\n".join(_drift_lines(one, run, style))


def _drift_lines(one: Drift, run: Report, style: Style) -> Iterator[str]:
    yield from _why(one, one.path, one.cause, one.because, run, style)
    yield from _diff_lines(one.diff, margin_of(one.because), style)


def _fold_lines(fold: Fold, run: Report, style: Style) -> Iterator[str]:
    """Many drifts of one cause: what causes them and the cure once, the first few of them, and one diff."""
    because, first = fold.because, fold.example
    margin = margin_of(because)
    yield from _why(first, plural(len(fold.drifts), "file"), fold.cause, because, run, style)
    if 1 < len(fold.causes) <= _FEW and not because:
        yield from _few([f"{count:,}: {cause}" for cause, count in fold.causes.most_common()], margin, style)
    yield from _few([one.path for one in fold.drifts], margin, style)
    if first.diff:
        yield f"{' ' * (margin + 2)}{style.paint('dim', f'in {visible(first.path)}:')}"
    yield from _diff_lines(_sample(first.diff), margin, style)


def _sample(diff: str) -> str:
    """The beginning of a diff that stands for others."""
    lines = diff.split("\n")
    more = [f"… {len(lines) - _SAMPLE} more lines"] if len(lines) > _SAMPLE else []
    return "\n".join([*lines[:_SAMPLE], *more])


def _why(  # noqa: PLR0913, PLR0917 - what a drift and a fold of many have in common
    one: Drift, what: str, cause: str, because: tuple[Label, ...], run: Report, style: Style
) -> Iterator[str]:
    also = f", also {', '.join(one.also)}" if one.also else ""
    head = style.paint("error", f"{one.kind.value}[{one.code}]")
    yield f"{head}{style.paint('strong', f': {visible(what)}')}"
    margin = margin_of(because)
    if because:
        yield from excerpt(because[0], because[1:], run.sources, style)
    yield from wrapped(_note("why", f"{visible(cause)}{also}", margin, style), style.width)
    yield from wrapped(_note("cure", one.cure, margin, style), style.width)


def _few(lines: list[str], margin: int, style: Style) -> Iterator[str]:
    for line in lines[:_FEW]:
        yield from wrapped(f"{' ' * (margin + 2)}{visible(line)}", style.width)
    if len(lines) > _FEW:
        more = f"… {len(lines) - _FEW:,} more: podspec check --verbose"
        yield f"{' ' * (margin + 2)}{style.paint('dim', more)}"


def _diff_lines(diff: str, margin: int, style: Style) -> Iterator[str]:
    for line in diff.split("\n") if diff else ():
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
        code = min((one.severity is not Severity.ERROR, one.code) for one in run.findings)[1]
        yield style.paint("dim", f"more about each: podspec explain {code}")
    if run.drifts and run.impact is None:
        kinds = ", ".join(f"{count} {kind.value}" for kind, count in run.drift_counts().items())
        yield style.paint("error", f"{plural(len(run.drifts), 'path')} drifted: {kinds}")
    if run.summary:
        yield from map(visible, run.summary.split("\n"))


def plural(count: int, word: str) -> str:
    """A count with its word: `1 error`, `2 errors`."""
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"
