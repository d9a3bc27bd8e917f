"""Known faults are planted, one at a time: gates that catch every one of them would catch the next one, too."""

from __future__ import annotations

from pathlib import Path

import pytest
from figures.figure import figure
from honesty import in_files, in_quoting, in_reading, in_templates, in_verdicts
from honesty.fault import ROOT, Fault
from honesty.gates import copy_tree, run

FAULTS = [fault for some in (in_quoting, in_reading, in_files, in_verdicts, in_templates) for fault in some.FAULTS]
GATES = sorted({gate for fault in FAULTS for gate in fault.gates})


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_tree(tmp_path_factory.mktemp("planted"))


def test_there_are_faults_enough_and_no_two_are_one() -> None:
    assert len(FAULTS) >= 40
    assert len({fault.name for fault in FAULTS}) == len({fault[1:4] for fault in FAULTS}) == len(FAULTS)


def test_each_fault_still_fits_the_tree() -> None:
    """A fault whose place has changed would plant nothing."""
    for fault in FAULTS:
        assert (ROOT / fault.file).read_text("utf-8").count(fault.old) == 1, fault.name
        assert fault.old != fault.new, fault.name


def test_each_gate_is_a_test_that_is_there() -> None:
    assert all(fault.gates for fault in FAULTS)
    for gate in GATES:
        file, _, name = gate.partition("::")
        assert f"\ndef {name}(" in (ROOT / file).read_text("utf-8"), gate


def test_a_fault_is_taken_out_again(tmp_path: Path) -> None:
    fault = Fault("", "file", "a", "b", ())
    (tmp_path / "file").write_text("cab")
    with fault.planted(tmp_path):
        assert (tmp_path / "file").read_text() == "cbb"
    assert (tmp_path / "file").read_text() == "cab"


def test_a_fault_that_fits_nowhere_or_twice_is_not_planted(tmp_path: Path) -> None:
    fault = Fault("it", "file", "an", "b", ())
    for text in ("no such text", "banana"):
        (tmp_path / "file").write_text(text)
        with pytest.raises(ValueError, match="times in file"), fault.planted(tmp_path):
            pass


@pytest.mark.long
def test_without_a_fault_every_gate_passes(copy: Path) -> None:
    verdict = run(copy, GATES)
    assert verdict.failed == frozenset()
    assert verdict.passed | verdict.skipped == set(GATES)
    figure(f"{len(FAULTS)} faults are planted, {len(verdict.passed)} gates are there to catch them")


@pytest.mark.long
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_every_gate_of_a_fault_catches_it(fault: Fault, copy: Path) -> None:
    with fault.planted(copy):
        verdict = run(copy, fault.gates)
    assert verdict.failed, verdict
    assert verdict.failed | verdict.skipped == set(fault.gates)
