"""What a change gives and takes, for a terminal: rights, and what workflows may do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from podspec.model.impact import Direction, Impact
from podspec.reporters import impact_groups as groups
from podspec.reporters.excerpt import visible
from podspec.reporters.fit import cut
from podspec.reporters.impact_block import Block, rest, with_place
from podspec.reporters.impact_groups import Right, Workflow
from podspec.reporters.impact_short import pair
from podspec.reporters.impact_words import values
from podspec.reporters.style import Style

#: Of each kind, how many are shown; the JSON report has all.
_MOST: Final = 20
#: Columns of a statement that gives something, and of one that takes.
_STATEMENT, _TAKEN = 480, 112
_SIGNS = {
    Direction.WIDENED: ("+", "error"),
    Direction.CHANGED: ("?", "warning"),
    Direction.NARROWED: ("-", "good"),
}


def rights(impact: Impact, title: str, directions: Sequence[Direction], style: Style) -> Block:
    """The rights that go in these directions, greatest gifts first."""
    found = groups.rights(impact, *directions)
    lines = [line for one in found[:_MOST] for line in _right(one, style)]
    lines += rest(len(found) - _MOST, style)
    return Block(f"{title} {_counted(found)}", lines, Direction.WIDENED in directions)


def _counted(found: Sequence[Right] | Sequence[Workflow]) -> str:
    """`widened: 1, changed: 2`, as the verdict says it."""
    counts = Counter(one.direction for one in found)
    said = ", ".join(f"{one.value}: {counts[one]:,}" for one in Direction if counts[one])
    return f"{said} (? cannot be told: read it as a gift)" if counts[Direction.CHANGED] else said


def _right(one: Right, style: Style) -> Iterator[str]:
    sign, role = _SIGNS[one.direction]
    head = f"  {style.paint(role, f'{sign:<4}')} {visible(one.holder)}"
    yield from with_place(head, 7 + len(one.holder), one.places, style)
    # What is given is shown whole, as far as anybody reads: a condition at its end may be all that matters.
    widest = _STATEMENT if one.direction is not Direction.NARROWED else _TAKEN
    yield f"         {visible(cut(one.subject, widest))}"
    shown = pair(one.old, one.new, widest)
    for mark, text in zip(("was", "now"), shown, strict=True):
        if text and text != one.subject:
            yield style.paint("dim", f"         {mark}: {visible(text)}")


def workflows(impact: Impact, style: Style) -> Block:
    """What starts workflows, what their tokens may do, and which secrets and code of others they use."""
    found = groups.workflows(impact)
    lines = [line for one in found[:_MOST] for line in _workflow(one, style)]
    lines += rest(len(found) - _MOST, style)
    is_urgent = any(one.direction is not Direction.NARROWED for one in found)
    return Block(f"Workflows {_counted(found)}", lines, is_urgent)


def _workflow(one: Workflow, style: Style) -> Iterator[str]:
    sign, role = _SIGNS[one.direction]
    names = [path.rpartition("/")[2] for path in one.paths]
    where = names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"
    was, now = pair(one.old, one.new, _STATEMENT)
    said = values(was, now)
    text = f"{one.subject} {said}" if was and not now else f"{one.subject}: {said}"
    is_long = bool(was and now) and 7 + len(text) > style.width
    text = one.subject if is_long else text
    head = f"  {style.paint(role, f'{sign:<4}')} {visible(text)}"
    yield from with_place(head, 7 + len(text), where, style)
    if is_long:
        yield style.paint("dim", f"         was: {visible(was)}")
        yield style.paint("dim", f"         now: {visible(now)}")
