"""The exit codes are numbers that say what they mean."""

import pytest

from podspec.model.exit_code import ExitCode


def test_the_numbers_are_those_that_scripts_rely_on() -> None:
    assert [int(code) for code in ExitCode] == [0, 1, 2, 3, 130]
    assert ExitCode(1) is ExitCode.FINDINGS


@pytest.mark.parametrize("code", ExitCode)
def test_each_one_says_what_it_means_in_a_sentence(code: ExitCode) -> None:
    assert code.meaning.endswith(".")
    assert len(code.meaning) > 20


def test_no_two_mean_the_same() -> None:
    assert len({code.meaning for code in ExitCode}) == len(ExitCode)
