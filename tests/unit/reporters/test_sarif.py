"""SARIF, judged by the published schema and by what GitHub asks for beyond it."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import jsonschema
import pytest
from hypothesis import given, settings
from strategies.reports import reports

from podspec import __version__
from podspec.model.diagnostic import Diagnostic, Label, Severity
from podspec.model.drift import Drift, DriftKind
from podspec.model.report import Report
from podspec.model.source import Span
from podspec.reporters.sarif import report
from podspec.reporters.style import Style

SCHEMA = json.loads((Path(__file__).parents[2] / "schemas" / "sarif-2.1.0.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft4Validator(SCHEMA, format_checker=jsonschema.FormatChecker())

FINDING = Diagnostic(
    "PS214",
    Severity.ERROR,
    "too few",
    Label("specs/ä b/s.yaml", Span(4, 2, 6, 5)),
    (Label("s.yaml", Span(9, 1, 9, 2), "4 here"),),
    "raise it",
)
DRIFT = Drift(DriftKind.STALE, "a.tf", "x changed", (Label("s.yaml", None, "x"),), "@@ -7 +7 @@\n-b\n+a")


def log(*found: Diagnostic, drifts: tuple[Drift, ...] = ()) -> dict[str, Any]:
    return run_of(Report("check", (), findings=found, drifts=drifts))


def run_of(run: Report) -> dict[str, Any]:
    document = json.loads(report(run, Style()))
    VALIDATOR.validate(document)
    (only,) = document["runs"]
    assert isinstance(only, dict)
    return only


def test_the_schema_refuses_what_is_wrong() -> None:
    document = json.loads(report(Report("check", (), findings=(FINDING,)), Style()))
    document["runs"][0]["results"][0]["level"] = "fatal"
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(document)


def test_a_finding_is_a_result_with_place_help_and_related_places() -> None:
    (result,) = log(FINDING)["results"]
    mark = result.pop("partialFingerprints")
    assert list(mark) == ["podspec/v1"]
    region = {"startLine": 4, "startColumn": 2, "endLine": 6, "endColumn": 5}
    other = {"startLine": 9, "startColumn": 1, "endLine": 9, "endColumn": 2}
    assert result == {
        "ruleId": "PS214",
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": "too few; help: raise it"},
        "locations": [
            {"physicalLocation": {"artifactLocation": {"uri": "specs/%C3%A4%20b/s.yaml"}, "region": region}}
        ],
        "relatedLocations": [
            {
                "physicalLocation": {"artifactLocation": {"uri": "s.yaml"}, "region": other},
                "message": {"text": "4 here"},
            }
        ],
    }


def test_a_drift_is_an_error_with_its_kind_its_diff_and_the_spec_lines_that_decide_it() -> None:
    (result,) = log(drifts=(DRIFT,))["results"]
    assert (result["ruleId"], result["level"]) == ("PS302", "error")
    assert result["message"]["text"] == "stale: x changed; cure: podspec render"
    assert result["properties"] == {"kind": "stale", "diff": ["@@ -7 +7 @@", "-b", "+a"]}
    assert result["relatedLocations"][0]["physicalLocation"] == {"artifactLocation": {"uri": "s.yaml"}}


def test_a_rule_carries_the_page_of_its_code() -> None:
    driver = log(FINDING, drifts=(DRIFT,))["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("podspec", __version__)
    first, second = driver["rules"]
    assert (first["id"], second["id"]) == ("PS214", "PS302")
    assert first["shortDescription"]["text"] == "ec2 hosts.min is greater than hosts.max"
    assert first["fullDescription"]["text"] == "The fewest hosts that may serve traffic are more than the most."
    assert first["help"]["text"].startswith("# PS214: ")
    assert first["defaultConfiguration"] == {"level": "error"}


def test_github_makes_its_own_mark_wherever_there_is_a_file() -> None:
    missing = DRIFT._replace(kind=DriftKind.MISSING, diff="")
    marks = [one["partialFingerprints"] for one in log(drifts=(DRIFT, missing))["results"]]
    assert [set(one) for one in marks] == [{"podspec/v1"}, {"podspec/v1", "primaryLocationLineHash"}]


def test_a_clean_run_has_no_results_and_no_rules() -> None:
    only = log()
    assert (only["results"], only["tool"]["driver"]["rules"]) == ([], [])
    assert only["invocations"] == [{"executionSuccessful": True, "toolExecutionNotifications": []}]


def test_a_message_holds_no_link_of_a_value() -> None:
    linked = Diagnostic("PS214", Severity.ERROR, "[x](https://a.example) regions[0]", Label("s.yaml", None))
    assert log(linked)["results"][0]["message"]["text"] == "[x\\](https://a.example) regions[0]"


@settings(max_examples=40, deadline=None)
@given(run=reports)
def test_whatever_a_value_holds_the_log_is_valid_and_its_uris_lead_to_files(run: Report) -> None:
    only = run_of(run)
    assert len(only["results"]) == len(run.findings) + len(run.drifts)
    files = {one.primary.file for one in run.findings} | {one.path for one in run.drifts}
    for result in only["results"]:
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        parts = urlsplit(uri)
        assert (parts.scheme, parts.netloc, parts.query, parts.fragment) == ("", "", "", "")
        assert unquote(uri, errors="surrogatepass") in files
        assert result["locations"][0]["physicalLocation"]["region"]["startLine"] >= 1
        assert only["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
