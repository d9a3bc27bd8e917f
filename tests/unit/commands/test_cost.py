"""`podspec cost`: what each environment costs in a month, and how the run ends."""

import json
from pathlib import Path

import pytest
from costing import WHOLE
from specimens import with_blocks

from podspec.cli import run

Output = pytest.CaptureFixture[str]
TODAY = ("--as-of", "2026-11-23")


@pytest.fixture(autouse=True)
def spec(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A spec in the current folder, over its budget in prod."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    file = tmp_path / "service.yaml"
    file.write_text(with_blocks(WHOLE), "utf-8")
    return file


def test_every_environment_has_a_table_and_a_warning_leaves_the_run_clean(capsys: Output) -> None:
    assert run(["cost", *TODAY]) == 0
    said = capsys.readouterr().out
    assert said.startswith("service.yaml: US dollars a month\n\ndev ")
    assert "no budget" in said
    assert "% of the budget of 100" in said
    assert "warning[PS291]: prod is estimated at" in said
    assert "monthly_budget_usd: 100}" in said
    assert "PS290" not in said


def test_strict_lets_a_warning_fail_the_run() -> None:
    assert run(["cost", *TODAY, "--strict"]) == 1
    assert run(["cost", *TODAY, "--strict", "--env", "dev"]) == 0
    assert run(["cost", *TODAY, "--strict", "--format", "json"]) == 1


def test_old_prices_are_warned_of_on_the_day_that_is_asked_about(capsys: Output) -> None:
    assert run(["cost", "--as-of", "2027-11-23", "--env", "dev"]) == 0
    assert "warning[PS290]" in capsys.readouterr().out


def test_one_environment_can_be_asked_for_and_must_be_there(capsys: Output) -> None:
    assert run(["cost", *TODAY, "--env", "dev"]) == 0
    assert "prod" not in capsys.readouterr().out
    assert run(["cost", *TODAY, "--env", "stage"]) == 2
    assert "'stage' is no environment; there are dev, prod" in capsys.readouterr().err


def test_lines_say_where_each_quantity_comes_from(capsys: Output) -> None:
    assert run(["cost", *TODAY, "--lines", "--env", "dev"]) == 0
    assert "3 hosts (hosts.desired) x 730 hours (hours_per_month)" in capsys.readouterr().out


def test_an_overlay_sets_assumptions_for_its_environment(spec: Path, capsys: Output) -> None:
    text = spec.read_text("utf-8").replace("monthly_budget_usd: 100", "assumptions: {requests_per_month: 0}")
    spec.write_text(text, "utf-8")
    assert run(["cost", *TODAY, "--format", "json"]) == 0
    (one,) = json.loads(capsys.readouterr().out)["specs"]
    dev, prod = one["environments"]
    assert dev["assumptions"]["requests_per_month"] == 1_000_000
    assert {line["quantity"] for line in prod["lines"] if line["item"] == "HTTP API"} == {0}


def test_a_spec_with_an_error_has_a_finding_and_no_estimate(spec: Path, capsys: Output) -> None:
    spec.write_text(
        spec.read_text("utf-8").replace("monthly_budget_usd: 100", "monthly_budget_usd: none"), "utf-8"
    )
    assert run(["cost", *TODAY]) == 1
    said = capsys.readouterr().out
    assert "error[PS1" in said
    assert "US dollars" not in said
    assert run(["cost", *TODAY, "--format", "json"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert document["specs"] == []
    assert document["findings"]


def test_a_spec_that_is_not_there_is_no_traceback(capsys: Output) -> None:
    assert run(["cost", "elsewhere.yaml"]) == 2
    assert "elsewhere.yaml" in capsys.readouterr().err
