"""Subjects run round by round; a heavy one runs in the first rounds only, and is held against those."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

_Module = Callable[[str], ModuleType]


def test_a_heavy_subject_runs_in_the_first_rounds_only(module: _Module, tmp_path: Path) -> None:
    timer = module("timer")
    light = timer.Subject("light", ("sh", "-c", "echo light >> ran"), lambda: tmp_path)
    heavy = timer.Subject("heavy", ("sh", "-c", "echo heavy >> ran"), lambda: tmp_path, 2)
    samples = timer.measure([light, heavy], 3, tmp_path / "log")
    assert {name: len(found) for name, found in samples.items()} == {"light": 3, "heavy": 2}
    warm_up = 1
    ran = (tmp_path / "ran").read_text().split()
    assert (ran.count("light"), ran.count("heavy")) == (3 + warm_up, 2 + warm_up)
    assert ran[-1] == "light"


def test_ratios_are_taken_within_the_rounds_that_both_ran_in(module: _Module) -> None:
    figures, timer = module("figures"), module("timer")
    floor = [timer.Sample(wall, wall, 1) for wall in (1, 2, 100)]
    found = figures.ratio([timer.Sample(wall, wall / 2, 1) for wall in (3, 6)], floor)
    assert (found.wall, found.wall_low, found.wall_high, found.cpu) == (3, 3, 3, 1.5)


def test_a_command_that_fails_is_not_timed(module: _Module, tmp_path: Path) -> None:
    timer = module("timer")
    wrong = timer.Subject("wrong", ("sh", "-c", "echo no such thing; exit 4"), lambda: tmp_path)
    with pytest.raises(timer.FailedError, match=r"wrong: exit code 4 from sh(.|\n)*no such thing"):
        timer.run_once(wrong, tmp_path / "log")
