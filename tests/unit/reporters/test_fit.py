"""Whole items as long as there is room."""

from hypothesis import given
from hypothesis import strategies as st

from podspec.reporters.fit import cut, fit, size


def test_what_does_not_fit_is_counted_and_not_even_written() -> None:
    asked: list[str] = []

    def write(item: str) -> str:
        asked.append(item)
        return item * 4

    assert fit(["a", "b", "c", "d", "e"], write, 9) == (["aaaa", "bbbb"], 3)
    assert asked == ["a", "b", "c"]


@given(st.lists(st.text(max_size=5)), st.integers(0, 40))
def test_the_first_ones_fit_and_none_is_lost(items: list[str], room: int) -> None:
    written, left = fit(items, str, room)
    assert written == items[: len(items) - left]
    assert sum(map(size, written)) <= room
    assert left == 0 or sum(map(size, items[: len(written) + 1])) > room


def test_a_size_is_of_bytes_whatever_a_text_holds() -> None:
    assert [size(text) for text in ("", "a", "é", "日", "🎉")] == [0, 1, 2, 3, 4]
    assert size("\ud800") >= 1


def test_a_text_that_was_cut_shows_it() -> None:
    assert [cut(text, 3) for text in ("", "abc", "abcd")] == ["", "abc", "abc…"]
