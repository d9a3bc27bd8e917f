"""Values: what is unknown is equal to what says the same."""

import pytest

from podspec.impact.hcl.values import (
    Expression,
    FailedError,
    Known,
    Names,
    Reference,
    is_known,
    joined,
    references,
    same,
    settled,
    string,
    text,
    unknown,
)

ARN = Expression("aws_x.y.arn", [Reference("aws_x.y", "arn")])


def test_expressions_are_what_they_say() -> None:
    assert Expression("aws_x.y.arn") == ARN
    assert len({ARN, Expression("aws_x.y.arn"), Expression("aws_x.y.id")}) == 2
    assert ARN != "aws_x.y.arn"


@pytest.mark.parametrize(
    ("left", "right", "equal"),
    [
        (1, True, False),
        (1, "1", False),
        (1, 1.0, True),
        ([1], [True], False),
        ({"a": 1}, {"a": 1}, True),
        (None, "", False),
    ],
)
def test_values_of_two_types_are_two_values(left: object, right: object, *, equal: bool) -> None:
    assert same(left, right) is equal


def test_a_value_is_hcl_in_one_line_with_its_keys_in_order() -> None:
    value = {"b": [1, 0.1, True, None], "a b": 'x"${y}\n', "for": ARN}
    assert text(settled(value)) == r'{"a b" = "x\"$${y}\n", b = [1, 0.1, true, null], "for" = aws_x.y.arn}'


def test_a_number_is_written_without_an_exponent() -> None:
    assert string(0.0000001) == "0.0000001"
    with pytest.raises(FailedError):
        string(None)


def test_a_template_in_a_template_is_one_template() -> None:
    inner = joined(["arn:", ARN])
    assert joined(["<", inner, ">"]) == Expression('"<arn:${aws_x.y.arn}>"')
    assert joined(["a", 1, True]) == "a1true"


def test_what_depends_on_parts_depends_on_what_they_depend_on() -> None:
    made = unknown("f(x)", [ARN], {"a": Expression("b", [Reference("b", "c")])})
    assert made.references == (Reference("aws_x.y", "arn"), Reference("b", "c"))
    assert list(references({"a": [ARN]})) == [Reference("aws_x.y", "arn")]


def test_a_list_with_something_unknown_is_not_known() -> None:
    assert is_known([1, {"a": None}])
    assert not is_known([1, {"a": ARN}])


def test_a_settled_value_looks_nothing_up_any_more() -> None:
    resource = Known("aws_x.y", [Reference("aws_x.y", "")], {"name": "n"}.__getitem__)
    module = Names({"out": resource}.__getitem__, lambda: ["out"])
    assert settled([module]) == [{"out": Expression("aws_x.y")}]
    with pytest.raises(FailedError):
        settled(Names({}.__getitem__))
    with pytest.raises(TypeError):
        settled(object())
