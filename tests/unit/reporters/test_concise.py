"""One line for each finding, as editors and the problem matcher read it."""

import json
import re
from pathlib import Path

from hypothesis import given, settings
from strategies.reports import reports

from podspec.model.diagnostic import Diagnostic, Label, Severity
from podspec.model.drift import Drift, DriftKind
from podspec.model.report import Report
from podspec.model.source import Span
from podspec.reporters.concise import report
from podspec.reporters.remark import remarks
from podspec.reporters.style import Style

MATCHER = Path(__file__).parents[3] / ".github" / "matchers" / "podspec.json"
(PATTERN,) = json.loads(MATCHER.read_text("utf-8"))["problemMatcher"][0]["pattern"]

FINDING = Diagnostic("PS214", Severity.ERROR, "too few hosts", Label("s.yaml", Span(4, 2, 4, 5)), help="raise it")
WARNING = Diagnostic("PS222", Severity.WARNING, "it can never ring", Label("s.yaml", None))
DRIFT = Drift(DriftKind.EDITED, "a.tf", "it is not what podspec last wrote", diff="@@ -7 +7 @@\n-b\n+a")


def test_a_line_has_place_severity_code_and_message() -> None:
    assert report(Report("check", (), findings=(FINDING, WARNING), drifts=(DRIFT,)), Style()) == (
        "s.yaml:4:2: error[PS214] too few hosts\n"
        "s.yaml:1:1: warning[PS222] it can never ring\n"
        "a.tf:7:1: error[PS304] edited: it is not what podspec last wrote\n"
    )


def test_a_clean_run_says_nothing() -> None:
    assert report(Report("check", ("s.yaml",), summary="1 spec: no drift"), Style()) == ""


def test_only_severity_and_code_are_coloured() -> None:
    assert report(Report("check", (), findings=(FINDING,)), Style(colour=True)) == (
        "s.yaml:4:2: \x1b[1;31merror[PS214]\x1b[0m too few hosts\n"
    )


@settings(deadline=None)
@given(run=reports)
def test_the_problem_matcher_reads_every_line_back(run: Report) -> None:
    said = report(run, Style()).split("\n")[:-1]
    for line, one in zip(said, remarks(run), strict=True):
        found = re.fullmatch(PATTERN["regexp"], line)
        assert found, line
        read = {key: found[group] for key, group in PATTERN.items() if key != "regexp"}
        assert (int(read["line"]), int(read["column"])) == (one.span.line, one.span.column)
        assert (read["severity"], read["code"], read["message"]) == (one.severity.value, one.code, one.message)
