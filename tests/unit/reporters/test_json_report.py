"""The JSON report: a shape that programs rely on."""

import json

import pytest

from podspec import __version__
from podspec.model.diagnostic import Diagnostic, Label, Severity
from podspec.model.drift import CODES, Drift, DriftKind
from podspec.model.report import Report
from podspec.model.source import Span
from podspec.reporters.json_report import report
from podspec.reporters.style import Style

FINDING = Diagnostic(
    "PS214",
    Severity.ERROR,
    "é",
    Label("s.yaml", Span(1, 2, 3, 4), "l"),
    (Label("s.yaml", None),),
    "h",
)
DRIFT = Drift(DriftKind.EDITED, "a.tf", "why", (Label("s.yaml", Span(1, 1, 1, 2), "x"),), "+a", ("stale",))


def document(run: Report) -> object:
    return json.loads(report(run, Style(colour=True)))


def test_the_whole_shape_is_on_record() -> None:
    span = {"line": 1, "column": 2, "end_line": 3, "end_column": 4}
    short = {"line": 1, "column": 1, "end_line": 1, "end_column": 2}
    assert document(Report("check", ("s.yaml",), 7, (FINDING,), (DRIFT,))) == {
        "report": 1,
        "podspec": __version__,
        "command": "check",
        "specs": ["s.yaml"],
        "artifacts": 7,
        "findings": [
            {
                "code": "PS214",
                "severity": "error",
                "message": "é",
                "primary": {"file": "s.yaml", "span": span, "text": "l"},
                "related": [{"file": "s.yaml", "span": None, "text": ""}],
                "help": "h",
            }
        ],
        "drifts": [
            {
                "code": "PS304",
                "kind": "edited",
                "path": "a.tf",
                "cause": "why",
                "because": [{"file": "s.yaml", "span": short, "text": "x"}],
                "also": ["stale"],
                "cure": DRIFT.cure,
                "diff": "+a",
            }
        ],
        "changes": [],
        "summary": {"errors": 1, "warnings": 0, "drifts": {"edited": 1}},
    }


@pytest.mark.parametrize("kind", DriftKind)
def test_every_kind_of_drift_has_a_code_and_a_cure(kind: DriftKind) -> None:
    drift = Drift(kind, "a", "b")
    assert drift.code == CODES[kind]
    assert "podspec render" in drift.cure


def test_a_clean_run_has_empty_lists() -> None:
    found = document(Report("validate", ()))
    assert isinstance(found, dict)
    assert (found["findings"], found["drifts"], found["summary"]["drifts"]) == ([], [], {})


def test_text_stays_readable_and_the_document_ends_its_line() -> None:
    text = report(Report("check", (), findings=(FINDING,)), Style())
    assert "é" in text
    assert text.endswith("}\n")
