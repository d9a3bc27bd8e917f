"""Functions that know what to do with what is not known."""

import pytest

from podspec.impact.hcl.evaluate import Scope
from podspec.impact.hcl.functions import call, quoted
from podspec.impact.hcl.values import Expression, FailedError

X = Expression("x")
SCOPE = Scope({}.__getitem__)


@pytest.mark.parametrize(
    ("name", "arguments", "result"),
    [
        ("join", [":", ["a", X]], Expression('"a:${x}"')),
        ("join", [":", X], Expression('join(":", x)')),
        ("format", ["%s-%s", "a", X], Expression('"a-${x}"')),
        ("format", ["%03d", 7], "007"),
        ("format", ["%03d", X], Expression('format("%03d", x)')),
        ("contains", [["a", X], "a"], True),
        ("contains", [["a", X], "b"], Expression('contains(["a", x], "b")')),
        ("lookup", [{"a": X}, "a", 1], X),
        ("lookup", [{}, "a", 1], 1),
        ("coalesce", [None, "", "a"], "a"),
        ("coalesce", [None, X, "a"], Expression('coalesce(x, "a")')),
        ("alltrue", [[True, X]], Expression("alltrue([true, x])")),
        ("alltrue", [[False, X]], False),
        ("anytrue", [[False, True]], True),
        ("length", [[X, X]], 2),
        ("length", [X], Expression("length(x)")),
        ("merge", [{"a": X}, None, {"b": 1}], {"a": X, "b": 1}),
        ("core::upper", ["a"], "A"),
        ("sensitive", [X], X),
        ("upper", [X], Expression("upper(x)")),
        ("timestamp", [], Expression("timestamp()")),
        ("provider::aws::arn_parse", ["a"], Expression('provider::aws::arn_parse("a")')),
    ],
)
def test_what_a_function_gives(name: str, arguments: list[object], result: object) -> None:
    assert call(name, arguments, SCOPE) == result


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("upper", []),
        ("lookup", [{}, "a"]),
        ("coalesce", [None]),
        ("regex", ["(", "a"]),
        ("max", ["a"]),
        ("keys", [1]),
    ],
)
def test_wrong_arguments_fail(name: str, arguments: list[object]) -> None:
    with pytest.raises(FailedError):
        call(name, arguments, SCOPE)


def test_a_quoted_call_depends_on_its_arguments() -> None:
    assert quoted("f", [X], "a") == Expression('f([x], "a")')
