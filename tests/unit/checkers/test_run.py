"""Checkers side by side: absent, broken, hanging and talkative ones."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from checking import output, program, verdict

from podspec.checkers.checker import PROGRAM, BrokenError, Checker, Job, Output, Words, ending, told
from podspec.checkers.run import run
from podspec.model.check import Outcome
from podspec.model.diagnostic import Diagnostic


def _read(over: Output, _job: Job, answer: str) -> Iterable[Diagnostic]:
    if "nonsense" in answer:
        raise BrokenError("it gave nonsense")
    return told(over, [Words("X1", "style", line, "a.txt") for line in answer.splitlines()])


def _checker(name: str) -> Checker:
    jobs = [Job(".", ((PROGRAM, "first"), (PROGRAM, "second")))]
    return Checker(name, (name,), "get it there", ending(".txt"), lambda *_: jobs, _read)


@pytest.mark.parametrize(
    ("script", "outcome", "note"),
    [
        ("exit 0", Outcome.CLEAN, ""),
        ('[ "$1" != second ] || echo oh', Outcome.FINDINGS, ""),
        ('[ "$1" = first ] || { echo why >&2; exit 1; }', Outcome.BROKEN, "failed and named no finding: why"),
        ('[ "$1" = first ] || { echo "an error" >&2; exit 5; }', Outcome.BROKEN, "exit code 5: an error"),
        ('[ "$1" != first ] || exit 7', Outcome.BROKEN, "first in .: exit code 7"),
        ('[ "$1" != second ] || echo nonsense', Outcome.BROKEN, "it gave nonsense: nonsense"),
        ('[ "$1" = --version ] && echo "it 1.2.3-rc1 is"; exit 0', Outcome.CLEAN, ""),
    ],
)
def test_a_run_has_one_outcome(
    script: str, outcome: Outcome, note: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path / "bin", "some", script, monkeypatch)
    said = verdict(_checker("some"), output(tmp_path / "a", {"a.txt": ""}))
    assert said.check.outcome is outcome
    assert note in said.check.note
    assert said.check.version in {"", "1.2.3-rc1"}


def test_one_that_is_not_there_says_where_to_get_it(tmp_path: Path) -> None:
    check = verdict(_checker("certainly-not-installed"), output(tmp_path / "a", {"a.txt": ""})).check
    assert (check.outcome, check.note) == (Outcome.ABSENT, "get it there")


def test_without_a_file_for_it_a_checker_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path / "bin", "some", "exit 1", monkeypatch)
    assert verdict(_checker("some"), output(tmp_path / "a", {"a.md": ""})).check.outcome is Outcome.LEFT_OUT


def test_verdicts_come_in_order_and_the_waiting_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path / "bin", "slow", "sleep 0.3", monkeypatch)
    program(tmp_path / "bin", "quick", "exit 0", monkeypatch)
    heard: list[Sequence[str]] = []
    over = output(tmp_path / "a", {"a.txt": ""})
    said = run([_checker("slow"), _checker("quick")], over, heard.append)
    assert [one.check.name for one in said] == ["slow", "quick"]
    assert (heard[0], heard[-1]) == (["slow", "quick"], [])


def test_a_checker_is_given_no_folder_of_somebodys_terraform(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TF_DATA_DIR", "/somewhere")
    monkeypatch.setenv("TF_CLI_ARGS_init", "-upgrade")
    program(tmp_path / "bin", "some", 'env | grep -E "TF_DATA_DIR|TF_CLI_ARGS" || true', monkeypatch)
    assert verdict(_checker("some"), output(tmp_path / "a", {"a.txt": ""})).check.outcome is Outcome.CLEAN
