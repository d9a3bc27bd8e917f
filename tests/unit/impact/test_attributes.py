"""What differs between two states of a resource."""

import pytest

from podspec.impact.attributes import Difference, alike, differences, plain_path, uses
from podspec.impact.hcl.values import Expression, Reference, Value

ARN = Expression("aws_a.b.arn", [Reference("aws_a.b", "arn")])
NEW = Expression("aws_c.d.arn", [Reference("aws_c.d", "arn")])


def _found(old: Value, new: Value, *sets: str, fresh: tuple[str, ...] = ()) -> list[Difference]:
    return differences({"x": old}, {"x": new}, set(sets).__contains__, lambda one: one.address in fresh)


@pytest.mark.parametrize(
    ("old", "new", "paths"),
    [
        (1, 2, ["x"]),
        (5, "5", []),
        ({"a": 1, "b": None}, {"a": 2}, ["x.a"]),
        ([{"a": {"k": 1}}], [{"a": {"k": 2}}], ["x[0].a.k"]),
        (["a"], ["a", "b"], ["x[1]"]),
        (None, {"a": 1}, ["x"]),
        (["a", "b"], ["b", "a"], ["x[0]", "x[1]"]),
        (ARN, Expression("aws_a.b.arn"), []),
    ],
)
def test_the_smallest_part_that_differs_is_named(old: Value, new: Value, paths: list[str]) -> None:
    assert [one.path for one in _found(old, new)] == paths


def test_what_has_no_order_differs_by_what_is_in_it() -> None:
    assert _found(["a", "b"], ["b", "a", "a"], "x") == []
    assert _found([{"p": 1}, {"p": 2}], [{"p": 2}, {"p": 3}], "x") == [Difference("x[0].p", 1, 3)]


@pytest.mark.parametrize(
    ("old", "new", "fresh", "certain"),
    [
        (1, 2, (), True),
        (ARN, NEW, (), False),
        (ARN, NEW, ("aws_c.d",), True),
        ("a", ARN, (), False),
        (
            Expression('"a-${aws_a.b.arn}"', ARN.references),
            Expression('"b-${aws_a.b.arn}"', ARN.references),
            (),
            True,
        ),
        (
            Expression("(aws_a.b.arn ? 1 : 2)", ARN.references),
            Expression("(aws_a.b.arn ? 1 : 3)", ARN.references),
            (),
            False,
        ),
    ],
)
def test_another_expression_may_have_the_same_value(
    old: Value, new: Value, fresh: tuple[str, ...], *, certain: bool
) -> None:
    assert [one.is_certain for one in _found(old, new, fresh=fresh)] == [certain]


def test_a_plain_path_has_no_indices() -> None:
    assert plain_path("a[0].b[1].c") == "a.b.c"


def test_a_provider_gets_a_number_and_its_text_alike() -> None:
    assert alike([{"a": 1, "b": None}], [{"a": "1"}])
    assert not alike([1], 1)


def test_every_expression_has_its_path() -> None:
    assert list(uses({"a": [ARN], "b": {"c": NEW}})) == [("a[0]", ARN), ("b.c", NEW)]
