"""Rights before and after -> what is given and what is taken. What cannot be told counts as given.

The law: whatever may be done afterwards and could not be done before is told. So a piece of a statement counts as
old only where one single earlier statement surely matches every request that it matches;
tests/unit/impact/test_permissions.py holds this against a small model of IAM.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from podspec.impact.guards import is_gone
from podspec.impact.patterns import includes, is_known
from podspec.impact.resources import Resource
from podspec.impact.rights import Rights, attached, rights
from podspec.impact.statements import ALLOW, DENY, Condition, Names, Statement, covers, uncovered
from podspec.impact.wording import names, sentence
from podspec.model.impact import Direction, PermissionChange

#: Tests that compare texts, of keys with one value; those of many begin with `ForAnyValue:` and the like.
_TEXT_TESTS = ("StringEquals", "StringLike", "ArnEquals", "ArnLike")


class Move(NamedTuple):
    """One change of one holder's rights."""

    direction: Direction
    subject: str
    old: str = ""
    new: str = ""


def permission_changes(
    before: Mapping[str, Resource], after: Mapping[str, Resource], root: str
) -> tuple[PermissionChange, ...]:
    """All that is given and taken in one root, by holder; of each, what is given comes first."""
    old, new = rights(before), rights(after)
    # A policy counts where it is attached; one that is a boundary, or attached elsewhere, counts by itself.
    elsewhere = attached(before) | attached(after)
    found = [
        PermissionChange(root, holder, *move)
        for holder in sorted({*old, *new} - elsewhere)
        for move in moves(old.get(holder, Rights()), new.get(holder, Rights()))
        if move.direction is Direction.NARROWED or not is_gone(holder, before, after)
    ]
    order = list(Direction)
    return tuple(sorted(dict.fromkeys(found), key=lambda one: (order.index(one.direction), one.holder)))


def moves(old: Rights, new: Rights) -> Iterator[Move]:
    """What is given to one holder, and what is taken from it."""
    yield from _statements(old.policy.statements, new.policy.statements)
    if old.policy.unread != new.policy.unread:
        said = "a policy that is known only once it is applied"
        yield Move(Direction.CHANGED, said, _lines(old.policy.unread), _lines(new.policy.unread))
    for arn in sorted(new.attached - old.attached):
        yield Move(Direction.WIDENED, f"policy {arn}", new=arn)
    for arn in sorted(old.attached - new.attached):
        yield Move(Direction.NARROWED, f"policy {arn}", old=arn)
    yield from _boundary(old.boundary, new.boundary)


def _boundary(old: str | None, new: str | None) -> Iterator[Move]:
    """What caps a role. One that has just been made has no rights that it could have lost."""
    if old is None or new is None or old == new:
        return
    direction = Direction.CHANGED if old and new else Direction.WIDENED if old else Direction.NARROWED
    yield Move(direction, "permissions boundary", old, new)


def _lines(texts: frozenset[str]) -> str:
    return "; ".join(sorted(texts))


# -- statements --------------------------------------------------------------------------------------------


def _statements(old: Sequence[Statement], new: Sequence[Statement]) -> Iterator[Move]:
    kept = {one.meaning for one in old} & {one.meaning for one in new}
    gone = [one for one in old if one.meaning not in kept]
    fresh = [one for one in new if one.meaning not in kept]
    pairs = _pairs(gone, fresh)
    for at, one in enumerate(fresh):
        direction = {ALLOW: Direction.WIDENED, DENY: Direction.NARROWED}.get(one.effect, Direction.CHANGED)
        was = next((gone[left] for left, right in pairs if right == at), None)
        yield from _beyond(one, old, was, direction, is_new=True)
    for at, one in enumerate(gone):
        direction = {ALLOW: Direction.NARROWED, DENY: Direction.WIDENED}.get(one.effect, Direction.CHANGED)
        now = next((fresh[right] for left, right in pairs if left == at), None)
        yield from _beyond(one, new, now, direction, is_new=False)


