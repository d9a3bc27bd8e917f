"""Annotations, read back as GitHub's runner reads them."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from runner import Command, command, lines
from strategies.reports import reports

from podspec.model.diagnostic import Diagnostic, Label, Severity
from podspec.model.drift import Drift, DriftKind
from podspec.model.report import Report
from podspec.model.source import Span
from podspec.reporters.excerpt import visible
from podspec.reporters.github import SHOWN, report
from podspec.reporters.remark import ranked
from podspec.reporters.style import Style

FINDING = Diagnostic(
    "PS214",
    Severity.ERROR,
    "100% of, a: b",
    Label("specs/a,b:c/service.yaml", Span(4, 2, 4, 5), "5 here"),
    (Label("s.yaml", Span(9, 1, 9, 2), "4 here"),),
    "raise it",
)
DRIFT = Drift(DriftKind.EDITED, "a.tf", "not podspec's", diff="@@ -7 +7 @@\n-b\n+a")


def said(*found: Diagnostic, drifts: tuple[Drift, ...] = ()) -> list[Command]:
    text = report(Report("check", (), findings=found, drifts=drifts), Style())
    return [one for line in lines(text) if (one := command(line))]


def test_a_finding_is_an_annotation_at_its_place_with_all_there_is_to_say() -> None:
    assert report(Report("check", (), findings=(FINDING,)), Style()) == (
        "::error file=specs/a%2Cb%3Ac/service.yaml,line=4,endLine=4,col=2,endColumn=5,title=PS214"
        "::100%25 of, a: b%0As.yaml:9:1: 4 here%0Ahelp: raise it\n"
    )


def test_the_runner_reads_what_was_meant() -> None:
    (one,) = said(FINDING)
    assert one.properties["file"] == "specs/a,b:c/service.yaml"
    assert one.text.startswith("100% of, a: b\n")


def test_a_drift_is_an_error_at_the_line_that_differs_with_its_cure_and_diff() -> None:
    (one,) = said(drifts=(DRIFT,))
    assert (one.name, one.properties["file"], one.properties["line"]) == ("error", "a.tf", "7")
    assert one.text.split("\n") == ["edited: not podspec's", f"cure: {DRIFT.cure}", "@@ -7 +7 @@", "-b", "+a"]


def test_columns_are_given_only_where_all_of_it_is_on_one_line() -> None:
    (one,) = said(replace(FINDING, primary=Label("s.yaml", Span(4, 2, 6, 3))))
    assert {"line": "4", "endLine": "6"}.items() <= one.properties.items()
    assert "col" not in one.properties


@pytest.mark.parametrize(("count", "more"), [(SHOWN, 0), (SHOWN + 1, 2), (100, 91)])
def test_the_last_of_ten_annotations_counts_those_that_github_would_drop(count: int, more: int) -> None:
    shown = said(*[FINDING] * count)
    assert len(shown) == SHOWN
    assert shown[-1].text.startswith(f"{more} more errors, see" if more else "100%")


def test_each_severity_has_ten_of_its_own() -> None:
    shown = said(*[replace(FINDING, severity=Severity.WARNING)] * 20, drifts=(DRIFT,) * 20)
    assert [one.name for one in shown] == ["error"] * 10 + ["warning"] * 10


def test_a_clean_run_says_nothing() -> None:
    assert report(Report("check", ("s.yaml",), summary="1 spec: no drift"), Style()) == ""


def test_an_annotation_has_a_length_that_github_takes() -> None:
    (one,) = said(replace(FINDING, message="x" * 100_000))
    assert len(one.text) < 64_000


@settings(deadline=None)
@given(run=reports)
def test_every_value_comes_out_of_the_runner_as_it_went_in(run: Report) -> None:
    shown = [one for line in lines(report(run, Style())) if (one := command(line))]
    expected = [(visible(one.file), "\n".join([one.message, *one.lines])) for one in ranked(run)]
    assert [(one.properties["file"], one.text) for one in shown] == expected
