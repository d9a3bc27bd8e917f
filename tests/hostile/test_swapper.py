"""Folders and files turn into symlinks and back while podspec renders: not a byte gets out of the repository."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from drift.repository import DEV, MANIFEST, MODULE, SPEC, TEXT, Repository, new_repository
from figures.figure import figure
from hostile import swapper

QUICK = 25
LONG = 2_000
#: Every level of the ways to an artifact, to the manifest and to podspec's own files, and these themselves.
LEVELS = [
    *("/".join(DEV.split("/")[:depth]) for depth in range(1, DEV.count("/") + 2)),
    MODULE,
    "specs",
    "specs/hello",
    MANIFEST,
    ".podspec",
    ".podspec/lock",
    ".podspec/journal",
    ".podspec/committed",
]


@pytest.fixture
def repository(in_memory: Path) -> Repository:
    made = new_repository(in_memory / "root")
    assert made.podspec("render") == 0
    return made


@pytest.fixture
def outside(repository: Repository, in_memory: Path) -> Path:
    """The rest of the machine: it has all that the repository has, so that a way out leads to something."""
    made = in_memory / "outside"
    shutil.copytree(repository.root, made)
    (made / "chain").symlink_to(made)
    for path in made.rglob("*"):
        if path.is_file():
            path.write_bytes(b"# not yours\n" + path.read_bytes())
    return made


def _everything(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """Every file, symlink and folder with its number, mode and bytes."""
    found = {}
    for here, folders, files in os.walk(folder):
        for path in (Path(here, name) for name in [*folders, *files]):
            status = path.lstat()
            content = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
            found[str(path)] = (status.st_ino, status.st_mode, content)
    return found


def test_nothing_gets_out_while_folders_and_files_turn_into_symlinks(
    repository: Repository, outside: Path, in_memory: Path
) -> None:
    _race(repository, outside, in_memory, QUICK)


@pytest.mark.long
def test_nothing_gets_out_however_often_folders_and_files_turn_into_symlinks(
    repository: Repository, outside: Path, in_memory: Path
) -> None:
    _race(repository, outside, in_memory, LONG)


def _race(repository: Repository, outside: Path, in_memory: Path, rounds: int) -> None:
    before, codes = _everything(outside), Counter[int]()
    with _swapping(in_memory, LEVELS) as swaps:
        for number in range(rounds):
            _save(repository, TEXT.replace("memory_mb: 256", f"memory_mb: {300 + number % 500}"))
            codes[repository.podspec("render", "--force", "--adopt")] += 1
    assert set(codes) <= {0, 1, 2}
    assert _everything(outside) == before
    _save(repository, TEXT)
    assert repository.podspec("render", "--force", "--adopt") == 0
    assert repository.podspec("check") == 0
    figure(
        f"{rounds} renders beside {swaps[0]} swaps at {len(LEVELS)} places: {dict(codes)}, nothing outside touched"
    )
    assert swaps[0] > rounds


def _save(repository: Repository, text: str) -> None:
    """Write the spec, unless its folder is a symlink just now: the test itself must not write outside, either."""
    with suppress(OSError):
        folder = os.open(repository.root, os.O_RDONLY)
        for name in SPEC.split("/")[:-1]:
            inner = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_DIRECTORY, dir_fd=folder)
            os.close(folder)
            folder = inner
        file = os.open("service.yaml", os.O_WRONLY | os.O_TRUNC | os.O_NOFOLLOW, dir_fd=folder)
        os.write(file, text.encode())
        os.close(file)


@contextmanager
def _swapping(folder: Path, levels: list[str]) -> Iterator[list[int]]:
    """Swap in `root` as long as the block takes; how often is known afterwards."""
    ways = [str(folder / name) for name in ("root", "aside", "outside")]
    running = subprocess.Popen(
        [sys.executable, swapper.__file__, *ways, *levels],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert running.stdout
    assert running.stdout.readline() == "ready\n"
    swaps: list[int] = []
    try:
        yield swaps
    finally:
        said, _ = running.communicate("stop")
    swaps.append(int(said))


def test_the_repository_may_be_reached_by_a_symlink(repository: Repository, in_memory: Path) -> None:
    (in_memory / "link").symlink_to(repository.root)
    linked = Repository(in_memory / "link")
    repository.replace(SPEC, "memory_mb: 256", "memory_mb: 512")
    assert linked.podspec("render", str(in_memory / "link" / SPEC)) == 0
    assert "512" in repository.read(DEV)
    assert linked.podspec("check") == 0


def test_another_repository_in_the_place_of_this_one_is_left_alone(
    repository: Repository, outside: Path, in_memory: Path
) -> None:
    """The root itself turns into a symlink, just before the first file is moved."""
    repository.replace(SPEC, "memory_mb: 256", "memory_mb: 512")
    before, moved = _everything(outside), in_memory / "moved"
    program = (
        "import sys, pathlib; from podspec.cli import run; from podspec.pipeline import transaction as t\n"
        "finish, (root, moved, outside) = t._finish, map(pathlib.Path, sys.argv[1:])\n"
        "def swapped(tree, steps, move):\n"
        "    root.rename(moved); root.symlink_to(outside); finish(tree, steps, move)\n"
        "t._finish = swapped; sys.exit(run(['render', '--force']))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, str(repository.root), str(moved), str(outside)],
        cwd=repository.root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 2
    assert ran.stderr.endswith("another folder has taken its place while podspec was at work\n")
    assert _everything(outside) == before
    repository.root.unlink()
    moved.rename(repository.root)
    assert repository.podspec("render") == 0
    assert "512" in repository.read(DEV)
    assert repository.podspec("check") == 0
