"""Wrong specs, each beside the report that a person gets: a new case is a pair of files, and no code."""

import os
from pathlib import Path

import pytest

from podspec.cli import run

CASES = sorted((Path(__file__).parent.parent / "specs" / "err").glob("*.yaml"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_wrong_spec_gets_the_report_that_is_on_record(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    (tmp_path / case.name).write_bytes(case.read_bytes())
    code = run(["validate", "--as-of", "2026-11-23", case.name])
    report = capsys.readouterr().out
    record = case.with_suffix(".out")
    if os.environ.get("PODSPEC_UPDATE_GOLDEN"):
        record.write_text(report, "utf-8")
    assert code == 1
    assert report == record.read_text("utf-8")
