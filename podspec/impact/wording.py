"""Statements of policies in one line, for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from podspec.impact.statements import Names, Statement

#: Names in a row that are written out.
_SHOWN = 4


def sentence(one: Statement) -> str:
    """A whole statement in one line; nothing is left out."""
    return " ".join(_words(one))


def names(found: Sequence[str]) -> str:
    """A few names, and how many more there are."""
    more = len(found) - _SHOWN
    return ", ".join(found[:_SHOWN]) + (f" and {more} more" if more > 0 else "")


def _words(one: Statement) -> Iterator[str]:
    yield one.effect.lower()
    if one.principals:
        yield _of(one.principals)
        yield "to do"
    if one.actions:
        yield _of(one.actions)
    if one.resources:
        yield f"on {_of(one.resources)}"
    conditions = [
        f"{test} {key} {' or '.join(sorted(values))}" for test, key, values in sorted(one.conditions, key=str)
    ]
    if conditions:
        yield f"if {' and '.join(conditions)}"


def _of(part: Names) -> str:
    return f"{'all but ' if part.negated else ''}{', '.join(sorted(part.patterns))}"
