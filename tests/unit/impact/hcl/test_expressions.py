"""Operators bind as in HCL's specification."""

import pytest

from podspec.impact.hcl.expressions import number
from podspec.impact.hcl.parse import parse_expression
from podspec.impact.hcl.syntax import Call, HclError, Index, Literal, Name, Splat
from podspec.impact.hcl.write import written


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("a + b * c - d", "((a + (b * c)) - d)"),
        ("a || b && c == d", "(a || (b && (c == d)))"),
        ("!a.b && -c < d", "((!a.b) && ((-c) < d))"),
        ("a ? b : c ? d : e", "(a ? b : (c ? d : e))"),
        ("(\n a +\n b\n)", "(a + b)"),
        ("a.0.b", "a[0].b"),
        ("a.0.1", "a[0][1]"),
        ("a.*.b[0]", "(a[*].b)[0]"),
        ("a[*].b[0]", "a[*].b[0]"),
        ("{ a = 1, b : 2\n c = 3 }", '{"a" = 1, "b" = 2, "c" = 3}'),
        ("[for a, b in c : d if e]", "[for a, b in c : d if e]"),
    ],
)
def test_what_an_expression_means(text: str, meant: str) -> None:
    assert written(parse_expression(text)) == meant


def test_the_parts_of_an_expression_are_nodes() -> None:
    assert parse_expression("f(a...)") == Call("f", (Name("a"),), expands=True)
    assert parse_expression("a[0]") == Index(Name("a"), Literal(0))
    assert parse_expression("a[*]") == Splat(Name("a"), Name("*"))


@pytest.mark.parametrize("text", ["[for a b : c]", "{a b}", "a.", "f(", "[1 2]", "a b", "a ? b", "@"])
def test_half_an_expression_is_refused(text: str) -> None:
    with pytest.raises(HclError):
        parse_expression(text)


@pytest.mark.parametrize(
    ("text", "value"), [("10", 10), ("1.50", 1.5), ("2.0", 2), ("1e3", 1000), ("9" * 20, int("9" * 20))]
)
def test_numbers_are_whole_where_they_can_be(text: str, value: float) -> None:
    assert number(text) == value
    assert isinstance(number(text), type(value))


def test_a_number_of_any_length_is_read() -> None:
    assert number("9" * 10_000)
