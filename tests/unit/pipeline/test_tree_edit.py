"""A changed tree is another one; the old one stays."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podspec.model.source import Mapping, Plain, Source, locate
from podspec.pipeline.parse import parse
from podspec.pipeline.tree_edit import changed, node_of, renamed, substituted, without


def tree(text: str, file: str = "f") -> Mapping:
    found = parse(Source(file, text)).value
    assert found is not None
    return found


BEFORE = "a: {b: 1, c: [x, y]}\nd: 2\n"


def test_a_value_is_changed_and_the_old_tree_is_not() -> None:
    old = tree(BEFORE)
    assert changed(old, ("a", "b"), 7).plain() == {"a": {"b": 7, "c": ("x", "y")}, "d": 2}
    assert changed(old, ("a", "c", 1), "z").plain() == {"a": {"b": 1, "c": ("x", "z")}, "d": 2}
    assert old.plain() == tree(BEFORE).plain()


def test_blocks_that_lead_to_a_new_value_are_made() -> None:
    assert changed(tree("a: 1\n"), ("x", "y", "z"), 3).plain() == {"a": 1, "x": {"y": {"z": 3}}}


def test_what_is_taken_out_is_gone() -> None:
    assert without(tree(BEFORE), ("a", "c")).plain() == {"a": {"b": 1}, "d": 2}
    assert without(tree(BEFORE), ("a", "c", 0)).plain() == {"a": {"b": 1, "c": ("y",)}, "d": 2}
    assert without(tree("l: [{k: 1, m: 2}]\n"), ("l", 0, "k")).plain() == {"l": ({"m": 2},)}


def test_what_is_not_there_cannot_be_taken_out() -> None:
    with pytest.raises(KeyError):
        without(tree(BEFORE), ("d", "e"))


def test_an_entry_with_another_name_keeps_its_turn() -> None:
    found = renamed(tree(BEFORE), ("a", "b"), "z").plain()
    assert found == {"a": {"z": 1, "c": ("x", "y")}, "d": 2}
    assert list(found["a"]) == ["z", "c"]  # type: ignore[arg-type,index] # a mapping


def test_values_of_another_file_are_changed_wherever_they_were_merged_to() -> None:
    policy = tree("o: {days: 30}\n", "policy")
    old = locate(policy, ("o", "days")).node
    assert substituted(policy, old, 90).plain() == {"o": {"days": 90}}
    assert substituted(policy, old, None).plain() == {"o": {}}
    assert substituted(tree("o: {days: 30}\n"), old, 90).plain() == {"o": {"days": 30}}


scalars = st.none() | st.booleans() | st.integers() | st.text()
plains = st.recursive(
    scalars, lambda inner: st.lists(inner).map(tuple) | st.dictionaries(st.text(), inner), max_leaves=8
)


@given(plains)
def test_a_tree_of_a_value_is_that_value(value: Plain) -> None:
    assert node_of(value).plain() == value


@settings(max_examples=40)
@given(st.dictionaries(st.text(), plains, min_size=1), plains, st.data())
def test_a_change_changes_what_it_names_and_nothing_else(
    value: dict[str, Plain], new: Plain, data: st.DataObject
) -> None:
    key = data.draw(st.sampled_from(sorted(value)))
    assert changed(node_of(value), (key,), new).plain() == {**value, key: new}
