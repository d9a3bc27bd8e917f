"""Statements in one line."""

from podspec.impact.statements import DENY, Condition, Names, Statement
from podspec.impact.wording import names, sentence


def test_nothing_of_a_statement_is_left_out() -> None:
    one = Statement(
        DENY,
        Names(frozenset({"a:B", "a:A"})),
        Names(frozenset({"x"}), negated=True),
        Names(frozenset({"AWS:*"})),
        frozenset({Condition("Bool", "aws:SecureTransport", frozenset({"false"}))}),
    )
    assert sentence(one) == "deny AWS:* to do a:A, a:B on all but x if Bool aws:SecureTransport false"


def test_many_names_are_counted() -> None:
    assert names(["a", "b"]) == "a, b"
    assert names(["a", "b", "c", "d", "e", "f"]) == "a, b, c, d and 2 more"
