"""Variables take values of their types."""

import pytest

from podspec.impact.hcl.evaluate import Scope, evaluate
from podspec.impact.hcl.parse import parse_expression
from podspec.impact.hcl.syntax import Node
from podspec.impact.hcl.types import converted
from podspec.impact.hcl.values import Expression, FailedError, Value

X = Expression("x")


def _default(node: Node) -> Value:
    return evaluate(node, Scope({}.__getitem__))


@pytest.mark.parametrize(
    ("kind", "value", "result"),
    [
        ("string", 5, "5"),
        ("number", "5", 5),
        ("bool", "true", True),
        ("any", [1], [1]),
        ("list(string)", [1, X], ["1", X]),
        ("set(string)", ["b", "a", "b"], ["a", "b"]),
        ("map(number)", {"a": "1"}, {"a": 1}),
        ("tuple([string, number])", [1, "2"], ["1", 2]),
        ("object({a = string, b = optional(number, 3)})", {"a": 1, "c": 2}, {"a": "1", "b": 3}),
        ("object({a = optional(object({b = optional(bool, true)}), {})})", {}, {"a": {"b": True}}),
        ("object({a = optional(string)})", {}, {"a": None}),
        ("object({a = string})", X, X),
        ("string", None, None),
    ],
)
def test_a_value_becomes_one_of_the_type(kind: str, value: object, result: object) -> None:
    assert converted(value, parse_expression(kind), _default) == result


@pytest.mark.parametrize(
    ("kind", "value"), [("object({a = string})", {}), ("list(string)", "a"), ("number", "a"), ("map(string)", [])]
)
def test_what_does_not_fit_fails(kind: str, value: object) -> None:
    with pytest.raises(FailedError):
        converted(value, parse_expression(kind), _default)
