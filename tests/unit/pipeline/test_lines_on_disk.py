"""Lines of a committed file are found again in what is rendered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podspec.pipeline.diff import MAX_LINES
from podspec.pipeline.lines_on_disk import Spot, rendered_line

RENDERED = ("a", "b", "c", "d")
lines = st.lists(st.sampled_from("abcd"), min_size=1, max_size=12).map(tuple)


def test_a_line_that_moved_is_found_where_it_belongs() -> None:
    assert rendered_line(("new", "a", "b", "c", "d"), RENDERED, 3) == Spot(2, is_same=True)


def test_a_changed_line_leads_to_the_one_in_its_place() -> None:
    assert rendered_line(("a", "b", "X", "d"), RENDERED, 3) == Spot(3, is_same=False)


def test_an_added_line_leads_to_the_next_one_below() -> None:
    assert rendered_line(("a", "new", "b", "c", "d"), RENDERED, 2) == Spot(2, is_same=False)
    assert rendered_line(("a", "b", "c", "d", "new"), RENDERED, 5) == Spot(4, is_same=False)


def test_a_file_too_long_for_a_diff_is_compared_line_by_line() -> None:
    long = tuple(str(number) for number in range(MAX_LINES))
    assert rendered_line(long, long, 7) == Spot(7, is_same=True)
    assert rendered_line((*long, "more"), long, MAX_LINES + 1) == Spot(MAX_LINES, is_same=False)


@given(lines, lines, st.data())
def test_what_is_said_to_be_the_same_line_is_the_same(
    disk: tuple[str, ...], made: tuple[str, ...], data: st.DataObject
) -> None:
    line = data.draw(st.integers(1, len(disk)))
    spot = rendered_line(disk, made, line)
    assert 1 <= spot.line <= len(made)
    if spot.is_same:
        assert made[spot.line - 1] == disk[line - 1]


@given(lines, st.data())
def test_without_drift_every_line_is_itself(made: tuple[str, ...], data: st.DataObject) -> None:
    line = data.draw(st.integers(1, len(made)))
    assert rendered_line(made, made, line) == Spot(line, is_same=True)


def test_a_line_beyond_the_end_is_refused() -> None:
    with pytest.raises(IndexError):
        rendered_line(("a",), RENDERED, 2)
