"""What an edit must come to."""

import pytest

from podspec.authoring.expected import is_same, with_value, without_value
from podspec.model.source import Path, Plain

SPEC: dict[str, Plain] = {"a": {"b": 1}, "c": ("x", "y")}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("a", "b"), {"a": {"b": 9}, "c": ("x", "y")}),
        (("a", "d", "e"), {"a": {"b": 1, "d": {"e": 9}}, "c": ("x", "y")}),
        (("c", 1), {"a": {"b": 1}, "c": ("x", 9)}),
        (("c", 2), {"a": {"b": 1}, "c": ("x", "y", 9)}),
        (("d", 0, "e"), {**SPEC, "d": ({"e": 9},)}),
        (("a", "b", "c"), {"a": {"b": {"c": 9}}, "c": ("x", "y")}),
    ],
)
def test_one_value_is_another(path: Path, expected: Plain) -> None:
    assert with_value(SPEC, path, 9) == expected


def test_one_value_is_gone() -> None:
    assert without_value(SPEC, ("a", "b")) == {"a": {}, "c": ("x", "y")}
    assert without_value(SPEC, ("c", 0)) == {"a": {"b": 1}, "c": ("y",)}
    assert without_value({"a": ({"b": 1, "c": 2},)}, ("a", 0, "b")) == {"a": ({"c": 2},)}
    with pytest.raises(KeyError):
        without_value(SPEC, ("x",))


@pytest.mark.parametrize(("one", "other"), [(1, 1.0), (1, True), (0, False), ("1", 1), ("null", None), ((), {})])
def test_values_of_two_kinds_are_not_the_same(one: Plain, other: Plain) -> None:
    assert not is_same(one, other)
    assert not is_same({"a": (one,)}, {"a": (other,)})


def test_the_order_of_keys_is_no_difference_and_that_of_items_is_one() -> None:
    assert is_same({"a": 1, "b": 2}, {"b": 2, "a": 1})
    assert not is_same((1, 2), (2, 1))
    assert is_same(float("nan"), float("nan"))
