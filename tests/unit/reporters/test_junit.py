"""JUnit XML, judged by Jenkins' own schema."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import xmlschema
from hypothesis import given, settings
from strategies.reports import reports

from podspec.model.diagnostic import Diagnostic, Label, Severity
from podspec.model.drift import Drift, DriftKind
from podspec.model.report import Report
from podspec.model.source import Span
from podspec.reporters.junit import report
from podspec.reporters.style import Style

SCHEMA = xmlschema.XMLSchema(Path(__file__).parents[2] / "schemas" / "junit-10.xsd")

ERROR = Diagnostic("PS214", Severity.ERROR, "too few", Label("s.yaml", Span(4, 2, 4, 5)), help="raise it")
WARNING = Diagnostic("PS222", Severity.WARNING, "it can never ring", Label("s.yaml", None))
DRIFT = Drift(DriftKind.EDITED, "a.tf", "not podspec's", diff='@@ -7 +7 @@\n-"b"\n+a')


def document(run: Report) -> ET.Element:
    text = report(run, Style())
    SCHEMA.validate(text)
    return ET.fromstring(text)  # noqa: S314 - podspec wrote it


def suite(root: ET.Element, name: str) -> ET.Element:
    found = root.find(f"testsuite[@name='podspec.{name}']")
    assert found is not None
    return found


def test_the_schema_refuses_what_is_wrong() -> None:
    with pytest.raises(xmlschema.XMLSchemaValidationError):
        SCHEMA.validate(report(Report("check", ("s",)), Style()).replace("failures=", "failed="))


def test_a_clean_run_has_a_test_case_for_each_spec_and_one_for_the_artifacts() -> None:
    root = document(Report("check", ("a.yaml", "b.yaml"), 138))
    assert [one.get("name") for one in root.iter("testcase")] == ["a.yaml", "b.yaml", "138 artifacts"]
    assert [one.get("failures") for one in root.iter("testsuite")] == ["0", "0"]


def test_a_spec_fails_with_its_first_error_and_tells_all_errors_first() -> None:
    root = document(Report("check", ("s.yaml",), findings=(WARNING, ERROR, ERROR)))
    (failure,) = root.iter("failure")
    assert (failure.get("type"), failure.get("message")) == ("PS214", "too few, and 1 more")
    line = "s.yaml:4:2: error[PS214] too few\nhelp: raise it"
    assert failure.text == f"{line}\n{line}\ns.yaml:1:1: warning[PS222] it can never ring"


def test_a_warning_is_told_and_passes() -> None:
    specs = suite(document(Report("check", ("s.yaml",), findings=(WARNING,))), "specs")
    assert (specs.get("tests"), specs.get("failures")) == ("1", "0")
    assert specs.findtext("testcase/system-out") == "s.yaml:1:1: warning[PS222] it can never ring"


def test_every_drift_is_a_test_case_that_failed() -> None:
    drift = suite(document(Report("check", ("s.yaml",), 9, drifts=(DRIFT,))), "drift")
    (case,) = drift.findall("testcase")
    assert (case.get("classname"), case.get("name")) == ("podspec.drift", "a.tf")
    failure = case.find("failure")
    assert failure is not None
    assert failure.attrib == {"type": "PS304", "message": "edited: not podspec's"}
    assert (failure.text or "").split("\n") == [f"cure: {DRIFT.cure}", "@@ -7 +7 @@", '-"b"', "+a"]


def test_a_run_that_compares_no_files_has_no_suite_for_them() -> None:
    assert [one.get("name") for one in document(Report("validate", ("s",))).iter("testsuite")] == ["podspec.specs"]


def test_what_is_found_outside_of_specs_is_not_lost() -> None:
    found = Diagnostic("PS401", Severity.ERROR, "no pin", Label("podspec.pins.json", None))
    names = [one.get("name") for one in suite(document(Report("check", ("s",), findings=(found,))), "specs")]
    assert sorted(map(str, names)) == ["podspec.pins.json", "s"]


@settings(max_examples=40, deadline=None)
@given(run=reports)
def test_whatever_a_value_holds_the_document_is_valid_and_its_counts_are_right(run: Report) -> None:
    root = document(run)
    for one in root.iter("testsuite"):
        assert one.get("tests") == str(len(one.findall("testcase")))
        assert one.get("failures") == str(len(one.findall("testcase/failure")))
    assert len(suite(root, "drift").findall("testcase/failure")) == len(run.drifts)
    wrong = {one.primary.file for one in run.findings if one.severity is Severity.ERROR}
    assert len(suite(root, "specs").findall("testcase/failure")) == len(wrong)
