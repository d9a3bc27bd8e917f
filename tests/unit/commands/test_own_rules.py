"""Own codes have pages, and stand in the list of codes."""

import json
from pathlib import Path

import pytest

from podspec.cli import run
from podspec.commands.own_rules import own_page, own_rules

Output = pytest.CaptureFixture[str]
POLICY = """\
version: 1
rules:
  # the board meets on Mondays
  - code: ACME001
    must: {path: targets.lambda.memory_mb, at_most: 1024}
    message: too large
    reason: the pool is small
    severity: warning
    acceptable: true

  - {code: ACME002, must: {environment: dev}, message: only dev, reason: we are new, expires: 2099-12-31}
"""


@pytest.fixture(autouse=True)
def _repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "podspec.policy.yaml").write_text(POLICY, "utf-8")
    (tmp_path / "inside").mkdir()
    monkeypatch.chdir(tmp_path / "inside")


def test_own_codes_are_known_with_severity_and_title() -> None:
    assert own_rules() == {
        "ACME001": {"severity": "warning", "title": "too large"},
        "ACME002": {"severity": "error", "title": "only dev"},
    }


def test_a_page_shows_the_rule_as_it_is_written() -> None:
    assert own_page("ACME001") == (
        "# ACME001: too large\n\nA spec may accept it, under `accept: [{code: ACME001, …}]`.\n\n"
        "## Why\n\nthe pool is small\n\n## The rule, podspec.policy.yaml:4\n\n```yaml\ncode: ACME001\n"
        "must: {path: targets.lambda.memory_mb, at_most: 1024}\nmessage: too large\nreason: the pool is small\n"
        "severity: warning\nacceptable: true\n```\n"
    )
    assert "It holds until 2099-12-31." in (own_page("ACME002") or "")
    assert own_page("ACME003") is None


def test_explain_and_rules_know_them(capsys: Output) -> None:
    assert run(["explain", "acme001"]) == 0
    assert capsys.readouterr().out.startswith("# ACME001: too large\n")
    assert run(["rules", "--report", "json"]) == 0
    assert json.loads(capsys.readouterr().out)[-2]["family"] == "your policy's"
    assert run(["explain", "ACME01"]) == 2
    assert "did you mean ACME001?" in capsys.readouterr().err


def test_a_wrong_policy_is_named_where_a_code_is_not_found(capsys: Output) -> None:
    Path("../podspec.policy.yaml").write_text("version: 2\n", "utf-8")
    assert run(["explain", "ACME001"]) == 2
    assert "podspec.policy.yaml is wrong" in capsys.readouterr().err
    assert run(["explain", "PS214"]) == 0
