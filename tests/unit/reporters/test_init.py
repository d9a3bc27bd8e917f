"""The table of report formats, and what holds for all of them."""

import gzip
import json
import re
from functools import cache
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from runner import command, lines
from strategies.reports import reports

from podspec.model.diagnostic import Diagnostic, Label, Severity
from podspec.model.drift import Drift, DriftKind
from podspec.model.report import Report
from podspec.model.source import Source, Span
from podspec.reporters import FORMATS, reporter
from podspec.reporters.style import Style

MANY = 30_000


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_reports_a_clean_run(name: str) -> None:
    text = reporter(name)(Report("check", (), summary="nothing to do"), Style())
    assert text == "" or text.endswith("\n")


def test_a_format_that_is_not_in_the_table_is_a_bug_of_the_caller() -> None:
    with pytest.raises(KeyError):
        reporter("nonsense")


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in {"text", "markdown", "comment"}])
def test_every_format_for_programs_is_the_same_wherever_it_goes(name: str) -> None:
    run = Report("check", ("s",), findings=(Diagnostic("PS214", Severity.ERROR, "m", Label("s", None)),))
    if name != "concise":
        assert reporter(name)(run, Style(colour=True)) == reporter(name)(run, Style())


@settings(deadline=None)
@given(run=reports)
def test_no_value_becomes_a_command_of_the_runner_that_shows_the_log(run: Report) -> None:
    for name in ("text", "concise", "markdown", "comment"):
        obeyed = [line for line in lines(reporter(name)(run, Style())) if command(line)]
        assert not obeyed, name
    for line in lines(reporter("github")(run, Style())):
        given_ = command(line)
        assert line == "" or (given_ and given_.name in {"error", "warning"})


@settings(deadline=None)
@given(run=reports)
def test_whatever_a_value_holds_a_report_can_be_written_to_a_file(run: Report) -> None:
    for name in FORMATS:
        text = reporter(name)(run, Style())
        if name != "json":
            text.encode("utf-8")
            assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202e]", text), name


# -- limits --------------------------------------------------------------------------------------------------


@cache
def _many() -> Report:
    """A run with 30,000 findings, half of them drifts with a diff."""
    source = Source("specs/x/service.yaml", "a: 1\n" * 50)
    label = Label(source.path, Span(2, 1, 2, 2), "é")
    diff = "\n".join(["@@ -1,40 +1,40 @@", *(f"-  line {number} of a diff" for number in range(39))])
    severities = [Severity.WARNING, Severity.ERROR]
    found = [Diagnostic("PS214", severities[one % 2], f"finding {one}", label) for one in range(MANY // 2)]
    drifted = [Drift(DriftKind.STALE, f"generated/{one}.tf", "why", (label,), diff) for one in range(MANY // 2)]
    return Report("check", (source.path,), MANY, tuple(found), tuple(drifted), {source.path: source})


@cache
def _written(name: str) -> str:
    return reporter(name)(_many(), Style())


def test_a_summary_and_a_comment_have_room_for_many_findings_and_count_the_rest() -> None:
    for name, limit, elsewhere in (("markdown", 1_000 * 1024, "log"), ("comment", 65_536, "job summary")):
        text = _written(name)
        assert len(text.encode()) < limit
        shown = len(re.findall("<details><summary>PS", text))
        assert shown == text.count("</details>") - 1
        assert f"**{MANY - shown:,} more in the {elsewhere}.**\n" in text
        assert text.startswith("## ❌ podspec check: 7,500 errors, 15,000 drifted files, 7,500 warnings\n")


def test_annotations_are_ten_of_each_severity_and_the_tenth_counts_the_rest() -> None:
    said = [one for line in lines(_written("github")) if (one := command(line))]
    assert [one.name for one in said] == ["error"] * 10 + ["warning"] * 10
    assert said[9].text.startswith(f"{7_500 + 15_000 - 9:,} more errors")
    assert said[19].text.startswith(f"{7_500 - 9:,} more warnings")


def test_a_sarif_log_has_what_github_keeps_with_errors_first_and_counts_the_rest() -> None:
    (only,) = json.loads(_written("sarif"))["runs"]
    assert len(only["results"]) == 5_000
    assert {one["level"] for one in only["results"]} == {"error"}
    (notification,) = only["invocations"][0]["toolExecutionNotifications"]
    assert notification["message"]["text"].startswith("25,000 more findings")
    assert len(gzip.compress(_written("sarif").encode())) < 10_000_000


def test_junit_has_what_gitlab_takes() -> None:
    text = _written("junit")
    root = ET.fromstring(text)  # noqa: S314 - podspec wrote it
    assert len(text.encode()) < 30_000_000
    assert sum(1 + len(one.attrib) + bool(one.text) for one in root.iter()) < 250_000
    left = root.findall(".//testcase[@name]/failure[@type='more']/..")
    shown = len(root.findall("testsuite[@name='podspec.drift']/testcase")) - len(left)
    assert [one.get("name") for one in left] == ([f"{MANY // 2 - shown:,} more"] if shown < MANY // 2 else [])


def test_lists_for_programs_hold_everything() -> None:
    assert len(json.loads(_written("gitlab"))) == MANY
    assert _written("concise").count("\n") == MANY
    document = json.loads(_written("json"))
    assert len(document["findings"]) + len(document["drifts"]) == MANY
