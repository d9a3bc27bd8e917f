"""Collections in brackets: what is added and taken, in one line or in many."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podspec.authoring.document import Document, read_document
from podspec.authoring.flow import added, pieces, taken
from podspec.model.source import Sequence

#: The same list in several layouts.
LAYOUTS = [
    "a: [{0}, {1}, {2}]\n",
    "a: [ {0},{1} , {2}, ]\n",
    "a: [\n  {0}, # one\n  {1},\n  # two\n  {2}\n]\n",
    "a: [\n  {0},\n  {1}, # one\n  {2}, # two\n]\n",
    "a:\n  [{0},\n   {1},\n   {2}]\n",
    "a: [\n  {0}\n  , {1}\n  , {2}\n]\n",
    "a: [{0}, # one\n  {1}, {2}] # two\n",
]


def document(text: str) -> Document:
    found = read_document(text.encode(), "service.yaml")
    assert found.value is not None
    return found.value


def listed(of: Document) -> Sequence:
    node = of.tree.entries["a"].value
    assert isinstance(node, Sequence)
    return node


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("index", range(4))
def test_an_item_is_added_anywhere_in_any_layout(layout: str, index: int) -> None:
    before = document(layout.format(1, 2, 3))
    after = before.spliced(*added(before, listed(before), index, "9"))
    expected = [1, 2, 3]
    expected.insert(index, 9)
    assert after.tree.plain() == {"a": tuple(expected)}
    assert [one for one in ("# one", "# two") if one in before.text and one not in after.text] == []


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("index", range(3))
def test_an_item_is_taken_from_anywhere_in_any_layout(layout: str, index: int) -> None:
    before = document(layout.format(1, 2, 3))
    after = before.spliced(taken(before, listed(before), index))
    expected = [1, 2, 3]
    del expected[index]
    assert after.tree.plain() == {"a": tuple(expected)}


@given(st.lists(st.sampled_from(["1", "x", "'y, z'", "[]", "{b: 1}", '"]"']), min_size=1, max_size=5))
def test_pieces_are_the_items_as_they_are_written(items: list[str]) -> None:
    made = document(f"a: [{', '.join(items)}]\n")
    assert [made.text[one.start : one.end] for one in pieces(made, listed(made))] == items
