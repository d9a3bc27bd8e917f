"""What a change does, for a terminal: the verdict, then what hurts most, files last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from podspec.model.cost import CostChange
from podspec.model.impact import Action, Direction, Impact
from podspec.reporters import impact_given as given
from podspec.reporters import impact_groups as groups
from podspec.reporters.excerpt import visible
from podspec.reporters.impact_block import Block, rest, with_place
from podspec.reporters.impact_groups import MARKS, Attribute, Resource
from podspec.reporters.impact_words import count_of, is_harmless, money, signed, total, verdict
from podspec.reporters.paper import plural
from podspec.reporters.style import Style
from podspec.reporters.wrap import wrapped

#: Lines of a kind of change that are shown beside an edit, which must not scroll away.
_BRIEF = 8
#: Of each kind, how many are shown; the JSON report has all.
_SHOWN = {"resources": 30, "attributes": 6, "reasons": 2, "files": 10}
_LEFT = (
    "Terraform destroys nothing of a root that is gone. It stays in AWS, and on the bill, whatever is said of cost"
    " here. Take it down first, while its files are there: its scripts/teardown.sh does it"
)
_ROLES = {
    Action.REPLACE: "error",
    Action.MAY_REPLACE: "warning",
    Action.DESTROY: "error",
    Action.LEAVE: "error",
    Action.UPDATE: "warning",
    Action.ADD: "good",
    Action.MOVE: "accent",
}


def impact_lines(impact: Impact, style: Style) -> Iterator[str]:
    """All lines, without a line feed at their ends."""
    yield from _verdict_lines(impact, style)
    for block in blocks(impact, style):
        yield from ("", *wrapped(style.paint("strong", block.title), style.width), *block.lines)


def brief_lines(impact: Impact, style: Style) -> Iterator[str]:
    """The verdict, what is lost, what it costs, and which files change; `podspec diff` has the rest."""
    yield from _verdict_lines(impact, style)
    losses = _resources(impact, "Replaced or destroyed", groups.LOSSES, style)
    for loose in (losses, _left(impact, style), _costs(impact, style), _files(impact, style)):
        block = loose.fitting(style)
        more = len(block.lines) - _BRIEF
        if block.lines:
            yield from ("", style.paint("strong", block.title), *block.lines[:_BRIEF])
        if more > 0:
            yield style.paint("dim", f"  … {plural(more, 'more line')}: podspec diff")


def _verdict_lines(impact: Impact, style: Style) -> Iterator[str]:
    yield style.paint("strong", visible(f"{impact.before} → {impact.after}"))
    role = "good" if is_harmless(impact) else "error"
    # In one line, or where that is too long in one for each kind of change.
    said = visible(verdict(impact))
    lines = [style.paint(role, line) for line in ([said] if len(said) <= style.width else said.split("; "))]
    lines += [f"{style.paint('warning', 'note')}: {visible(note)}" for note in impact.notes]
    yield from (piece for line in lines for piece in wrapped(line, style.width))


def blocks(impact: Impact, style: Style) -> list[Block]:
    """The kinds of change that there are, what hurts most first."""
    found = (
        _resources(impact, "Replaced or destroyed", groups.LOSSES, style),
        _left(impact, style),
        given.rights(impact, "Rights", (Direction.WIDENED, Direction.CHANGED), style),
        _resources(impact, "Updated in place", (Action.UPDATE,), style),
        _resources(impact, "Moved", (Action.MOVE,), style),
        _added(impact, style),
        given.rights(impact, "Rights", (Direction.NARROWED,), style),
        given.workflows(impact, style),
        _costs(impact, style),
        _files(impact, style),
    )
    return [block.fitting(style) for block in found if block.lines]


# -- resources ---------------------------------------------------------------------------------------------


def _resources(impact: Impact, title: str, actions: Sequence[Action], style: Style) -> Block:
    found = groups.resources(impact, *actions)
    shown = found[: _SHOWN["resources"]]
    lines = [line for one in shown for line in _resource(one, style)]
    lines += rest(len(found) - len(shown), style)
    return Block(f"{title}: {sum(one.size for one in found):,}", lines, actions == groups.LOSSES)


def _resource(one: Resource, style: Style) -> Iterator[str]:
    mark = f"{MARKS[one.action]:<4}"
    head = f"  {style.paint(_ROLES[one.action], mark)} {visible(one.address)}"
    yield from with_place(head, len(mark) + 3 + len(one.address), one.places, style)
    if one.moved_from:
        yield f"         from {visible(one.moved_from)}"
    for attribute in one.own[: _SHOWN["attributes"]]:
        yield from _attribute(attribute, style)
    more = len(one.own) - _SHOWN["attributes"]
    if more > 0:
        yield style.paint("dim", f"         … {more} more attributes")
    for reason in one.reasons[: _SHOWN["reasons"]]:
        yield style.paint("dim", f"         {visible(reason)}")


def _left(impact: Impact, style: Style) -> Block:
    """Roots that are gone. What is in them is only counted: nothing happens to it, and that is the trouble."""
    counts = Counter(one.root for one in impact.resources if one.action is Action.LEAVE)
    mark = style.paint(_ROLES[Action.LEAVE], f"{MARKS[Action.LEAVE]:<4}")
    lines = [f"  {mark} {visible(root)}  {plural(count, 'resource')}" for root, count in counts.items()]
    return Block(f"Left behind: {counts.total():,}", [f"  {_LEFT}", *lines] if lines else [], is_urgent=True)


def _attribute(one: Attribute, style: Style) -> Iterator[str]:
    said = style.paint("error" if one.forces else "warning", f"  # {one.effect}") if one.effect else ""
    if len(one.values) == 1:
        old, new, _ = one.values[0]
        yield from _values(f"         {visible(one.path)}: ", old, new, said, style.width)
        return
    yield f"         {visible(one.path)}:{said}"
    for old, new, where in one.values[: _SHOWN["attributes"]]:
        yield from _values("           ", old, new, style.paint("dim", f"  {visible(where)}"), style.width)


def _values(lead: str, old: str, new: str, tail: str, width: int) -> Iterator[str]:
    was, now = (visible(text) or '""' for text in (old, new))
    if len(lead) + len(was) + len(now) + 3 <= width:
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


# -- cost, files -------------------------------------------------------------------------------------------


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
    lines += rest(len(impact.files) - _SHOWN["files"], style)
    return Block(f"Files: {count_of(impact.files)}", lines)


def drift_lines(paths: Iterable[str], style: Style) -> Iterator[str]:
    """One line instead of many drifts: what was compared is what the specs say, not what stands on disk."""
    count = len(list(paths))
    if count:
        yield ""
        said = f"{count:,} {'file is' if count == 1 else 'files are'} not rendered yet: podspec render"
        yield style.paint("warning", said)
