"""What a page shows agrees with what is said, or is mended; `...` leaves out and stays."""

from __future__ import annotations

from docs.shown import agree, renewed
from hypothesis import given
from hypothesis import strategies as st

_WORDS = st.text("ab .…", max_size=6)
_TEXTS = st.lists(_WORDS, max_size=6)
_SHOWN = st.lists(_WORDS | st.sampled_from(["...", "  …", "a ... b", "...b"]), max_size=6)


@given(_TEXTS)
def test_what_is_shown_whole_agrees_with_itself(text: list[str]) -> None:
    assert agree(text, text)


@given(_SHOWN, _TEXTS)
def test_what_is_renewed_agrees(shown: list[str], real: list[str]) -> None:
    assert agree(renewed(shown, real), real)


@given(_SHOWN, _TEXTS)
def test_what_agrees_is_left_alone(shown: list[str], real: list[str]) -> None:
    assert not agree(shown, real) or renewed(shown, real) == shown


@given(_SHOWN, _TEXTS)
def test_what_left_lines_out_still_does(shown: list[str], real: list[str]) -> None:
    left_out = [line for line in shown if line.strip() in {"...", "…"}]
    assert [line for line in renewed(shown, real) if line in left_out][: len(left_out)] == left_out


def test_other_lines_and_missing_lines_do_not_agree() -> None:
    assert not agree(["a"], ["b"])
    assert not agree([], ["a"])
    assert not agree(["a"], [])
    assert not agree(["a", "...", "d"], ["a", "b"])


def test_any_lines_may_be_left_out_and_none() -> None:
    assert agree(["a", "...", "d"], ["a", "b", "c", "d"])
    assert agree(["a", "  …", "d"], ["a", "d"])
    assert agree(["took ... s, of 3"], ["took 0.4 s, of 3"])
    assert not agree(["took ... s, of 3"], ["took 0.4 s, of 4"])


def test_a_changed_line_is_mended_beside_what_is_left_out() -> None:
    shown = ["first", "...", "memory_mb: 512", "last"]
    real = ["first", "x", "y", "memory_mb: 1024", "last"]
    assert renewed(shown, real) == ["first", "...", "memory_mb: 1024", "last"]


def test_a_new_line_is_shown_and_an_old_one_is_gone() -> None:
    assert renewed(["a", "b"], ["a", "new", "b"]) == ["a", "new", "b"]
    assert renewed(["a", "old", "b"], ["a", "b"]) == ["a", "b"]


def test_what_is_left_out_within_a_line_stays_when_the_rest_changes() -> None:
    assert renewed(["12 files, ... s"], ["13 files, 0.4 s"]) == ["13 files, ... s"]
    assert renewed(["saved as .podspec/saved/.../old"], ["saved as .podspec/saved/1f/new"]) == [
        "saved as .podspec/saved/.../new"
    ]
