"""`kill -9` and a full disk at the system calls themselves, by strace: no code of podspec's knows of the test."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from drift.repository import Repository
from figures.figure import figure
from hostile.upheaval import Upheaval

#: Calls by which a program changes files; those that a system does not have are left out.
CALLS = "?mkdir,mkdirat,write,fsync,?rename,renameat,renameat2,?unlink,unlinkat,?rmdir,ftruncate,pwrite64"
QUICK = 12
LONG = 200
_LINE = re.compile(r"^(?:\d+ +)?([a-z0-9]+)\(")
_RENDER = [sys.executable, "-m", "podspec", "render", "--force"]
Point = tuple[str, int]


def _strace_works() -> bool:
    if not shutil.which("strace"):
        return False
    return subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True, check=False).returncode == 0


pytestmark = pytest.mark.skipif(not _strace_works(), reason="strace is not installed, or may not trace")


class Machine:
    """Runs `podspec render --force` under strace, with its own cache, so that each run makes the same calls."""

    def __init__(self, folder: Path) -> None:
        self.upheaval = Upheaval(folder)
        self.environment = {
            **os.environ,
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONHASHSEED": "0",
            "XDG_CACHE_HOME": str(folder / "cache"),
        }
        (folder / "cache").mkdir()
        self.run(self.upheaval.start(folder / "warm").root)
        self.points = self._count(self.upheaval.start(folder / "counted").root, folder / "log")

    def run(self, root: Path, *strace: str) -> subprocess.CompletedProcess[str]:
        """Render; the answer of the process."""
        return subprocess.run(
            [*strace, *_RENDER], cwd=root, env=self.environment, capture_output=True, text=True, check=False
        )

    def _count(self, root: Path, log: Path) -> list[Point]:
        """Every call of a whole render that changes files: its name, and which one of that name it is."""
        assert self.run(root, "strace", "-f", "-o", str(log), "-e", f"trace={CALLS}").returncode == 0
        names = [match[1] for line in log.read_text().splitlines() if (match := _LINE.match(line))]
        return [(name, number + 1) for name in sorted(set(names)) for number in range(names.count(name))]

    def strike(self, root: Path, point: Point, how: str) -> subprocess.CompletedProcess[str]:
        """Render, and let the chosen call be the last one, or fail."""
        name, number = point
        inject = f"inject={name}:{how}:when={number}"
        return self.run(root, "strace", "-f", "-o", os.devnull, "-e", f"trace={name}", "-e", inject)


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    return Machine(tmp_path_factory.mktemp("machine"))


def _sample(machine: Machine, count: int, seed: int) -> Iterator[Point]:
    random = Random(seed)  # noqa: S311 - repeatable on purpose, and no secret
    yield from random.sample(machine.points, min(count, len(machine.points)))


def test_a_killed_render_is_mended_by_the_next_one(machine: Machine, tmp_path: Path) -> None:
    _kill(machine, QUICK, 1, tmp_path)


@pytest.mark.long
def test_a_render_that_is_killed_at_very_many_calls_is_mended_by_the_next_one(
    machine: Machine, tmp_path: Path
) -> None:
    _kill(machine, LONG, 2, tmp_path)


def _kill(machine: Machine, count: int, seed: int, tmp_path: Path) -> None:
    points = list(_sample(machine, count, seed))
    for number, point in enumerate(points):
        repository = machine.upheaval.start(tmp_path / str(number))
        killed = machine.strike(repository.root, point, "signal=KILL")
        assert killed.returncode in (-9, 137), f"{point}: {killed}"
        machine.upheaval.assert_each_file_is_whole(repository)
        if number % 3 == 0:
            # The recovery dies, too, at the same call if it comes to that one.
            machine.strike(repository.root, point, "signal=KILL")
            machine.upheaval.assert_each_file_is_whole(repository)
        _mend(repository, machine, point)
    figure(f"killed at {len(points)} of {len(machine.points)} calls that change files: all mended")


def _mend(repository: Repository, machine: Machine, point: Point) -> None:
    assert repository.podspec("render", "--force") == 0, point
    machine.upheaval.assert_done(repository)


def test_a_full_disk_at_a_call_is_one_plain_line(machine: Machine, tmp_path: Path) -> None:
    _fill(machine, QUICK // 2, 3, tmp_path)


@pytest.mark.long
def test_a_full_disk_at_very_many_calls_is_one_plain_line(machine: Machine, tmp_path: Path) -> None:
    _fill(machine, LONG, 4, tmp_path)


def _fill(machine: Machine, count: int, seed: int, tmp_path: Path) -> None:
    points = [point for point in _sample(machine, count * 2, seed) if point[0] not in {"unlink", "rmdir"}][:count]
    codes = []
    for number, point in enumerate(points):
        repository = machine.upheaval.start(tmp_path / str(number))
        done = machine.strike(repository.root, point, "error=ENOSPC")
        codes.append(done.returncode)
        machine.upheaval.assert_each_file_is_whole(repository)
        # A folder that could not be removed is no failure.
        assert done.returncode in ({2} if done.stderr else {0}), f"{point}: {done}"
        assert "Traceback" not in done.stderr
        assert done.stderr.count("\n") <= 1, f"{point}: {done.stderr}"
        _mend(repository, machine, point)
    figure(f"disk full at {len(points)} calls: exit 2 for {codes.count(2)}, no harm done by {codes.count(0)}")


def test_files_are_durable_before_their_names_are(machine: Machine, tmp_path: Path) -> None:
    """The order of the system calls, as the kernel saw them."""
    repository = machine.upheaval.start(tmp_path / "root")
    log = tmp_path / "log"
    machine.run(
        repository.root, "strace", "-f", "-y", "-o", str(log), "-e", "trace=fsync,renameat,renameat2,?rename"
    )
    lines = [line for line in log.read_text().splitlines() if "fsync" in line or "rename" in line]
    new = [place for place, line in enumerate(lines) if "fsync" in line and ".podspec-new-" in line]
    mark = next(place for place, line in enumerate(lines) if "rename" in line and '"committed"' in line)
    moved = [place for place, line in enumerate(lines) if "rename" in line and '".podspec-new-' in line]
    assert len(new) == len(moved) > 3
    assert max(new) < mark < min(moved)
    assert any("fsync" in line and "/.podspec>" in line for line in lines[mark : min(moved)])
    assert any("fsync" in line and "/generated/hello/" in line for line in lines[max(new) + 1 : mark])
    assert any("fsync" in line and "/generated/hello/" in line for line in lines[max(moved) :])
