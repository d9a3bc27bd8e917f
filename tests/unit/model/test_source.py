"""Paths and places in a tree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podspec.model.source import Mapping, Source, Span, child, dotted, locate
from podspec.pipeline.parse import parse

TEXT = "service: {name: podinfo}\nregions:\n  - a\n  - {b: c}\n"


@pytest.fixture
def tree() -> Mapping:
    """A small spec, read."""
    found, _ = parse(Source("f", TEXT))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("path", "value", "depth"),
    [
        ((), Span(1, 1, 5, 1), 0),
        (("service", "name"), Span(1, 17, 1, 24), 2),
        (("regions", 1, "b"), Span(4, 9, 4, 10), 3),
    ],
)
def test_a_path_leads_to_its_place(tree: Mapping, path: tuple[str | int, ...], value: Span, depth: int) -> None:
    place = locate(tree, path)
    assert (place.value, place.depth) == (value, depth)


@pytest.mark.parametrize(
    "path",
    [
        ("service", "nmae"),
        ("service", "name", "x"),
        ("regions", 2),
        ("regions", -1),
        ("regions", "0"),
        ("service", 0),
    ],
)
def test_what_is_missing_is_placed_at_its_nearest_parent(tree: Mapping, path: tuple[str | int, ...]) -> None:
    place = locate(tree, path)
    assert place.depth == len(path) - 1
    assert place == locate(tree, path[:-1])


def test_a_list_entry_has_no_key_of_its_own(tree: Mapping) -> None:
    assert locate(tree, ("regions", 0)).key is None
    assert locate(tree, ("regions",)).key == Span(2, 1, 2, 8)


def test_a_word_has_nothing_below_it(tree: Mapping) -> None:
    assert child(locate(tree, ("service", "name")).node, "x") is None


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ((), ""),
        (("a",), "a"),
        (("a", "b", 0, "c"), "a.b[0].c"),
        ((0, "a"), "[0].a"),
    ],
)
def test_a_path_is_written_as_people_write_it(path: tuple[str | int, ...], text: str) -> None:
    assert dotted(path) == text


@given(st.text("ab\r\n\u2028\x0b\x85", max_size=30))
def test_only_line_feeds_end_a_line(text: str) -> None:
    lines = Source("f", text).lines
    assert len(lines) == text.count("\n") + 1
    assert [line.removesuffix("\r") for line in text.split("\n")] == list(lines)
