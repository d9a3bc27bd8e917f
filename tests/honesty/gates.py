"""Runs gates in a copy of the tree, each time in a process of its own that has not seen podspec yet."""

from __future__ import annotations

import compileall
import os
import shutil
import sys
from collections.abc import Iterable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from py_compile import PycInvalidationMode
from typing import NamedTuple

import pytest
from honesty.fault import ROOT

#: What no gate reads, or what a copy must make anew.
_LEFT_OUT = shutil.ignore_patterns(".git", ".venv", ".podspec", "bench", "__pycache__", ".*_cache", ".hypothesis")
#: What takes a process the longest to import, and is no part of podspec.
_FOREIGN = ("pytest", "hypothesis", "pydantic", "click", "jinja2", "ruamel.yaml")
_OPTIONS = (
    *("-q", "--no-header", "--tb=no", "-p", "no:cacheprovider", "-m", "not long", "--hypothesis-seed=0"),
    # What is imported beforehand.
    *("-W", "ignore::pytest.PytestAssertRewriteWarning"),
)


class Verdict(NamedTuple):
    """The tests that passed and those that failed, without their parameters."""

    passed: frozenset[str]
    failed: frozenset[str]


def copy_tree(folder: Path) -> Path:
    """A copy of the tree, in which a byte of a module that changes is never overlooked for an old compilation."""
    copy = folder / "copy"
    shutil.copytree(ROOT, copy, symlinks=True, ignore=_LEFT_OUT)
    compileall.compile_dir(copy / "podspec", quiet=2, invalidation_mode=PycInvalidationMode.CHECKED_HASH)
    return copy


def run(root: Path, gates: Iterable[str]) -> Verdict:
    """Run tests of the short run, in a copy of the tree."""
    context = get_context("forkserver")
    context.set_forkserver_preload(list(_FOREIGN))
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(root, [*gates], theirs))
    process.start()
    theirs.close()
    try:
        verdict: Verdict = ours.recv()
    finally:
        process.join()
    return verdict


class _Listener:
    """Hears what becomes of each test."""

    def __init__(self) -> None:
        self.passed: set[str] = set()
        self.failed: set[str] = set()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """One step of one test."""
        into = self.failed if report.failed else self.passed
        if report.failed or report.when == "call":
            into.add(report.nodeid.partition("[")[0])

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A file that could not even be read."""
        if report.failed:
            self.failed.add(report.nodeid)


def _run(root: Path, gates: list[str], answer: Connection) -> None:
    os.chdir(root)
    os.environ |= {"PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"}
    sys.dont_write_bytecode = True
    sys.path[:] = [str(root), *(one for one in sys.path if not _is_of_the_tree(one))]
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    heard = _Listener()
    pytest.main([*_OPTIONS, *gates], plugins=[heard])
    answer.send(Verdict(frozenset(heard.passed - heard.failed), frozenset(heard.failed)))


def _is_of_the_tree(path: str) -> bool:
    return Path(path) in {ROOT, ROOT / "tests"}