def _beyond(
    one: Statement,
    others: Sequence[Statement],
    partner: Statement | None,
    direction: Direction,
    *,
    is_new: bool,
) -> Iterator[Move]:
    """What a statement matches beyond all others of its effect; `partner` is what it was, or has become."""
    pieces = uncovered(one, [other for other in others if other.effect == one.effect])
    if not pieces:
        return
    if partner and _is_doubtful(one, partner, pieces):
        direction = Direction.CHANGED
    here, there = sentence(one), sentence(partner) if partner else ""
    yield Move(direction, _subject(pieces, partner), *((there, here) if is_new else (here, there)))


def _pairs(gone: Sequence[Statement], fresh: Sequence[Statement]) -> list[tuple[int, int]]:
    """Which statement has become which, by their places: those of one name first, then those most alike.

    Each is in one pair at most: two that were one would be told with values that neither had.
    """
    likely = [
        (bool(was.sid) and was.sid == now.sid, _likeness(was, now), left, right)
        for left, was in enumerate(gone)
        for right, now in enumerate(fresh)
        if was.effect == now.effect
    ]
    found: dict[int, int] = {}
    for is_named, likeness, left, right in sorted(likely, key=lambda one: (not one[0], -one[1], *one[2:])):
        if (is_named or likeness) and left not in found and right not in found.values():
            found[left] = right
    return list(found.items())


def _likeness(one: Statement, other: Statement) -> float:
    """How much two statements share; conditions decide only between those that are alike in the rest."""
    shared = sum(
        _share(_patterns(getattr(one, part)), _patterns(getattr(other, part)))
        for part in ("actions", "resources", "principals")
    )
    return shared and shared + _share(_values(one), _values(other)) / 10


def _share(mine: AbstractSet[object], theirs: AbstractSet[object]) -> float:
    return len(mine & theirs) / len(mine | theirs) if mine or theirs else 0.0


def _values(one: Statement) -> set[object]:
    return {(test, key.lower(), value) for test, key, values in one.conditions for value in values}


def _is_doubtful(one: Statement, partner: Statement, pieces: Sequence[Statement]) -> bool:
    """Whether a change may be none: other conditions, or one name that is known only later instead of another."""
    if covers(one, partner):
        return False
    moved = [text for part in ("actions", "resources", "principals") for text in _moved(pieces, partner, part)]
    is_swap = not all(map(is_known, moved)) and not all(map(is_known, _texts(partner)))
    return is_swap or (not moved and not _lets_more_in(one, partner))


def _lets_more_in(one: Statement, partner: Statement) -> bool:
    """Whether a condition surely takes a value that the partner's condition of that test and key does not."""
    return any(
        (mine.test, mine.variable.lower()) == (theirs.test, theirs.variable.lower())
        and mine.test.startswith(_TEXT_TESTS)
        and not mine.is_negated
        and all(map(is_known, theirs.values))
        and any(is_known(value) and not _is_taken(value, theirs) for value in mine.values)
        for mine in one.conditions
        for theirs in partner.conditions
    )


def _is_taken(value: str, condition: Condition) -> bool:
    """Whether a condition may take a value; wildcards and case are read as widely as any of these tests does."""
    return any(includes(one.lower(), value.lower()) for one in condition.values)


def _texts(statement: Statement) -> Iterator[str]:
    for part in (statement.actions, statement.resources, statement.principals):
        yield from part.patterns if part else ()


def _moved(pieces: Sequence[Statement], partner: Statement, part: str) -> list[str]:
    """The patterns of the pieces that the partner does not have in this part."""
    there: Names | None = getattr(partner, part)
    here = {text for piece in pieces for text in _patterns(getattr(piece, part))}
    if there and there.negated:
        return sorted(here & there.patterns)
    known = there.patterns if there else frozenset()
    return sorted(text for text in here if not any(includes(one.lower(), text.lower()) for one in known))


def _patterns(part: Names | None) -> frozenset[str]:
    return part.patterns if part else frozenset()


def _subject(pieces: Sequence[Statement], partner: Statement | None) -> str:
    """What moved, in a few words."""
    if partner is None:
        return names(sorted({text for piece in pieces for text in _patterns(piece.actions)}))
    moved = (
        names(found) for part in ("actions", "principals", "resources") if (found := _moved(pieces, partner, part))
    )
    return ", ".join(moved) or "conditions"
