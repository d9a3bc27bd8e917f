"""The committed output is what the committed specs say: every spec is a golden case of its own."""

from pathlib import Path

import pytest

from podspec.cli import run

ROOT = Path(__file__).parent.parent.parent
SPECS = sorted(path.relative_to(ROOT) for path in (ROOT / "specs").glob("*/service.yaml"))


def test_there_are_specs_to_judge() -> None:
    assert len(SPECS) >= 5


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.parent.name)
def test_the_committed_files_are_what_the_spec_says(
    spec: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    code = run(["check", "--as-of", "2026-11-23", str(spec)])
    assert code == 0, capsys.readouterr().out


def test_all_specs_stand_side_by_side(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    code = run(["check", "--strict", "--as-of", "2026-11-23"])
    assert code == 0, capsys.readouterr().out
