"""SECURITY.md: each promise names the tests that prove it, and each of them is there."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from docs.pages import ROOT

PAGE = ROOT / "SECURITY.md"
_PROMISE = re.compile(r"^### \d+\. ", re.MULTILINE)
_GATE = re.compile(r"^\| \[(?P<named>[^\]]+)\]\((?P<leads_to>[^)]+)\) \|(?P<tries>[^|]+)\|", re.MULTILINE)
_TEST = re.compile(r"`(test_\w+)`")
_PATH = re.compile(r"tests/[\w/.]+")


class Gate(NamedTuple):
    """A row of a promise."""

    named: str
    leads_to: str
    tests: tuple[str, ...]


def _gates(text: str) -> Iterator[Gate]:
    for row in _GATE.finditer(text):
        yield Gate(row["named"], row["leads_to"], tuple(_TEST.findall(row["tries"])))


def _tests_in(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def _faults(text: str) -> list[str]:
    """What the page says that is not so."""
    promises = _PROMISE.split(text)[1:]
    silent = [promise.partition("\n")[0] for promise in promises if not list(_gates(promise))]
    found = [f"no gate: {promise}" for promise in silent]
    found += [f"no such file: {path}" for path in _PATH.findall(text) if not (ROOT / path).is_file()]
    found += [f"{gate.named} leads to {gate.leads_to}" for gate in _gates(text) if gate.named != gate.leads_to]
    for gate in _gates(text):
        there = _tests_in(ROOT / gate.named) if (ROOT / gate.named).is_file() else set()
        found += [f"no test in {gate.named}: {name}" for name in gate.tests if name not in there]
        if not any(name.startswith("test_") for name in there):
            found.append(f"nothing is tested in {gate.named}")
    return found


def test_every_promise_has_a_gate_and_every_gate_is_there() -> None:
    text = PAGE.read_text("utf-8")
    assert len(_PROMISE.findall(text)) >= 7
    assert len(list(_gates(text))) >= 25
    assert _faults(text) == []


def test_a_gate_that_is_gone_is_noticed() -> None:
    row = "| [tests/docs/test_security.py](tests/docs/test_security.py) | `test_that_is_gone` | |"
    gone = "| [tests/docs/test_gone.py](tests/docs/test_links.py) | nothing | |"
    assert _faults(f"### 1. Silent\n\n### 2. Told\n\n{row}\n{gone}\n") == [
        "no gate: Silent",
        "no such file: tests/docs/test_gone.py",
        "tests/docs/test_gone.py leads to tests/docs/test_links.py",
        "no test in tests/docs/test_security.py: test_that_is_gone",
        "nothing is tested in tests/docs/test_gone.py",
    ]


def test_every_attack_of_the_tests_stands_on_the_page() -> None:
    """A new gate among the hostile tests is a promise that somebody should be able to read."""
    text = PAGE.read_text("utf-8")
    hostile = sorted((ROOT / "tests" / "hostile").rglob("test_*.py"))
    unnamed = [path.relative_to(ROOT).as_posix() for path in hostile]
    assert [path for path in unnamed if path not in text] == []


def test_nobody_is_asked_to_write_a_letter() -> None:
    """Reports go through GitHub, which keeps them private."""
    assert "@" not in PAGE.read_text("utf-8")
