"""Runs checkers side by side over a copy of the output."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from threading import Semaphore
from typing import NamedTuple

from podspec.checkers.checker import PROGRAM, SHELLCHECK, BrokenError, Checker, Job, Output
from podspec.model.check import Check, Outcome
from podspec.model.diagnostic import Diagnostic, tidy

#: Programs that run at one time, at least: even on one processor some of them wait for the disk.
_AT_ONCE = 2
#: Seconds after which a checker is given up; the slowest one takes a minute for the largest spec.
_PATIENCE = 900
#: Answers by colour, by questions, or by asking for news, are of no use here.
_VARIABLES = {"NO_COLOR": "1", "CHECKPOINT_DISABLE": "1", "TF_IN_AUTOMATION": "1", "TF_INPUT": "0"}
#: What would make Terraform work in another folder than the copy's, or with other arguments.
_FOREIGN = ("TF_DATA_DIR", "TF_WORKSPACE", "TF_CLI_ARGS")
_VERSION = re.compile(r"\d+\.\d+[\w.+-]*")


class Verdict(NamedTuple):
    """A checker's line in the table, and all that it found."""

    check: Check
    findings: tuple[Diagnostic, ...] = ()


def run(
    checkers: Sequence[Checker], output: Output, tell: Callable[[Sequence[str]], None] = lambda _: None
) -> list[Verdict]:
    """The verdict of each checker, in order. One that is not installed, or breaks, has one, too.

    `tell` is given the names of those that are still at work, whenever one is done.
    """
    turns = Semaphore(max(_AT_ONCE, os.cpu_count() or 1))
    with ThreadPoolExecutor(max(1, len(checkers))) as threads:
        futures = {threads.submit(judge, one, output, turns): one.name for one in checkers}
        tell(list(futures.values()))
        for _ in as_completed(futures):
            tell([name for future, name in futures.items() if not future.done()])
    return [future.result() for future in futures]


def judge(checker: Checker, output: Output, turns: Semaphore) -> Verdict:
    """The verdict of one checker, which waits for one of the `turns` before each program that it starts."""
    program = found(*checker.programs)
    if program is None:
        return Verdict(Check(checker.name, Outcome.ABSENT, note=checker.get))
    files, lacks = checker.files(output), checker.lacks(output)
    version = _version(program, checker.ask_version)
    if lacks or not files:
        note = lacks or "there is no file for it"
        return Verdict(Check(checker.name, Outcome.LEFT_OUT, version, len(files), note=note))
    try:
        said, seconds = _said(checker, program, output, files, turns)
    except (BrokenError, OSError, subprocess.TimeoutExpired) as error:
        return Verdict(Check(checker.name, Outcome.BROKEN, version, len(files), note=str(error)))
    findings = tidy(said)
    outcome = Outcome.FINDINGS if findings else Outcome.CLEAN
    return Verdict(Check(checker.name, outcome, version, len(files), len(findings), seconds), findings)


def _said(
    checker: Checker, program: str, output: Output, files: list[str], turns: Semaphore
) -> tuple[list[Diagnostic], float]:
    """What a checker finds in all its jobs, and the seconds that it worked."""

    def do(job: Job) -> tuple[list[Diagnostic], float]:
        with turns:
            start = time.monotonic()
            return _answer(checker, program, output, job), time.monotonic() - start

    jobs = list(checker.jobs(output, files))
    with ThreadPoolExecutor(1 if checker.one_by_one else max(1, len(jobs))) as threads:
        done = list(threads.map(do, jobs))
    return [found for findings, _ in done for found in findings], sum(seconds for _, seconds in done)


def found(*programs: str) -> str | None:
    """Where a program is: on PATH, or beside the Python that runs podspec."""
    beside = str(Path(sys.executable).parent)
    return next((path for one in programs if (path := shutil.which(one) or shutil.which(one, path=beside))), None)


def _version(program: str, ask: tuple[str, ...]) -> str:
    """What a program calls itself; nothing if it will not say."""
    try:
        done = subprocess.run(  # noqa: S603 - a program that was found on PATH by a fixed name
            [program, *ask], capture_output=True, text=True, errors="replace", check=False, timeout=60, env=_env()
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    said = _VERSION.search(done.stdout)
    return said[0] if said else ""


def _answer(checker: Checker, program: str, output: Output, job: Job) -> list[Diagnostic]:
    """What a checker found in one job.

    Raises:
        BrokenError: if it gave no answer.
        OSError: if it could not be started.
        subprocess.TimeoutExpired: if it never ended.
    """
    for command in job.commands[:-1]:
        done = _call(program, command, output, job)
        if done.returncode:
            raise BrokenError(f"{command[1]} in {job.folder}: {_reason(done)}")
    done = _call(program, job.commands[-1], output, job)
    if done.returncode not in checker.exits:
        raise BrokenError(f"exit code {done.returncode}: {_reason(done)}")
    try:
        findings = list(checker.read(output, job, done.stdout))
    except BrokenError as error:
        raise BrokenError(f"{error}: {_reason(done)}") from None
    if done.returncode and not findings:
        raise BrokenError(f"it failed and named no finding: {_reason(done)}")
    return findings


def _call(program: str, command: tuple[str, ...], output: Output, job: Job) -> subprocess.CompletedProcess[str]:
    names = {PROGRAM: program, SHELLCHECK: found("shellcheck") or ""}
    words = [_filled(word, names) for word in command]
    return subprocess.run(  # noqa: S603 - a checker's own fixed command line, over paths of the copy
        words,
        cwd=output.root / job.folder,
        env={**_env(), **dict(job.variables)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        timeout=_PATIENCE,
    )


def _filled(word: str, names: dict[str, str]) -> str:
    for name, value in names.items():
        word = word.replace(name, value)
    return word


def _env() -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith(_FOREIGN)}
    return {**own, **_VARIABLES}


def _reason(done: subprocess.CompletedProcess[str]) -> str:
    """The line in which a program most likely says what is wrong."""
    lines = [line.strip("│╷╵ \t") for line in f"{done.stdout}\n{done.stderr}".splitlines()]
    said = [line for line in lines if line]
    errors = [line for line in said if "error" in line.lower()]
    return (errors or said or [f"exit code {done.returncode}"])[0 if errors else -1]
