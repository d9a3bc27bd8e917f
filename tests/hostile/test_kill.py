"""`kill -9` at the system calls themselves, by strace: the next command makes it all, or none of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from figures.figure import figure
from hostile.machine import KILLED, Point, Recovery, needs_strace, sample
from hostile.scenes import SCENES, Scene
from hostile.stages import Stage, Stages

#: Scenes of the short run, and points of each.
_QUICK = {"first render": 2, "update": 4}
_SEED = 20261123

pytestmark = needs_strace


@pytest.mark.parametrize("name", _QUICK)
def test_a_render_that_is_killed_at_a_call_is_mended_by_the_next_one(
    name: str, stages: Stages, in_memory: Path
) -> None:
    stage = stages.of(name)
    _kill(stage, stage.scene, sample(stage.points, _QUICK[name], _SEED), in_memory)


@pytest.mark.long
@pytest.mark.parametrize("name", SCENES)
def test_a_render_that_is_killed_at_any_call_is_mended_by_the_next_one(
    name: str, stages: Stages, in_memory: Path
) -> None:
    stage = stages.of(name)
    _kill(stage, stage.scene, stage.points, in_memory)


#: A call at which some is written and nothing moved yet, and one at which some is moved: recovery takes the first
#: back, and completes the second.
_DEATHS = {"taken back": ("openat", 0.8), "completed": ("renameat", 0.6)}


def test_a_recovery_that_is_killed_at_a_call_is_mended_by_the_next_one(stages: Stages, in_memory: Path) -> None:
    recovery, points = _recovery(stages, "completed", in_memory)
    _kill(stages.of("update"), recovery, sample(points, 2, _SEED), in_memory)


@pytest.mark.long
@pytest.mark.parametrize("how", _DEATHS)
def test_a_recovery_that_is_killed_at_any_call_is_mended_by_the_next_one(
    how: str, stages: Stages, in_memory: Path
) -> None:
    recovery, points = _recovery(stages, how, in_memory)
    _kill(stages.of("update"), recovery, points, in_memory)


def _recovery(stages: Stages, how: str, in_memory: Path) -> tuple[Recovery, list[Point]]:
    stage, (call, part) = stages.of("update"), _DEATHS[how]
    calls = [point for point in stage.points if point.name == call and ".podspec-new-" in point.words]
    recovery = Recovery(stage.machine, stage.scene, calls[int(len(calls) * part)])
    ran = stage.machine.run(recovery.start(in_memory / "told").root, recovery.command)
    assert f"a render that was interrupted has been {how}" in ran.stdout
    return recovery, stage.machine.points(recovery, in_memory)


def _kill(stage: Stage, start: Scene | Recovery, points: list[Point], in_memory: Path) -> None:
    machine, scene, _ = stage
    assert points
    for number, point in enumerate(points):
        repository = start.start(in_memory / f"root-{number}")
        killed = machine.strike(repository.root, scene.command, point, "signal=KILL")
        assert killed.returncode == KILLED, f"{point}: {killed}"
        scene.assert_each_file_is_whole(repository)
        assert repository.podspec(*scene.command) == 0, point
        scene.assert_done(repository)
        shutil.rmtree(repository.root)
    figure(f"killed at {len(points)} calls that change files: all mended, no file of others touched")
