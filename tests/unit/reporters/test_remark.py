"""Findings and drifts in one shape."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from strategies.reports import reports

from podspec.model.diagnostic import Diagnostic, Label, Severity
from podspec.model.drift import Drift, DriftKind
from podspec.model.report import Report
from podspec.model.source import Span
from podspec.pipeline.diff import unified
from podspec.reporters.remark import fingerprints, place, ranked, remarks

FINDING = Diagnostic(
    "PS214", Severity.ERROR, "too few", Label("s.yaml", Span(4, 2, 4, 5), "5 here"), help="raise it"
)
WARNING = replace(FINDING, severity=Severity.WARNING, code="PS222")
DRIFT = Drift(DriftKind.STALE, "a.tf", "a changed", (Label("s.yaml", Span(1, 1, 1, 2), "a"),), "", ("outdated",))


def run(*found: Diagnostic, drifts: tuple[Drift, ...] = ()) -> Report:
    return Report("check", ("s.yaml",), findings=found, drifts=drifts)


def test_a_drift_says_its_kind_its_cause_its_cure_and_the_spec_lines_that_decide_it() -> None:
    (one,) = remarks(run(drifts=(DRIFT,)))
    assert (one.code, one.severity, one.file) == ("PS302", Severity.ERROR, "a.tf")
    assert one.message == "stale: a changed, also outdated"
    assert one.lines == ["s.yaml:1:1: a", "cure: podspec render"]


def test_what_is_about_a_file_as_a_whole_stands_at_its_first_line() -> None:
    (one,) = remarks(run(replace(FINDING, primary=Label("s.yaml", None))))
    assert one.span == Span(1, 1, 1, 1)
    assert place(Label("s.yaml", None)) == "s.yaml"


@pytest.mark.parametrize(
    ("before", "after", "span"),
    [
        ("a\nb\nc\n", "a\nX\nc\n", Span(2, 1, 2, 2)),
        ("a\nb\nc\nd\ne\nhot fix\n", "a\nb\nc\nd\ne\n", Span(6, 1, 6, 8)),
        ("a\nb\nc\n", "a\nb\nnew\nc\n", Span(2, 1, 2, 2)),
        ("a\n", "new\na\n", Span(1, 1, 1, 1)),
        ("", "a\n", Span(1, 1, 1, 1)),
        ("a", "a\n", Span(1, 1, 1, 2)),
    ],
)
def test_a_drift_stands_at_the_first_line_that_differs(before: str, after: str, span: Span) -> None:
    drift = DRIFT._replace(diff=unified(before.encode(), after.encode()))
    (one,) = remarks(run(drifts=(drift,)))
    assert one.span == span


@pytest.mark.parametrize("diff", ["", unified(b"\xff", b"a"), "@@", "@@ -1 +1 @@"])
def test_a_drift_without_lines_stands_at_the_first(diff: str) -> None:
    (one,) = remarks(run(drifts=(DRIFT._replace(diff=diff),)))
    assert one.span == Span(1, 1, 1, 1)


def test_errors_and_drifts_come_before_warnings_where_not_all_can_be_shown() -> None:
    assert [one.code for one in ranked(run(WARNING, FINDING, drifts=(DRIFT,)))] == ["PS214", "PS302", "PS222"]


def _marks(*found: Diagnostic, drifts: tuple[Drift, ...] = ()) -> list[str]:
    return list(fingerprints(list(remarks(run(*found, drifts=drifts)))))


def test_a_fingerprint_stays_when_lines_move() -> None:
    moved = replace(FINDING, primary=Label("s.yaml", Span(40, 2, 40, 5), "5 here"))
    assert _marks(FINDING) == _marks(moved)


def test_a_drift_keeps_its_fingerprint_whatever_else_has_changed_in_the_spec() -> None:
    assert _marks(drifts=(DRIFT,)) == _marks(drifts=(DRIFT._replace(cause="b changed", diff="@@ -1 +1 @@\n-a"),))


@settings(deadline=None)
@given(run=reports)
def test_no_two_findings_share_a_fingerprint(run: Report) -> None:
    said = [one for one in remarks(run) if not one.kind]
    marks = list(fingerprints(said))
    assert len(set(marks)) == len(said)
    assert list(fingerprints(said)) == marks
