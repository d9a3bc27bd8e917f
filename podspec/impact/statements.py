"""Statements of IAM policies, and when one matches every request that another one matches.

Sources, both of the IAM User Guide, read 2026-11: reference_policies_elements_condition_operators.html and
reference_policies_condition-logic-multiple-context-keys-or-values.html (values are alternatives, with a negated
operator exclusions; all conditions must hold).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from typing import NamedTuple

from podspec.impact.patterns import includes, is_known, overlap

ALLOW = "Allow"
DENY = "Deny"
_EVERYBODY = {"*:*", "AWS:*"}
_PATTERN_TESTS = ("Like", "ArnEquals", "ArnNotEquals")


class Names(NamedTuple):
    """Actions, resources or principals: those that match one of the patterns; if `negated`, all others."""

    patterns: frozenset[str]
    negated: bool = False

    def without_case(self) -> Names:
        """The same in lower case, as AWS compares actions; what is not known yet keeps its own."""
        return Names(frozenset(one.lower() if is_known(one) else one for one in self.patterns), self.negated)


class Condition(NamedTuple):
    """One test of one key of the request, with its values."""

    test: str
    variable: str
    values: frozenset[str]

    @property
    def is_negated(self) -> bool:
        """True if the values are exclusions."""
        return "Not" in self.test.rpartition(":")[2]


class Statement(NamedTuple):
    """A statement. Identity policies have no principals, and trust policies no resources: then these are None."""

    effect: str
    actions: Names | None
    resources: Names | None = None
    principals: Names | None = None
    conditions: frozenset[Condition] = frozenset()
    sid: str = ""

    @property
    def meaning(self) -> Statement:
        """The same without its name, which means nothing."""
        return self._replace(sid="")


def covers(wide: Statement, narrow: Statement) -> bool:
    """True if `wide` surely matches every request that `narrow` matches; their effects do not matter."""
    return (
        _covers_actions(wide.actions, narrow.actions)
        and _covers(wide.resources, narrow.resources)
        and _covers_principals(wide.principals, narrow.principals)
        and all(any(_implies(one, asked) for one in narrow.conditions) for asked in wide.conditions)
    )


def uncovered(statement: Statement, others: Iterable[Statement]) -> list[Statement]:
    """The pieces of a statement, each of one action, resource and principal, that no other surely covers."""
    others = list(others)
    if any(covers(one, statement) for one in others):
        return []
    return [piece for piece in _pieces(statement) if not any(covers(one, piece) for one in others)]


def _pieces(statement: Statement) -> Iterator[Statement]:
    choices = product(_singles(statement.actions), _singles(statement.resources), _singles(statement.principals))
    for actions, resources, principals in choices:
        yield statement._replace(actions=actions, resources=resources, principals=principals)


def _singles(names: Names | None) -> list[Names | None]:
    if names is None or names.negated:
        return [names]
    return [Names(frozenset({pattern})) for pattern in sorted(names.patterns)]


def _covers(wide: Names | None, narrow: Names | None) -> bool:
    if wide is None or narrow is None:
        return wide == narrow
    if not wide.negated:
        return "*" in wide.patterns if narrow.negated else _all_in(narrow.patterns, wide.patterns)
    if narrow.negated:
        return _all_in(wide.patterns, narrow.patterns)
    return not any(overlap(one, other) for one in narrow.patterns for other in wide.patterns)


def _covers_actions(wide: Names | None, narrow: Names | None) -> bool:
    return _covers(wide and wide.without_case(), narrow and narrow.without_case())


def _covers_principals(wide: Names | None, narrow: Names | None) -> bool:
    """Principals have no wildcard but the one for everybody, which is not said to take in AWS's own services."""
    if wide is None or narrow is None or wide.negated or narrow.negated:
        return wide == narrow
    is_everybody = not wide.patterns.isdisjoint(_EVERYBODY)
    return all(
        one in wide.patterns or (is_everybody and one.startswith(("AWS:", "*:"))) for one in narrow.patterns
    )


def _all_in(narrow: frozenset[str], wide: frozenset[str]) -> bool:
    return all(any(includes(one, pattern) for one in wide) for pattern in narrow)


def _implies(strict: Condition, asked: Condition) -> bool:
    """True if whoever meets the first condition surely meets the second."""
    # AWS compares keys without case.
    if (strict.test, strict.variable.lower()) != (asked.test, asked.variable.lower()):
        return False
    inner, outer = (asked, strict) if asked.is_negated else (strict, asked)
    if any(word in asked.test for word in _PATTERN_TESTS):
        return _all_in(inner.values, outer.values)
    return inner.values <= outer.values
