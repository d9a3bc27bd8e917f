"""Policies beside the base spec, each with the report that a person gets: a case is a pair of files, no code."""

import os
from pathlib import Path

import pytest
from specimens import PLAIN

from podspec.cli import run

CASES = sorted((Path(__file__).parent.parent / "policies").glob("*.yaml"))
POLICY = "podspec.policy.yaml"

Output = pytest.CaptureFixture[str]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the base spec."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    (tmp_path / ".git").mkdir()
    (tmp_path / "service.yaml").write_text(PLAIN, "utf-8")
    return tmp_path


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_policy_gets_the_report_that_is_on_record(case: Path, here: Path, capsys: Output) -> None:
    (here / POLICY).write_bytes(case.read_bytes())
    code = run(["validate", "--as-of", "2026-11-23"])
    report = capsys.readouterr().out
    record = case.with_suffix(".out")
    if os.environ.get("PODSPEC_UPDATE_GOLDEN"):
        record.write_text(report, "utf-8")
    assert code == 1
    assert report == record.read_text("utf-8")


@pytest.mark.parametrize("command", ["validate", "check", "render", "show"])
def test_a_wrong_policy_stops_every_verb_once(command: str, here: Path, capsys: Output) -> None:
    (here / POLICY).write_text("version: 2\n", "utf-8")
    before = sorted(path.name for path in here.iterdir())
    assert run([command]) == 1
    assert capsys.readouterr().out.count("version cannot be 2") == 1
    assert [name for name in sorted(path.name for path in here.iterdir()) if name != ".podspec"] == before


def test_a_policy_that_cannot_be_read_is_no_finding(here: Path, capsys: Output) -> None:
    (here / POLICY).symlink_to("nowhere")
    assert run(["validate"]) == 2
    assert POLICY in capsys.readouterr().err


def test_show_names_the_policy_as_an_origin(here: Path, capsys: Output) -> None:
    (here / POLICY).write_text("version: 1\ndefaults:\n  observability: {log_retention_days: 90}\n", "utf-8")
    assert run(["show", "--origin"]) == 0
    line = next(one for one in capsys.readouterr().out.splitlines() if "log_retention_days" in one)
    assert line.endswith("# podspec.policy.yaml:3")


def test_a_report_never_overwrites_the_policy(here: Path, capsys: Output) -> None:
    (here / POLICY).write_text("version: 1\n", "utf-8")
    assert run(["validate", "--report", f"json={POLICY}"]) == 2
    assert "would be lost" in capsys.readouterr().err
