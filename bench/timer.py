"""Times whole processes, interleaved, so that the drift of a shared machine hits all of them alike.

Every round runs each subject once, in an order that rotates. Ratios are taken round by round, between runs that
stood side by side, and the median is quoted: it moves far less than the times themselves.
"""

from __future__ import annotations

import os
import resource
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Subject:
    """A command to time. `place` gives the folder to run it in; it is called before every run, untimed.

    One that takes long is run in the first `rounds` rounds only; without a number it is run in all.
    """

    name: str
    command: tuple[str, ...]
    place: Callable[[], Path]
    rounds: int | None = None


@dataclass(frozen=True)
class Sample:
    """One run: wall and processor time (the command and all that it waited for) in seconds, peak memory in MB."""

    wall: float
    cpu: float
    peak_mb: float


class FailedError(Exception):
    """A subject failed: its time would be the time of something else."""


def measure(subjects: Sequence[Subject], rounds: int, log: Path) -> dict[str, list[Sample]]:
    """Run every subject in `rounds` rounds after one round to warm up; `log` holds the output of the last run.

    Returns:
        The samples of each subject, by name; the n-th ones of all subjects belong to one round.

    Raises:
        FailedError: if a command does not exit with 0.
    """
    samples: dict[str, list[Sample]] = {subject.name: [] for subject in subjects}
    for number in range(rounds + 1):
        _show_progress(number, rounds)
        running = [subject for subject in subjects if subject.rounds is None or number <= subject.rounds]
        first = number % len(running)
        for subject in (*running[first:], *running[:first]):
            sample = run_once(subject, log)
            if number:
                samples[subject.name].append(sample)
    _show_progress(0, 0)
    return samples


def own_peak_mb() -> float:
    """This process's own peak memory, below which no subject's can be seen.

    Linux counts the memory of whoever starts a process into that process's peak: exec hands on the mark of the
    image it replaces (`exec_mmap` in Linux's fs/exec.c, by `setmax_mm_hiwater_rss`; 2026-11).
    """
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def run_once(subject: Subject, log: Path) -> Sample:
    """Run one subject; `log` holds its output.

    Raises:
        FailedError: if it does not exit with 0.
    """
    command = subject.command
    with chdir(subject.place()):
        begin = time.perf_counter()
        child = os.posix_spawnp(command[0], command, os.environ, file_actions=_output_to(log))
        _, status, used = os.wait4(child, 0)
        wall = time.perf_counter() - begin
    if status:
        said = log.read_text(encoding="utf-8", errors="replace")
        code = os.waitstatus_to_exitcode(status)
        raise FailedError(f"{subject.name}: exit code {code} from {' '.join(command)}\n{said}")
    return Sample(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def _output_to(log: Path) -> list[tuple[int, int, str, int, int] | tuple[int, int, int]]:
    """Standard output and error into a file, as in a script: podspec writes no colour and no progress there."""
    opened = (os.POSIX_SPAWN_OPEN, 1, str(log), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    return [opened, (os.POSIX_SPAWN_DUP2, 1, 2)]


def _show_progress(number: int, rounds: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\rround {number} of {rounds}" if rounds else "\r\033[K")
        sys.stderr.flush()
