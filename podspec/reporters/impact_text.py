"""What a change does, for a terminal: the verdict, then what hurts most, files last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from podspec.model.cost import CostChange
from podspec.model.impact import Action, Direction, Impact
from podspec.reporters import impact_groups as groups
from podspec.reporters.excerpt import visible
from podspec.reporters.impact_groups import MARKS, Attribute, Resource, Right, Workflow
from podspec.reporters.impact_short import pair
from podspec.reporters.impact_words import (
    count_of,
    is_harmless,
    money,
    shortened,
    signed,
    total,
    values,
    verdict,
)
from podspec.reporters.style import Style

_WIDTH = 80
#: Lines of a kind of change that are shown beside an edit, which must not scroll away.
_BRIEF = 8
#: Of each kind, how many are shown; the JSON report has all.
_SHOWN = {"resources": 30, "attributes": 6, "reasons": 2, "rights": 20, "workflows": 20, "files": 10}
_ROLES = {
    Action.REPLACE: "error",
    Action.MAY_REPLACE: "warning",
    Action.DESTROY: "error",
    Action.UPDATE: "warning",
    Action.ADD: "good",
    Action.MOVE: "accent",
}
_SIGNS = {
    Direction.WIDENED: ("+", "error"),
    Direction.CHANGED: ("?", "warning"),
    Direction.NARROWED: ("-", "good"),
}


class Block(NamedTuple):
    """One kind of change: its title, what is said of it, and whether nobody may overlook it."""

    title: str
    lines: list[str]
    is_urgent: bool = False


def impact_lines(impact: Impact, style: Style) -> Iterator[str]:
    """All lines, without a line feed at their ends."""
    yield from _verdict_lines(impact, style)
    for block in blocks(impact, style):
        yield from ("", style.paint("strong", block.title), *block.lines)


def brief_lines(impact: Impact, style: Style) -> Iterator[str]:
    """The verdict, what is lost, what it costs, and which files change; `podspec diff` has the rest."""
    yield from _verdict_lines(impact, style)
    losses = _resources(impact, "Replaced or destroyed", groups.LOSSES, style)
    for block in (losses, _costs(impact, style), _files(impact, style)):
        more = len(block.lines) - _BRIEF
        if block.lines:
            yield from ("", style.paint("strong", block.title), *block.lines[:_BRIEF])
        if more > 0:
            yield style.paint("dim", f"  … {more} more lines: podspec diff")


def _verdict_lines(impact: Impact, style: Style) -> Iterator[str]:
    yield style.paint("strong", visible(f"{impact.before} → {impact.after}"))
    role = "good" if is_harmless(impact) else "error"
    # In one line, or where that is too long in one for each kind of change.
    said = visible(verdict(impact))
    yield from (style.paint(role, line) for line in ([said] if len(said) <= _WIDTH else said.split("; ")))
    for note in impact.notes:
        yield f"{style.paint('warning', 'note')}: {visible(note)}"


def blocks(impact: Impact, style: Style) -> list[Block]:
    """The kinds of change that there are, what hurts most first."""
    found = (
        _resources(impact, "Replaced or destroyed", groups.LOSSES, style),
        _rights(impact, "Rights", (Direction.WIDENED, Direction.CHANGED), style),
        _resources(impact, "Updated in place", (Action.UPDATE,), style),
        _resources(impact, "Moved", (Action.MOVE,), style),
        _added(impact, style),
        _rights(impact, "Rights", (Direction.NARROWED,), style),
        _workflows(impact, style),
        _costs(impact, style),
        _files(impact, style),
    )
    return [block for block in found if block.lines]


def _rest(count: int, style: Style) -> Iterator[str]:
    if count > 0:
        yield style.paint("dim", f"  … {count:,} more; --report json has all")


# -- resources ---------------------------------------------------------------------------------------------


def _resources(impact: Impact, title: str, actions: Sequence[Action], style: Style) -> Block:
    found = groups.resources(impact, *actions)
    shown = found[: _SHOWN["resources"]]
    lines = [line for one in shown for line in _resource(one, style)]
    lines += _rest(len(found) - len(shown), style)
    return Block(f"{title}: {sum(one.size for one in found):,}", lines, actions == groups.LOSSES)


def _resource(one: Resource, style: Style) -> Iterator[str]:
    mark = f"{MARKS[one.action]:<4}"
    head = f"  {style.paint(_ROLES[one.action], mark)} {visible(one.address)}"
    yield from _with_place(head, len(mark) + 3 + len(one.address), one.places, style)
    if one.moved_from:
        yield f"         from {visible(one.moved_from)}"
    for attribute in one.own[: _SHOWN["attributes"]]:
        yield from _attribute(attribute, style)
    more = len(one.own) - _SHOWN["attributes"]
    if more > 0:
        yield style.paint("dim", f"         … {more} more attributes")
    for reason in one.reasons[: _SHOWN["reasons"]]:
        yield style.paint("dim", f"         {visible(reason)}")


def _with_place(head: str, width: int, place: str, style: Style) -> Iterator[str]:
    """A line, and where it holds: behind it, or below it where there is no room."""
    where = style.paint("dim", visible(place))
    if width + 2 + len(place) <= _WIDTH:
        yield f"{head}  {where}"
    else:
        yield head
        yield f"       {where}"


def _attribute(one: Attribute, style: Style) -> Iterator[str]:
    said = style.paint("error" if one.forces else "warning", f"  # {one.effect}") if one.effect else ""
    if len(one.values) == 1:
        old, new, _ = one.values[0]
        yield from _values(f"         {visible(one.path)}: ", old, new, said)
        return
    yield f"         {visible(one.path)}:{said}"
    for old, new, where in one.values[: _SHOWN["attributes"]]:
        yield from _values("           ", old, new, style.paint("dim", f"  {visible(where)}"))


def _values(lead: str, old: str, new: str, tail: str) -> Iterator[str]:
    was, now = (visible(text) or '""' for text in (old, new))
    if len(lead) + len(was) + len(now) + 3 <= _WIDTH:
        yield f"{lead}{was} → {now}{tail}"
        return
    indent = " " * (len(lead) - len(lead.lstrip()))
    if lead.strip() or tail:
        yield f"{lead.rstrip() or indent}{tail}"
    yield f"{indent}  - {was}"
    yield f"{indent}  + {now}"


def _added(impact: Impact, style: Style) -> Block:
    """What is new: each resource, or of many how many there are of each type."""
    found = groups.resources(impact, Action.ADD)
    title = f"Added: {sum(one.size for one in found):,}"
    if len(found) <= _SHOWN["resources"]:
        bare = (one._replace(attributes=()) for one in found)
        return Block(title, [line for one in bare for line in _resource(one, style)])
    types = groups.added_by_type(impact)
    return Block(
        f"{title}, by type", [f"  {style.paint('good', '+')} {count:>4} {visible(kind)}" for kind, count in types]
    )


# -- rights ------------------------------------------------------------------------------------------------


def _rights(impact: Impact, title: str, directions: Sequence[Direction], style: Style) -> Block:
    found = groups.rights(impact, *directions)
    are_doubts = any(one.direction is Direction.CHANGED for one in found)
    hint = " (? cannot be told: read it as a gift)" if are_doubts else ""
    lines = [line for one in found[: _SHOWN["rights"]] for line in _right(one, style)]
    lines += _rest(len(found) - _SHOWN["rights"], style)
    return Block(f"{title} {_counted(found)}{hint}", lines, Direction.WIDENED in directions)


def _counted(found: Sequence[Right]) -> str:
    """`widened: 1, changed: 2`, as the verdict says it."""
    counts = Counter(one.direction for one in found)
    return ", ".join(f"{one.value}: {counts[one]:,}" for one in Direction if counts[one])


def _right(one: Right, style: Style) -> Iterator[str]:
    sign, role = _SIGNS[one.direction]
    head = f"  {style.paint(role, f'{sign:<4}')} {visible(one.holder)}"
    yield from _with_place(head, 7 + len(one.holder), one.places, style)
    yield f"         {visible(shortened(one.subject))}"
    shown = pair(one.old, one.new) if one.old and one.new else (shortened(one.old), shortened(one.new))
    for mark, text in zip(("was", "now"), shown, strict=True):
        if text and text != one.subject:
            yield style.paint("dim", f"         {mark}: {visible(text)}")


# -- workflows, cost, files --------------------------------------------------------------------------------


def _workflows(impact: Impact, style: Style) -> Block:
    found = groups.workflows(impact)
    lines = [line for one in found[: _SHOWN["workflows"]] for line in _workflow(one, style)]
    lines += _rest(len(found) - _SHOWN["workflows"], style)
    return Block(f"Workflows: {len(found):,}", lines, any(one.direction is Direction.WIDENED for one in found))


def _workflow(one: Workflow, style: Style) -> Iterator[str]:
    sign, role = _SIGNS[one.direction]
    names = [path.rpartition("/")[2] for path in one.paths]
    where = names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"
    was, now = pair(one.old, one.new) if one.old and one.new else (shortened(one.old), shortened(one.new))
    said = values(was, now)
    text = f"{one.subject} {said}" if was and not now else f"{one.subject}: {said}"
    is_long = bool(was and now) and 7 + len(text) > _WIDTH
    text = one.subject if is_long else text
    head = f"  {style.paint(role, f'{sign:<4}')} {visible(text)}"
    yield from _with_place(head, 7 + len(text), where, style)
    if is_long:
        yield style.paint("dim", f"         was: {visible(was)}")
        yield style.paint("dim", f"         now: {visible(now)}")


def _costs(impact: Impact, style: Style) -> Block:
    return Block("Cost a month, estimated", list(_cost_lines(impact, style)), is_urgent=True)


def _cost_lines(impact: Impact, style: Style) -> Iterator[str]:
    are_many = len({one.service for one in impact.costs}) > 1
    payers = [_payer(one, are_many=are_many) for one in impact.costs]
    width = max(map(len, payers), default=0)
    for payer, one in zip(payers, impact.costs, strict=True):
        difference = signed((one.new_usd or 0) - (one.old_usd or 0))
        old, new = money(one.old_usd), money(one.new_usd)
        yield f"  {visible(payer):<{width}}  {old:>11} → {new:>11}  {difference:>12}"
    if len(payers) > 1:
        yield f"  {'total':<{width}}  {'':>25}  {style.paint('strong', f'{signed(total(impact)):>12}')}"


def _payer(one: CostChange, *, are_many: bool) -> str:
    """Environment and component; with the service, where there are several."""
    return f"{one.service} {one.environment} {one.component}" if are_many else f"{one.environment} {one.component}"


def _files(impact: Impact, style: Style) -> Block:
    signs = {"added": "+", "removed": "-", "changed": "~"}
    lines = [
        style.paint("dim", f"  {signs[one.change]} {visible(one.path)}  +{one.added} -{one.removed}")
        for one in impact.files[: _SHOWN["files"]]
    ]
    lines += _rest(len(impact.files) - _SHOWN["files"], style)
    return Block(f"Files: {count_of(impact.files)}", lines)


def drift_lines(paths: Iterable[str], style: Style) -> Iterator[str]:
    """One line instead of many drifts: what was compared is what the specs say, not what stands on disk."""
    count = len(list(paths))
    if count:
        yield ""
        said = f"{count:,} {'file is' if count == 1 else 'files are'} not rendered yet: podspec render"
        yield style.paint("warning", said)
