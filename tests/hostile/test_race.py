"""Many processes render and check one tree while its specs are edited: whatever one says, it was so."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from drift.repository import SPEC, TEXT, Repository, new_repository
from figures.figure import figure

#: How many processes, and how often each of them renders or checks.
QUICK = (6, 4)
LONG = (32, 50)
#: Seconds between two edits.
_PAUSE = 0.15
_OTHER_SPEC = "specs/other/service.yaml"
_TEXT = f"{TEXT}foundation: existing\n"
_OTHER_TEXT = _TEXT.replace("name: hello", "name: other")
#: The other version of each spec: one has other bytes in many files, one has other files.
_EDITED = {
    SPEC: _TEXT.replace("memory_mb: 256", "memory_mb: 512"),
    _OTHER_SPEC: _OTHER_TEXT.replace("prod: {", "live: {"),
}
_WRITTEN = {SPEC: _TEXT, _OTHER_SPEC: _OTHER_TEXT}
_BUSY = re.compile(
    r"(?:waiting for process \d+ \(podspec [a-z]+\) to finish, at most 5 seconds\n)?"
    r"(?:error: \.podspec/lock: another podspec is writing here: "
    r"(?:process \d+ \(podspec [a-z]+\)|one render after the other); "
    r"waited 5 seconds, run again when it is done\n)?"
)
#: One of the processes: renders and checks by turns, and says what came of each.
_WORKER = """
import contextlib, io, json, sys
from podspec.cli import run
for number in range(int(sys.argv[1])):
    command = ["check", "--report", "json"] if number % 2 else ["render"]
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(command)
    print(json.dumps([command[0], code, out.getvalue(), err.getvalue()]), flush=True)
"""
Answer = tuple[str, int, str, str]
Drifts = frozenset[str]


def test_no_process_says_what_never_was(in_memory: Path) -> None:
    _race(in_memory, *QUICK)


@pytest.mark.long
def test_none_of_very_many_processes_says_what_never_was(in_memory: Path) -> None:
    _race(in_memory, *LONG)


def _race(in_memory: Path, processes: int, rounds: int) -> None:
    repository = _repository(in_memory / "root")
    true = {spec: _true_drifts(repository, spec) for spec in _WRITTEN}
    workers = [Worker(repository, rounds, in_memory / f"said-{number}") for number in range(processes)]
    edits = _edit_while(repository, workers)
    answers = [answer for worker in workers for answer in worker.answers()]
    assert len(answers) == processes * rounds
    said = Counter(_judged(answer, true) for answer in answers)
    assert repository.podspec("render") == 0
    assert repository.podspec("check") == 0
    assert {path.name for path in (repository.root / ".podspec").iterdir()} == {"lock", ".gitignore"}
    figure(f"{processes} processes, {rounds} rounds, {edits} edits: {dict(sorted(said.items()))}")
    assert said["check: no drift"] + said["check: drift"] > 0


def _repository(root: Path) -> Repository:
    made = new_repository(root, _TEXT)
    made.write(_OTHER_SPEC, _OTHER_TEXT)
    assert made.podspec("render") == 0
    return made


def _true_drifts(repository: Repository, spec: str) -> set[Drifts]:
    """What check may say of one spec: nothing, or that either version is written and the other one rendered."""
    found: set[Drifts] = {frozenset()}
    for text in (_EDITED[spec], _WRITTEN[spec]):
        repository.write(spec, text)
        found.add(_drifts_in(_check(repository), spec))
        assert repository.podspec("render") == 0
    assert len(found) == 3
    return found


def _check(repository: Repository) -> dict[str, Any]:
    ran = subprocess.run(
        [sys.executable, "-m", "podspec", "check", "--report", "json"],
        cwd=repository.root,
        capture_output=True,
        check=False,
    )
    return dict(json.loads(ran.stdout))


def _drifts_in(report: dict[str, Any], spec: str) -> Drifts:
    """The drifts of one spec, each with its cause and its diff."""
    name = spec.split("/")[1]
    mine = re.compile(rf"(?:specs|generated)/{name}/|\.github/workflows/{name}\b")
    return frozenset(json.dumps(one) for one in report["drifts"] if mine.match(one["path"]))


class Worker:
    """One of the processes. What it says goes to a file: a pipe that nobody reads yet would stop it."""

    def __init__(self, repository: Repository, rounds: int, said: Path) -> None:
        self.said = said
        command = [sys.executable, "-c", _WORKER, str(rounds)]
        with said.open("w") as file:
            self.running = subprocess.Popen(command, cwd=repository.root, stdout=file)

    def answers(self) -> Iterator[Answer]:
        """All that it said."""
        assert self.running.wait() == 0
        for line in self.said.read_text().splitlines():
            command, code, stdout, stderr = json.loads(line)
            yield command, code, stdout, stderr


def _edit_while(repository: Repository, workers: list[Worker]) -> int:
    """Save the specs, now in one version and now in the other one, until all processes are done."""
    versions = cycle([(SPEC, _EDITED), (_OTHER_SPEC, _EDITED), (SPEC, _WRITTEN), (_OTHER_SPEC, _WRITTEN)])
    edits = 0
    while any(worker.running.poll() is None for worker in workers):
        spec, texts = next(versions)
        # As editors do it, so that nobody reads half of it.
        repository.write(f"{spec}.new", texts[spec])
        (repository.root / f"{spec}.new").replace(repository.root / spec)
        edits += 1
        time.sleep(_PAUSE)
    return edits


def _judged(answer: Answer, true: dict[str, set[Drifts]]) -> str:
    """What an answer says, which must be something that was so."""
    command, code, stdout, stderr = answer
    assert _BUSY.fullmatch(stderr), answer
    if code == 2:
        assert "another podspec is writing here" in stderr, answer
        return f"{command}: another one is writing"
    if command == "render":
        assert code == 0, answer
        return "render: done"
    report = json.loads(stdout)
    assert not report["findings"], report["findings"]
    drifts = {spec: _drifts_in(report, spec) for spec in true}
    assert sum(map(len, drifts.values())) == len(report["drifts"]), report["drifts"]
    assert code == bool(report["drifts"])
    for spec, found in drifts.items():
        assert found in true[spec], (spec, sorted(found)[:20])
    return "check: drift" if report["drifts"] else "check: no drift"


# -- a holder that stops, and one that dies ------------------------------------------------------------------


_HOLDER = """
import sys, time
from pathlib import Path
from podspec.pipeline.lock import held
from podspec.pipeline.tree import Tree
with held(Tree(Path.cwd()), "podspec render"):
    print("held", flush=True)
    time.sleep(60)
"""


def test_whoever_waits_is_told_for_whom_and_how_long_and_a_dead_holder_blocks_nobody(in_memory: Path) -> None:
    repository = new_repository(in_memory / "root")
    command = [sys.executable, "-c", _HOLDER]
    holder = subprocess.Popen(command, cwd=repository.root, stdout=subprocess.PIPE, text=True)
    assert holder.stdout
    assert holder.stdout.readline() == "held\n"
    waiting = subprocess.Popen(
        [sys.executable, "-m", "podspec", "render"],
        cwd=repository.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert waiting.stderr
    told = waiting.stderr.readline()
    assert told == f"waiting for process {holder.pid} (podspec render) to finish, at most 5 seconds\n"
    os.kill(holder.pid, signal.SIGKILL)
    holder.communicate()
    assert (waiting.wait(), waiting.communicate()[1]) == (0, "")
