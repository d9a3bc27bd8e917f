"""When a statement matches all that another one matches; test_permissions.py holds it against a model of IAM."""

import pytest

from podspec.impact.statements import ALLOW, Condition, Names, Statement, covers, uncovered


def _names(*patterns: str, negated: bool = False) -> Names:
    return Names(frozenset(patterns), negated)


def _one(actions: Names, resources: Names | None = None, **more: object) -> Statement:
    return Statement(ALLOW, actions, resources or _names("*"), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wide", "narrow", "is_covered"),
    [
        (_names("S3:get*"), _names("s3:GetObject"), True),
        (_names("s3:*", negated=True), _names("kms:Decrypt"), True),
        (_names("s3:*", negated=True), _names("s3:GetObject"), False),
        (_names("s3:*", negated=True), _names("s3:Get*", negated=True), False),
        (_names("s3:Get*", negated=True), _names("s3:*", negated=True), True),
        (_names("s3:*"), _names("kms:*", negated=True), False),
        (_names("*"), _names("kms:*", negated=True), True),
    ],
)
def test_actions(wide: Names, narrow: Names, *, is_covered: bool) -> None:
    assert covers(_one(wide), _one(narrow)) is is_covered


@pytest.mark.parametrize(
    ("wide", "narrow", "is_covered"),
    [
        (_names("AWS:*"), _names("AWS:111111111111"), True),
        (_names("*:*"), _names("Service:lambda.amazonaws.com"), False),
        (_names("AWS:111111111111"), _names("AWS:arn:aws:iam::111111111111:role/x"), False),
        (None, _names("AWS:*"), False),
        (_names("AWS:1", negated=True), _names("AWS:2"), False),
    ],
)
def test_principals(wide: Names | None, narrow: Names | None, *, is_covered: bool) -> None:
    whole = _one(_names("*"))
    assert covers(whole._replace(principals=wide), whole._replace(principals=narrow)) is is_covered


def test_conditions_of_one_key_are_compared_without_its_case_and_negated_ones_the_other_way_round() -> None:
    plain = _one(_names("*"))
    few, more = frozenset({"a"}), frozenset({"a", "b"})
    for test, strict, lax in (("StringEquals", few, more), ("ForAllValues:StringNotLike", more, few)):
        narrow = plain._replace(conditions=frozenset({Condition(test, "aws:X", strict)}))
        wide = plain._replace(conditions=frozenset({Condition(test, "aws:x", lax)}))
        assert covers(wide, narrow)
        assert not covers(narrow, wide)
        assert covers(plain, wide)


def test_what_is_left_over_are_single_actions_and_resources() -> None:
    both = _one(_names("a:A", "a:B"), _names("x", "y"))
    left = uncovered(both, [_one(_names("a:A")), _one(_names("*"), _names("x"))])
    assert left == [_one(_names("a:B"), _names("y"))]
