"""A bare word is itself, and nothing else passes for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podspec.quoting.word import word


@pytest.mark.parametrize("value", ["prod", "plan-prod", "a", "A_1"])
def test_a_word_is_itself(value: str) -> None:
    assert word(value) == value


@pytest.mark.parametrize("value", ["", "1st", "-x", "a b", "a'b", "a\n", "a}}", "é"])
def test_anything_else_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="bare word"):
        word(value)


@given(st.text())
def test_what_passes_has_no_character_that_means_something(value: str) -> None:
    try:
        passed = word(value)
    except ValueError:
        return
    assert passed.replace("-", "").replace("_", "").isalnum()
    assert passed.isascii()
