"""`podspec rules`: the list of all codes."""

import json

import pytest

from podspec.cli import run
from podspec.pipeline.pages import codes, title
from podspec.rules import ENVIRONMENT_RULES, SPEC_RULES

Output = pytest.CaptureFixture[str]


def test_every_code_is_listed_once_below_its_family(capsys: Output) -> None:
    assert run(["rules"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines if line.startswith("  ")] == codes()
    assert [line for line in lines if not line.startswith("  ")] == [
        *("reading:", "shape and types:", "rules:", "drift:", "rendering and writing:")
    ]


def test_programs_get_the_same_list_as_json(capsys: Output) -> None:
    assert run(["rules", "--report", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["code"] for row in rows] == codes()
    assert all(row["title"] == title(row["code"]) for row in rows)


def test_a_rules_severity_is_the_rules_own(capsys: Output) -> None:
    assert run(["rules", "--report", "json"]) == 0
    severities = {row["code"]: row["severity"] for row in json.loads(capsys.readouterr().out)}
    for rule in (*SPEC_RULES, *ENVIRONMENT_RULES):
        assert severities[rule.code] == rule.severity.value
    assert set(severities.values()) == {"error", "warning"}


def test_every_rule_has_its_page() -> None:
    assert {rule.code for rule in (*SPEC_RULES, *ENVIRONMENT_RULES)} <= set(codes())
