"""Runs gates in a copy of the tree, each time in a process of its own that has not seen podspec yet."""

from __future__ import annotations

import compileall
import os
import resource
import shutil
import sys
from collections.abc import Iterable
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from py_compile import PycInvalidationMode
from signal import SIGKILL
from typing import NamedTuple

import pytest
from honesty.fault import ROOT
from hypothesis import Phase, settings

#: What no gate reads, or what a copy must make anew.
_LEFT_OUT = shutil.ignore_patterns(".git", ".venv", ".podspec", "bench", "__pycache__", ".*_cache", ".hypothesis")
#: Seconds after which gates hang: they take less than a tenth of it.
_PATIENCE, _QUICK_PATIENCE = 900, 90
#: Bytes that gates may take: a mistake that makes a loop run for ever is not to fill the machine's memory first.
_MOST_MEMORY = 4 << 30
#: What takes a process the longest to import, and is no part of podspec.
_FOREIGN = ("pytest", "hypothesis", "pydantic", "click", "jinja2", "ruamel.yaml")
_OPTIONS = (
    *("-q", "--no-header", "--tb=no", "-p", "no:cacheprovider", "-m", "not long", "--hypothesis-seed=0"),
    # What is imported beforehand.
    *("-W", "ignore::pytest.PytestAssertRewriteWarning"),
)
_QUICK = ("-x", "--hypothesis-profile=quick")


class Verdict(NamedTuple):
    """The tests that passed, those that failed, and those that this machine lacks a tool for; no parameters."""

    passed: frozenset[str]
    failed: frozenset[str]
    skipped: frozenset[str]


def copy_tree(folder: Path) -> Path:
    """A copy of the tree, in which a byte of a module that changes is never overlooked for an old compilation."""
    copy = folder / "copy"
    shutil.copytree(ROOT, copy, symlinks=True, ignore=_LEFT_OUT)
    compileall.compile_dir(copy / "podspec", quiet=2, invalidation_mode=PycInvalidationMode.CHECKED_HASH)
    return copy


def run(root: Path, gates: Iterable[str], *, quick: bool = False) -> Verdict:
    """Run tests of the short run, in a copy of the tree.

    Args:
        root: the copy.
        gates: tests, or whole files of them.
        quick: stop at the first failure, after a few examples of each law.

    Raises:
        TimeoutError: if they do not come to an end.
    """
    gates, patience = list(gates), _QUICK_PATIENCE if quick else _PATIENCE
    context = get_context("forkserver")
    context.set_forkserver_preload(list(_FOREIGN))
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(root, [*_OPTIONS, *(_QUICK if quick else ()), *gates], theirs))
    process.start()
    theirs.close()
    try:
        if not ours.poll(patience):
            raise TimeoutError(f"the gates have not closed after {patience} seconds: {', '.join(gates)}")
        verdict: Verdict = ours.recv()
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid or 0, SIGKILL)
        process.join()
    return verdict


class _Listener:
    """Hears what becomes of each test."""

    def __init__(self) -> None:
        self.heard: dict[str, set[str]] = {"passed": set(), "failed": set(), "skipped": set()}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """One step of one test."""
        if report.when == "call" or not report.passed:
            self.heard[report.outcome].add(report.nodeid.partition("[")[0])

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A file that could not even be read."""
        if report.failed:
            self.heard["failed"].add(report.nodeid)

    def verdict(self) -> Verdict:
        """A test passes if none of its parameters fails."""
        passed, failed, skipped = self.heard["passed"], self.heard["failed"], self.heard["skipped"]
        return Verdict(frozenset(passed - failed), frozenset(failed), frozenset(skipped - passed - failed))


def _run(root: Path, arguments: list[str], answer: Connection) -> None:
    os.setsid()
    resource.setrlimit(resource.RLIMIT_DATA, (_MOST_MEMORY, _MOST_MEMORY))
    os.chdir(root)
    os.environ |= {"PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"}
    sys.dont_write_bytecode = True
    sys.path[:] = [str(root), *(one for one in sys.path if not _is_of_the_tree(one))]
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    settings.register_profile("quick", deadline=None, max_examples=20, phases=[Phase.explicit, Phase.generate])
    heard = _Listener()
    try:
        pytest.main(arguments, plugins=[heard])
    finally:
        # What failed may have left a process behind, of which pytest complains in the end.
        answer.send(heard.verdict())


def _is_of_the_tree(path: str) -> bool:
    return Path(path) in {ROOT, ROOT / "tests"}
