"""Functions of lists, sets and maps."""

import pytest

from podspec.impact.hcl.functions_of_collections import FUNCTIONS, as_set
from podspec.impact.hcl.values import Expression

X = Expression("x")


@pytest.mark.parametrize(
    ("name", "arguments", "result"),
    [
        ("chunklist", [["a", "b", "c"], 2], [["a", "b"], ["c"]]),
        ("compact", [["a", "", None, X]], ["a", X]),
        ("concat", [["a"], [X]], ["a", X]),
        ("distinct", [["b", "a", "b"]], ["b", "a"]),
        ("element", [["a", "b"], 3], "b"),
        ("flatten", [[["a"], [["b"]], X]], ["a", "b", X]),
        ("keys", [{"b": 1, "a": 2}], ["a", "b"]),
        ("one", [[]], None),
        ("range", [1, 4], [1, 2, 3]),
        ("reverse", [[1, 2]], [2, 1]),
        ("setsubtract", [["a", "b"], ["a"]], ["b"]),
        ("setunion", [["b"], ["a", "b"]], ["a", "b"]),
        ("setintersection", [["a", "b"], ["b"]], ["b"]),
        ("setproduct", [["a"], [1, 2]], [["a", 1], ["a", 2]]),
        ("slice", [["a", "b", "c"], 1, 3], ["b", "c"]),
        ("sort", [["b", "a"]], ["a", "b"]),
        ("transpose", [{"a": ["x"], "b": ["x"]}], {"x": ["a", "b"]}),
        ("values", [{"b": 1, "a": 2}], [2, 1]),
        ("zipmap", [["a"], [1]], {"a": 1}),
        ("coalescelist", [[], ["a"]], ["a"]),
        ("matchkeys", [[1, 2], ["a", "b"], ["b"]], [2]),
        ("index", [["a", "b"], "b"], 1),
    ],
)
def test_what_a_function_gives(name: str, arguments: list[object], result: object) -> None:
    assert FUNCTIONS[name](*arguments) == result


def test_a_set_has_each_item_once_in_terraforms_order() -> None:
    assert as_set(["b", "a", "b"]) == ["a", "b"]
    assert as_set([10, 9, 10]) == [9, 10]


@pytest.mark.parametrize(
    ("name", "arguments"), [("one", [[1, 2]]), ("slice", [[1], 0, 5]), ("coalescelist", [[]])]
)
def test_what_makes_no_sense_is_refused(name: str, arguments: list[object]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        FUNCTIONS[name](*arguments)
