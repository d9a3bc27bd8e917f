"""Places of a spec and positions of an editor: one leads to the other and back, in every encoding."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types as lsp
from pygls.workspace import PositionCodec

from podspec.lsp.positions import Positions
from podspec.model.source import Span

ENCODINGS = {
    "utf-8": PositionCodec("utf-8").client_num_units,
    "utf-16": PositionCodec("utf-16").client_num_units,
    "utf-32": PositionCodec("utf-32").client_num_units,
}
TEXTS = st.text(alphabet="ab: é字😀\n\r\u2028\x0b\t", max_size=60)


@pytest.mark.parametrize(("encoding", "character"), [("utf-8", 15), ("utf-16", 10), ("utf-32", 9)])
def test_columns_are_counted_in_the_units_that_were_agreed_on(encoding: str, character: int) -> None:
    text = "a: 1\n字é: '😀' # b\n"
    positions = Positions(text, ENCODINGS[encoding])
    there = positions.position(2, text.split("\n")[1].index("#") + 2)
    assert there == lsp.Position(1, character)
    assert positions.place(there) == (2, 10)


@given(TEXTS, st.sampled_from(list(ENCODINGS)), st.data())
def test_every_place_leads_to_a_position_and_back(text: str, encoding: str, data: st.DataObject) -> None:
    positions = Positions(text, ENCODINGS[encoding])
    lines = text.split("\n")
    line = data.draw(st.integers(1, len(lines)))
    column = data.draw(st.integers(1, len(lines[line - 1].removesuffix("\r")) + 1))
    assert positions.place(positions.position(line, column)) == (line, column)


@given(TEXTS, st.sampled_from(list(ENCODINGS.values())), st.integers(0, 99), st.integers(0, 99))
def test_every_position_leads_into_the_text(
    text: str, units: Callable[[str], int], line: int, character: int
) -> None:
    place = Positions(text, units).place(lsp.Position(line, character))
    lines = text.split("\n")
    assert 1 <= place[0] <= len(lines)
    assert 1 <= place[1] <= len(lines[place[0] - 1]) + 1


def test_only_an_editor_ends_a_line_at_a_lone_carriage_return_and_nobody_at_a_line_separator() -> None:
    positions = Positions("a\rb\u2028c\r\nd", len)
    assert positions.position(1, 3) == lsp.Position(1, 0)
    assert positions.position(1, 5) == lsp.Position(1, 2)
    assert positions.position(2, 1) == lsp.Position(2, 0)


def test_a_byte_order_mark_is_no_column_of_the_spec() -> None:
    positions = Positions("\ufeffa: 1\n", len)
    assert positions.position(1, 1) == lsp.Position(0, 1)
    assert positions.place(lsp.Position(0, 0)) == (1, 1)


def test_what_lies_behind_the_end_is_the_end() -> None:
    positions = Positions("a: 1", len)
    assert positions.range(Span(1, 4, 2, 1)) == lsp.Range(lsp.Position(0, 3), lsp.Position(0, 4))
    assert positions.range(None) == lsp.Range(lsp.Position(0, 0), lsp.Position(0, 4))
    assert positions.index(7, 7) == 4
