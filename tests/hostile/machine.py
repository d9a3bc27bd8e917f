"""A machine whose system calls fail or kill when told to, by strace: no code of podspec's knows of the test."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest
from drift.repository import Repository
from hostile.scenes import Scene

import podspec
from podspec.pipeline import templates

#: Calls by which a program changes files, beside an openat that makes one; a system need not have all of them.
WRITES = (
    "?mkdir,mkdirat,write,pwrite64,fsync,fdatasync,?rename,renameat,renameat2,?unlink,unlinkat,?rmdir,ftruncate,"
    "?link,linkat,?symlink,symlinkat,fchmod,?chmod,fchmodat"
)
KILLED = -9
_CALL = re.compile(r"^(?:\d+ +)?([a-z0-9]+)\((.*)$")


class Point(NamedTuple):
    """One system call: its name, and which one of that name in the run it is."""

    name: str
    number: int
    words: str = ""

    def __str__(self) -> str:
        return f"{self.name} {self.number}: {self.words[:120]}"


def strace_works() -> bool:
    """Whether programs can be traced here: some containers do not allow it."""
    if not shutil.which("strace"):
        return False
    return subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True, check=False).returncode == 0


needs_strace = pytest.mark.skipif(not strace_works(), reason="strace is not installed, or may not trace")


#: Imports podspec once, and then is a copy of itself for each run: it stops until it is traced, and goes on.
#: It waits for the disk in one thread, so that each run makes the same calls in the same order.
_COPIER = """
import ctypes, json, os, signal, sys
from podspec.cli import run
from podspec.pipeline import parallel
parallel._WORTH_THREADS = sys.maxsize
answers = os.fdopen(os.dup(1), "w", buffering=1)
os.dup2(2, 1)
for line in sys.stdin:
    root, command, stdout, stderr, traced = json.loads(line)
    pid = os.fork()
    if not pid:
        os.chdir(root)
        os.dup2(os.open(stdout, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 1)
        os.dup2(os.open(stderr, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 2)
        if traced:
            ctypes.CDLL(None).prctl(0x59616D61, -1, 0, 0, 0)  # PR_SET_PTRACER: any process of the user's
            os.kill(os.getpid(), signal.SIGSTOP)
        code = 120
        try:
            code = run(command)
            sys.stdout.flush()
        finally:
            os._exit(code)
    if traced:
        os.waitpid(pid, os.WUNTRACED)
    print(pid, file=answers)
    print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), file=answers)
"""


class Ran(NamedTuple):
    """What came of a run."""

    returncode: int
    stdout: str
    stderr: str


class Machine:
    """Runs podspec, under strace if it is told to, always from the same copy of it and with a cache of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._code = folder / "code"
        no_caches = shutil.ignore_patterns("__pycache__")
        shutil.copytree(Path(podspec.__file__).parent, self._code / "podspec", ignore=no_caches)
        shutil.copytree(templates.root(), self._code / "templates")
        (folder / "cache").mkdir()
        self._copier = self._start()

    def _start(self) -> subprocess.Popen[str]:
        environment = {
            **os.environ,
            "PYTHONPATH": str(self._code),
            "PYTHONHASHSEED": "0",
            "XDG_CACHE_HOME": str(self._folder / "cache"),
        }
        command = [sys.executable, "-c", _COPIER]
        return subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment, cwd=self._folder
        )

    def close(self) -> None:
        """End the process that is copied."""
        self._copier.communicate()

    def run(self, root: Path, command: Iterable[str], *strace: str) -> Ran:
        """Run a command of podspec's in a repository, with these options of strace's if there are any."""
        assert self._copier.stdin
        out, err = self._folder / "stdout", self._folder / "stderr"
        task = [str(root), list(command), str(out), str(err), bool(strace)]
        self._copier.stdin.write(f"{json.dumps(task)}\n")
        self._copier.stdin.flush()
        pid = self._answer()
        tracer = _trace(pid, strace) if strace else None
        code = self._answer()
        if tracer:
            tracer.communicate()
        return Ran(code, out.read_text(), err.read_text())

    def _answer(self) -> int:
        assert self._copier.stdout
        return int(self._copier.stdout.readline())

    def points(self, scene: Scene | Recovery, folder: Path) -> list[Point]:
        """Every call of a scene's whole run that changes files."""
        # The first run fills the caches, so that all later ones make the same calls.
        assert self.run(scene.start(folder / "warm").root, scene.command).returncode == 0
        log, root = folder / "log", scene.start(folder / "counted").root
        strace = ("-y", "-s", "200", "-o", str(log), "-e", f"trace={WRITES},openat")
        assert self.run(root, scene.command, *strace).returncode == 0
        return list(_writing(log.read_text().splitlines()))

    def strike(self, root: Path, command: Iterable[str], point: Point, how: str, *, again: bool = False) -> Ran:
        """Run, and let the chosen call be the last one, or fail; `again`: all later ones of its name, too."""
        inject = f"inject={point.name}:{how}:when={point.number}{'+' * again}"
        return self.run(root, command, "-o", os.devnull, "-e", f"trace={point.name}", "-e", inject)


def _trace(pid: int, options: Iterable[str]) -> subprocess.Popen[bytes]:
    """Trace a process that has stopped, and let it go on."""
    tracer = subprocess.Popen(["strace", "-qq", "-p", str(pid), *options], stderr=subprocess.DEVNULL)
    while "TracerPid:\t0" in Path(f"/proc/{pid}/status").read_text():
        assert tracer.poll() is None
        time.sleep(0.002)
    time.sleep(0.005)  # from the first step of the attachment to the last one
    os.kill(pid, signal.SIGCONT)
    return tracer


def _writing(lines: Iterable[str]) -> Iterator[Point]:
    """The calls in a log of strace's that change files, each with its number among those of its name."""
    seen: Counter[str] = Counter()
    for call in filter(None, map(_CALL.match, lines)):
        seen[call[1]] += 1
        # What goes to a program through a pipe changes no file.
        if (call[1] != "openat" or "O_CREAT" in call[2]) and "<pipe:" not in call[2]:
            yield Point(call[1], seen[call[1]], call[2])


def sample(points: list[Point], count: int, seed: int) -> list[Point]:
    """Some of the points, always the same ones, in their order; all, if there are no more."""
    chosen = set(Random(seed).sample(range(len(points)), min(count, len(points))))  # noqa: S311 - repeatable on purpose
    return [point for number, point in enumerate(points) if number in chosen]


class Recovery:
    """A scene whose command has died at a chosen call: the next one has to recover, and then to do all the rest.

    A journal counts only where it was written, so each copy has to die by itself.
    """

    def __init__(self, machine: Machine, scene: Scene, dies_at: Point) -> None:
        self.machine = machine
        self.scene = scene
        self.dies_at = dies_at
        self.command = scene.command

    def start(self, folder: Path) -> Repository:
        """A copy of the repository in which the command has died."""
        repository = self.scene.start(folder)
        died = self.machine.strike(repository.root, self.command, self.dies_at, "signal=KILL")
        assert died.returncode == KILLED, f"{self.dies_at}: {died}"
        return repository
