"""The benchmark of one service runs, and says what each figure is held against."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

RUN = Path(__file__).parents[2] / "bench" / "run.py"


def _run(*options: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, RUN, *options], check=False, capture_output=True, text=True)


def test_one_round_has_no_middle_half() -> None:
    done = _run("--rounds", "1")
    assert done.returncode == 2
    assert done.stderr.endswith("argument --rounds: at least 2 rounds\n")


@pytest.mark.long
def test_each_command_stands_beside_what_it_is_held_against(tmp_path: Path) -> None:
    done = _run("--rounds", "2", "--without-peers", "--json", tmp_path / "figures.json")
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads((tmp_path / "figures.json").read_text())
    rows = {row["name"]: row for row in found["rows"]}
    size = found["artifacts"]
    held = {name: row["yardstick"]["against"] for name, row in rows.items() if row["yardstick"]}
    assert held == {
        "podspec --version": "python -c pass",
        "podspec --help": "python -c pass",
        "podspec validate": "floor check, 50 files",
        "podspec render, all new": f"floor render, {size} files",
        "podspec render, nothing to do": f"floor check, {size} files",
        "podspec check": f"floor check, {size} files",
    }
    assert set(held.values()) < set(rows)
    assert "The peers are left out: --without-peers." in done.stdout
    for name in rows:
        assert f"\n{name} " in done.stdout
