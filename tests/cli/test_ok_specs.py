"""Right specs: podspec must have nothing to say about them."""

import json
from pathlib import Path

import pytest

from podspec.cli import run

CASES = sorted((Path(__file__).parent.parent / "specs" / "ok").glob("*.yaml"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_right_spec_is_no_occasion_for_words(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / case.name).write_bytes(case.read_bytes())
    code = run(["validate", "--as-of", "2026-11-23", "--report", "json", case.name])
    said = json.loads(capsys.readouterr().out)
    assert said["findings"] == []
    assert code == 0
