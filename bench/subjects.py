"""What is timed: the interpreter alone, the floor, podspec on the podinfo spec, and the peers."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import peer_subjects
import peers
from budgets import FLOOR_FILES, PYTHON, Yardstick, budgets, floor_name
from scratch import BENCH, PODSPEC, Scratch, run
from timer import Subject


class Workload(NamedTuple):
    """What the floor runs on: its folder, how many files it renders, and how large its spec is, in words."""

    folder: Path
    artifacts: int
    size: str


class Lineup(NamedTuple):
    """All that is timed, and what it is held against; a sentence about each peer that is left out.

    Beside them, how many artifacts podinfo has, and how large the floor's own spec is.
    """

    subjects: tuple[Subject, ...]
    yardsticks: dict[str, Yardstick]
    left_out: tuple[str, ...]
    artifacts: int
    floor_size: str


def lineup(place: Scratch, *, with_peers: bool) -> Lineup:
    """Build what the subjects need, and list them."""
    rendered = place.rendered_repository()
    artifacts: int = json.loads(run([PODSPEC, "check", "--report", "json"], rendered))["artifacts"]
    workloads = [_workload(place, count) for count in sorted({FLOOR_FILES, artifacts})]
    python = Subject(PYTHON, (sys.executable, "-c", "pass"), lambda: rendered)
    floors = [subject for workload in workloads for subject in _floor(place, workload)]
    others, left_out = peer_subjects.everyone(place) if with_peers else ([], [peers.NOT_WANTED])
    subjects = (python, *floors, *_podspec(place, rendered), *(peer.subject for peer in others))
    yardsticks = budgets(artifacts) | {peer.subject.name: peer.yardstick for peer in others}
    return Lineup(subjects, yardsticks, tuple(left_out), artifacts, workloads[0].size)


def _workload(place: Scratch, artifacts: int) -> Workload:
    """The floor's workload with so many files. Built by another process: its memory must not be the timer's."""
    folder = place.fresh_folder()
    size = run([sys.executable, "-m", "floor.build", str(folder), str(artifacts)], BENCH)
    return Workload(folder, artifacts, size.strip())


def _floor(place: Scratch, workload: Workload) -> Iterator[Subject]:
    def command(verb: str) -> tuple[str, ...]:
        return (sys.executable, str(BENCH / "mini.py"), verb, str(workload.folder))

    tree = place.fresh_folder()
    run([*command("render")], tree)
    yield Subject(floor_name("check", workload.artifacts), command("check"), lambda: tree)
    yield Subject(floor_name("render", workload.artifacts), command("render"), place.fresh_folder)


def _podspec(place: Scratch, rendered: Path) -> Iterator[Subject]:
    def there() -> Path:
        return rendered

    for verb in ("--version", "--help", "validate"):
        yield Subject(f"podspec {verb}", (PODSPEC, verb), there)
    yield Subject("podspec render, all new", (PODSPEC, "render"), place.fresh_repository)
    yield Subject("podspec render, nothing to do", (PODSPEC, "render"), there)
    yield Subject("podspec check", (PODSPEC, "check"), there)
