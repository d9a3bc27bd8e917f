"""GitLab's Code Quality report, judged by GitLab's own schema."""

import json
from pathlib import Path
from typing import Any

import jsonschema
from hypothesis import given, settings
from strategies.reports import reports

from podspec.model.diagnostic import Diagnostic, Label, Severity
from podspec.model.drift import Drift, DriftKind
from podspec.model.report import Report
from podspec.model.source import Span
from podspec.reporters.gitlab import report
from podspec.reporters.style import Style

SCHEMA = Path(__file__).parents[2] / "schemas" / "codeclimate.json"
VALIDATOR = jsonschema.Draft7Validator(json.loads(SCHEMA.read_text("utf-8")))

FINDING = Diagnostic(
    "PS214",
    Severity.WARNING,
    "too few",
    Label("s.yaml", Span(4, 2, 6, 5)),
    (Label("s.yaml", None, "x"),),
    "raise it",
)
DRIFT = Drift(DriftKind.EDITED, "a.tf", "not podspec's", diff="@@ -7 +7 @@\n-b\n+a")


def entries(run: Report) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(report(run, Style()))
    return found


def test_an_entry_has_all_that_gitlab_shows() -> None:
    drift, finding = entries(Report("check", (), findings=(FINDING,), drifts=(DRIFT,)))
    assert len(drift.pop("fingerprint")) == len(finding.pop("fingerprint")) == 32
    assert finding == {
        "description": "too few; help: raise it",
        "check_name": "PS214",
        "severity": "minor",
        "location": {"path": "s.yaml", "lines": {"begin": 4, "end": 6}},
        "content": {"body": "s.yaml: x\nhelp: raise it"},
    }
    assert drift == {
        "description": f"edited: not podspec's; cure: {DRIFT.cure}",
        "check_name": "PS304",
        "severity": "major",
        "location": {"path": "a.tf", "lines": {"begin": 7, "end": 7}},
        "content": {"body": f"cure: {DRIFT.cure}\n@@ -7 +7 @@\n-b\n+a"},
    }


def test_a_clean_run_is_an_empty_list() -> None:
    assert report(Report("check", ()), Style()) == "[]\n"


@settings(deadline=None)
@given(run=reports)
def test_every_entry_fits_the_schema_and_has_lines(run: Report) -> None:
    found = entries(run)
    for one in found:
        VALIDATOR.validate(one)
        assert one["description"]
        assert one["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert one["location"]["lines"]["begin"] >= 1
    assert len(found) == len(run.findings) + len(run.drifts)
