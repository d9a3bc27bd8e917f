"""Whatever a disk can refuse, at each call that changes files and at reads: one plain line, nothing lost."""

from __future__ import annotations

import errno
import os
import re
import resource
import shutil
import subprocess
import sys
from collections import Counter
from itertools import cycle
from pathlib import Path
from typing import TextIO

import pytest
from drift.repository import DEV, MANIFEST, OUTPUT, SPEC, Repository
from figures.figure import figure
from hostile.machine import Point, Ran, needs_strace, sample
from hostile.scenes import SCENES
from hostile.stages import Stage, Stages

ERRORS = ("ENOSPC", "EIO", "EROFS", "EACCES", "EMFILE", "EDQUOT", "EINTR")
#: A disk that is full or cannot be written to stays so for a while.
_STAY = {"ENOSPC", "EROFS", "EDQUOT"}
#: Without these nobody could read, or say what is wrong.
_ALSO_READ = {"openat", "write"}
#: The folders that a render makes.
_MADE = {".podspec", ".github", "generated"}
_SEED = 20261123
_ONE_LINE = re.compile(r"error: (?P<file>[^\n]+): (?P<cause>[^\n:]+)\n")


@needs_strace
def test_what_a_disk_refuses_is_one_plain_line_and_nothing_is_lost(stages: Stages, in_memory: Path) -> None:
    stage = stages.of("update")
    _refuse(stage, sample(stage.points, len(ERRORS), _SEED), in_memory)


@needs_strace
@pytest.mark.long
@pytest.mark.parametrize("name", SCENES)
def test_what_a_disk_refuses_at_any_call_is_one_plain_line(name: str, stages: Stages, in_memory: Path) -> None:
    stage = stages.of(name)
    _refuse(stage, stage.points, in_memory)


def _refuse(stage: Stage, points: list[Point], in_memory: Path) -> None:
    """Let each call fail, with one error after the other."""
    codes: Counter[str] = Counter()
    for number, (point, error) in enumerate(zip(points, cycle(ERRORS), strict=False)):
        repository = stage.scene.start(in_memory / f"root-{number}")
        stays = error in _STAY and number % 2 == 0 and point.name not in _ALSO_READ
        done = stage.machine.strike(repository.root, stage.scene.command, point, f"error={error}", again=stays)
        codes[f"exit {done.returncode}"] += 1
        _judge(stage, repository, done, point, error)
        assert repository.podspec(*stage.scene.command) == 0, point
        stage.scene.assert_done(repository)
        shutil.rmtree(repository.root)
    figure(f"{len(points)} calls that change files failed, by {', '.join(ERRORS)}: {dict(codes)}, nothing lost")


def _judge(stage: Stage, repository: Repository, done: Ran, point: Point, error: str) -> None:
    what = f"{point}, {error}: {done}"
    stage.scene.assert_each_file_is_whole(repository)
    stage.scene.assert_nothing_is_left_over(repository)
    if done.returncode == 0:
        assert not done.stderr, what
        stage.scene.assert_done(repository)
        return
    assert done.returncode == 2, what
    said = _ONE_LINE.fullmatch(done.stderr)
    assert said, what
    assert said["cause"] == os.strerror(getattr(errno, error)), what
    # A folder that a first render has made for the file is gone again.
    first = said["file"].split("/")[0]
    assert (repository.root / first).exists() or first in {*_MADE, "standard output"}, what


# -- reads -------------------------------------------------------------------------------------------------------


@needs_strace
@pytest.mark.parametrize(
    ("call", "path"), [("read", DEV), ("read", MANIFEST), ("read", SPEC), ("getdents64", f"{OUTPUT}/terraform")]
)
def test_what_cannot_be_read_is_named(call: str, path: str, stages: Stages, in_memory: Path) -> None:
    stage = stages.of("adoption")
    repository = stage.scene.start(in_memory / "root")
    assert repository.podspec("render", "--force", "--adopt") == 0
    file = repository.root / path
    options = ("-o", os.devnull, "-P", str(file), "-e", f"trace={call}", "-e", f"inject={call}:error=EIO")
    done = stage.machine.run(repository.root, ("check",), *options)
    said = _ONE_LINE.fullmatch(done.stderr)
    assert said, done
    assert (done.returncode, said["cause"]) == (2, "Input/output error")
    # Of a folder, what is read in it may be named by the folder that the look began at.
    assert file.is_relative_to(repository.root / said["file"]), done
    assert not done.stdout


# -- real limits, without a tracer -------------------------------------------------------------------------------


def _limited(repository: Repository, limit: int, value: int) -> subprocess.CompletedProcess[str]:
    program = (
        f"import resource, sys; resource.setrlimit({limit}, ({value}, {value}))\n"
        "from podspec.cli import run; sys.exit(run(['render', '--force']))"
    )
    command = [sys.executable, "-c", program]
    return subprocess.run(command, cwd=repository.root, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("limit", "value", "cause"),
    [
        (resource.RLIMIT_FSIZE, 4_096, "File too large"),
        *((resource.RLIMIT_NOFILE, value, "Too many open files") for value in (6, 9, 12)),
    ],
)
def test_a_limit_of_the_system_is_one_plain_line(limit: int, value: int, cause: str, in_memory: Path) -> None:
    scene = SCENES["update"](in_memory)
    repository = scene.start(in_memory / "root")
    done = _limited(repository, limit, value)
    said = _ONE_LINE.fullmatch(done.stderr)
    assert said, done
    assert (done.returncode, said["cause"]) == (2, cause)
    scene.assert_each_file_is_whole(repository)
    scene.assert_nothing_is_left_over(repository)
    assert repository.podspec(*scene.command) == 0
    scene.assert_done(repository)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no disk that is always full")
def test_a_report_that_finds_no_room_is_one_plain_line(in_memory: Path) -> None:
    root = SCENES["adoption"](in_memory).before.root
    command = [sys.executable, "-m", "podspec", "check"]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, cwd=root, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, "error: standard output: No space left on device\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no disk that is always full")
def test_a_report_file_that_finds_no_room_is_named(in_memory: Path) -> None:
    root = SCENES["adoption"](in_memory).before.root
    command = [sys.executable, "-m", "podspec", "check", "--report", "json=/dev/full"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, "error: /dev/full: No space left on device\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no disk that is always full")
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("asked", ["--version", "--help"])
def test_an_answer_that_finds_no_room_is_one_plain_line(asked: str, unbuffered: str) -> None:
    with Path("/dev/full").open("w") as full:
        done = _ask(asked, unbuffered=unbuffered, stdout=full)
    assert (done.returncode, done.stderr) == (2, "error: input/output: No space left on device\n")


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("asked", ["--version", "--help"])
def test_a_reader_that_has_left_is_no_error(asked: str, unbuffered: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w") as nobody:
        done = _ask(asked, unbuffered=unbuffered, stdout=nobody)
    assert (done.returncode, done.stderr) == (0, "")


def _ask(asked: str, *, unbuffered: str, stdout: TextIO) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    command = [sys.executable, "-m", "podspec", asked]
    return subprocess.run(command, stdout=stdout, stderr=subprocess.PIPE, text=True, check=False, env=environment)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no disk that is always full")
def test_an_error_that_nobody_can_be_told_of_still_has_its_exit_code(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "podspec", "validate", "nowhere"]
    with Path("/dev/full").open("w") as full:
        assert subprocess.run(command, cwd=tmp_path, stderr=full, check=False).returncode == 2
