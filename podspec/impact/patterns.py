"""What AWS's wildcards match, and when one pattern matches all that another one does.

Sources, both of the IAM User Guide, read 2026-11: reference_policies_elements_resource.html (`*` and `?` stand
inside one segment of an ARN; only a last `*` may reach further), reference_policies_elements_action.html (actions
are compared without case).
"""

from __future__ import annotations

import re
from functools import cache

_ARN = "arn:"
#: partition, service, region, account, and then the resource, which may hold colons of its own
_SEGMENTS = 6
_ANY = "*"
_ONE = "?"
_WILDCARDS = re.compile(r"[*?]{2,}")

Tokens = tuple[str, ...]


@cache
def includes(wide: str, narrow: str) -> bool:
    """True if `wide` surely matches all that `narrow` does. False may mean that nobody can tell.

    `${…}` stands for a text that is not known yet, or that the request fills in: only the same one is equal to it.
    """
    if wide in {_ANY, narrow}:
        return True
    if wide.startswith(_ARN) and narrow.startswith(_ARN):
        return _includes_arn(tokens(wide), tokens(narrow))
    return _includes(tokens(wide), tokens(narrow))


def overlap(one: str, other: str) -> bool:
    """False only if nothing matches both patterns, as their beginnings or ends show."""
    first, second = tokens(one), tokens(other)
    return _agree(first, second) and _agree(first[::-1], second[::-1])


def unknown(expression: str) -> str:
    """A pattern for an expression of HCL: a template with holes, or one hole."""
    is_template = expression.startswith('"') and expression.endswith('"') and len(expression) > 1
    return expression[1:-1] if is_template else f"${{{expression}}}"


def is_known(text: str) -> bool:
    """False for a text in which something is filled in later."""
    return "${" not in text


@cache
def tokens(pattern: str) -> Tokens:
    """A pattern as single characters and whole `${…}`."""
    found: list[str] = []
    at = 0
    pattern = _WILDCARDS.sub(_in_order, pattern)
    while at < len(pattern):
        end = _end_of_unknown(pattern, at) if pattern.startswith("${", at) else at + 1
        found.append(pattern[at:end])
        at = end
    return tuple(found)


def _in_order(run: re.Match[str]) -> str:
    """Wildcards in a row mean the same in any order: one character for each `?`, and more if there is a `*`."""
    return _ONE * run[0].count(_ONE) + (_ANY if _ANY in run[0] else "")


def _end_of_unknown(pattern: str, start: int) -> int:
    depth = 0
    for at in range(start + 1, len(pattern)):
        depth += (pattern[at] == "{") - (pattern[at] == "}")
        if not depth:
            return at + 1
    return len(pattern)


def _includes_arn(wide: Tokens, narrow: Tokens) -> bool:
    """Segment by segment: whether a `*` in the middle reaches across a colon is nowhere promised."""
    pairs = list(zip(_segments(wide), _segments(narrow), strict=False))
    return len(pairs) == _SEGMENTS and all(_includes(*pair) for pair in pairs)


def _segments(arn: Tokens) -> list[Tokens]:
    found: list[Tokens] = []
    rest = arn
    while len(found) < _SEGMENTS - 1 and ":" in rest:
        at = rest.index(":")
        found.append(rest[:at])
        rest = rest[at + 1 :]
    return [*found, rest]


def _includes(wide: Tokens, narrow: Tokens) -> bool:
    """Reads `narrow` as a text, wildcards and all, and follows every place in `wide` that it can have led to."""
    places = _skipping(wide, {0})
    for token in narrow:
        places = _skipping(wide, {after for place in places for after in _step(wide, place, token)})
    return len(wide) in places


def _step(wide: Tokens, place: int, token: str) -> set[int]:
    if place == len(wide):
        return set()
    here = wide[place]
    if here == _ANY:
        return {place}
    is_one = here == _ONE and len(token) == 1 and token != _ANY
    return {place + 1} if is_one or (here == token and token != _ANY) else set()


def _skipping(wide: Tokens, places: set[int]) -> set[int]:
    """A `*` may also match nothing."""
    found = set(places)
    for place in places:
        at = place
        while at < len(wide) and wide[at] == _ANY:
            at += 1
            found.add(at)
    return found


def _agree(one: Tokens, other: Tokens) -> bool:
    for first, second in zip(one, other, strict=False):
        if not (_is_literal(first) and _is_literal(second)):
            return True
        if first != second:
            return False
    return True


def _is_literal(token: str) -> bool:
    return len(token) == 1 and token not in {_ANY, _ONE}
