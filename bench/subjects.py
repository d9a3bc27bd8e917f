"""What is timed: the interpreter alone, the floor, and podspec on the podinfo spec."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import scratch
from budgets import FLOOR_FILES, PYTHON, floor_name
from timer import Subject

_MINI = str(scratch.BENCH / "mini.py")


class Workload(NamedTuple):
    """What the floor runs on: its folder, and its size in words."""

    folder: Path
    size: str


class Field(NamedTuple):
    """All that is timed, how many artifacts podinfo has, and how large the floor's own spec is."""

    subjects: tuple[Subject, ...]
    artifacts: int
    floor_size: str


def prepare() -> Field:
    """Build what the subjects need, and list them."""
    rendered = scratch.rendered_repository()
    report = json.loads(scratch.run([scratch.PODSPEC, "check", "--report", "json"], rendered))
    artifacts = report["artifacts"]
    workloads = {count: _workload(count) for count in sorted({FLOOR_FILES, artifacts})}
    floors = [one for count, workload in workloads.items() for one in _floor(count, workload)]
    python = Subject(PYTHON, (sys.executable, "-c", "pass"), lambda: rendered)
    return Field((python, *floors, *_podspec(rendered)), artifacts, workloads[FLOOR_FILES].size)


def _workload(artifacts: int) -> Workload:
    """The floor's workload with so many files, built by a process of its own: its memory must not be the timer's."""
    folder = scratch.WORK / f"floor-{artifacts}"
    command = [sys.executable, "-m", "floor.build", str(folder), str(artifacts)]
    return Workload(folder, scratch.run(command, scratch.BENCH).strip())


def _floor(artifacts: int, workload: Workload) -> Iterator[Subject]:
    check = (sys.executable, _MINI, "check", str(workload.folder))
    render = (sys.executable, _MINI, "render", str(workload.folder))
    tree = scratch.fresh_folder()
    subprocess.run(render, cwd=tree, check=True)
    yield Subject(floor_name("check", artifacts), check, lambda: tree)
    yield Subject(floor_name("render", artifacts), render, scratch.fresh_folder)


def _podspec(rendered: Path) -> Iterator[Subject]:
    def there() -> Path:
        return rendered

    for verb in ("--version", "--help", "validate"):
        yield Subject(f"podspec {verb}", (scratch.PODSPEC, verb), there)
    render = (scratch.PODSPEC, "render")
    yield Subject("podspec render, empty repository", render, scratch.fresh_repository)
    yield Subject("podspec render, nothing to do", render, there)
    yield Subject("podspec check", (scratch.PODSPEC, "check"), there)
