"""Hostile files: each gets exactly the findings that its construction asks for, at the exact line and column."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from time import process_time

import pytest
from figures.figure import figure
from hostile.corpus import CASES, FAMILIES, PINS, POLICIES, Case
from specimens import AS_OF

from podspec.compiler import analyse_bytes
from podspec.model.diagnostic import Diagnostic
from podspec.model.layout import PINS_FILE, POLICY_FILE
from podspec.pipeline.pages import codes
from podspec.pipeline.pins import Pins
from podspec.pipeline.policy import read_policy

#: In the short run, every so many cases of a large family.
STEP = 8
SMALL = 60
FILE = "service.yaml"
#: Codes that no single file can raise, and where they are raised.
ELSEWHERE = {
    **dict.fromkeys(("PS270", "PS271", "PS272"), "a policy and a spec: tests/unit/pipeline/test_judge.py"),
    **dict.fromkeys(("PS280", "PS281"), "two specs: tests/unit/pipeline/test_collide.py"),
    **dict.fromkeys(("PS290", "PS291"), "an estimate: tests/unit/cost/test_findings.py"),
}


def _places(found: Iterable[Diagnostic]) -> list[tuple[str, int, int]]:
    return sorted((one.code, *(one.primary.span[:2] if one.primary.span else (0, 0))) for one in found)


def _of_spec(case: Case, _folder: Path) -> tuple[Diagnostic, ...]:
    return analyse_bytes(case.data, FILE, AS_OF).diagnostics


def _of_policy(case: Case, folder: Path) -> tuple[Diagnostic, ...]:
    (folder / POLICY_FILE).write_bytes(case.data)
    return read_policy(folder, AS_OF).diagnostics


def _of_pins(case: Case, folder: Path) -> tuple[Diagnostic, ...]:
    (folder / PINS_FILE).write_bytes(case.data)
    return Pins(folder).diagnostics


def _judge(
    cases: Iterable[Case], folder: Path, look: Callable[[Case, Path], tuple[Diagnostic, ...]] = _of_spec
) -> tuple[int, float]:
    """Judge cases; how many, and the processor time that the slowest took."""
    count, slowest, wrong = 0, 0.0, []
    for case in cases:
        started = process_time()
        found = _places(look(case, folder))
        slowest, count = max(slowest, process_time() - started), count + 1
        if found != sorted(case.expected):
            wrong.append(f"{case.name}: expected {sorted(case.expected)[:5]}, found {found[:5]}")
    assert not wrong, "\n".join(wrong)
    return count, slowest


@pytest.mark.parametrize("family", FAMILIES)
def test_a_hostile_spec_gets_what_it_asks_for(family: str, tmp_path: Path) -> None:
    cases = FAMILIES[family]
    _judge(cases[:: STEP if len(cases) > SMALL else 1], tmp_path)


@pytest.mark.long
def test_every_hostile_spec_gets_what_it_asks_for(tmp_path: Path) -> None:
    count, slowest = _judge(CASES, tmp_path)
    figure(f"{count} hostile specs in {len(FAMILIES)} families; the slowest took {slowest * 1000:.0f} ms")


def test_a_hostile_policy_gets_what_it_asks_for(tmp_path: Path) -> None:
    count, slowest = _judge(POLICIES, tmp_path, _of_policy)
    figure(f"{count} hostile policies; the slowest took {slowest * 1000:.0f} ms")


def test_hostile_pins_get_what_they_ask_for(tmp_path: Path) -> None:
    _judge(PINS, tmp_path, _of_pins)


def test_the_corpus_is_large_and_says_a_thing_once() -> None:
    assert len(CASES) >= 1_000
    assert len(FAMILIES) >= 25
    assert len({case.name for case in CASES}) == len(CASES)
    assert len({case.data for case in CASES}) >= len(CASES) * 0.95


def test_the_corpus_raises_every_code_that_a_file_can_raise() -> None:
    raised = {code for case in (*CASES, *POLICIES, *PINS) for code, _, _ in case.expected}
    assert {code for code in codes() if code < "PS3"} - raised == set(ELSEWHERE)
