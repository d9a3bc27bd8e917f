"""Operators on values, and on what is not known yet."""

import pytest

from podspec.impact.hcl.operators import binary, decimal, truth, unary
from podspec.impact.hcl.values import Expression, FailedError, Value

X = Expression("x")


@pytest.mark.parametrize(
    ("left", "sign", "right", "result"),
    [
        (0.1, "+", 0.2, 0.3),
        (7, "/", 2, 3.5),
        (6, "/", 2, 3),
        (7, "%", 4, 3),
        ("2", "*", 3, 6),
        (2, "<=", 2, True),
        (1, "==", "1", False),
        (None, "!=", None, False),
        (True, "&&", False, False),
        (False, "||", X, X),
        (X, "||", True, True),
        (False, "&&", X, False),
        (X, "==", X, True),
        ({"a": X}, "==", None, False),
        ([X], "!=", {}, True),
    ],
)
def test_what_operators_make(left: Value, sign: str, right: Value, result: Value) -> None:
    made = binary(sign, left, right)
    assert made == (result if result is not X else Expression("(false || x)"))


@pytest.mark.parametrize("sign", ["+", "==", "<"])
def test_what_is_not_known_stays_an_expression(sign: str) -> None:
    assert binary(sign, X, 1) == Expression(f"(x {sign} 1)")


def test_signs() -> None:
    assert unary("-", 2) == -2
    assert unary("!", "true") is False
    assert unary("!", X) == Expression("(!x)")


@pytest.mark.parametrize(("left", "sign", "right"), [(1, "/", 0), ("a", "+", 1), (None, "<", 1), ([], "+", [])])
def test_what_cannot_be_computed_fails(left: Value, sign: str, right: Value) -> None:
    with pytest.raises(FailedError):
        binary(sign, left, right)


def test_a_bool_is_no_number_and_a_number_no_condition() -> None:
    with pytest.raises(FailedError):
        decimal(True)  # noqa: FBT003  # the value under test
    with pytest.raises(FailedError):
        truth(1)
