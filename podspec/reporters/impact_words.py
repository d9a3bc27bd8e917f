"""The words of a change that text and Markdown share: the verdict, money, and values cut to what differs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from podspec.model.cost import added as sum_of
from podspec.model.impact import Action, Direction, FileImpact, Impact
from podspec.reporters import impact_groups as groups

_VERBS = {
    Action.REPLACE: "REPLACED",
    Action.DESTROY: "DESTROYED",
    Action.LEAVE: "left behind",
    Action.MAY_REPLACE: "may be replaced",
    Action.UPDATE: "updated in place",
    Action.MOVE: "moved",
    Action.ADD: "added",
}


def verdict(impact: Impact) -> str:
    """The whole change in one line, what hurts most first."""
    return "; ".join(_verdict(impact)) or "nothing changes"


def is_harmless(impact: Impact) -> bool:
    """True if nothing is lost or given that was not there before, as far as anybody knows."""
    lost = any(one.action in {*groups.LOSSES, Action.LEAVE} for one in impact.resources)
    directions = [one.direction for one in impact.permissions] + [one.direction for one in impact.workflows]
    given = any(direction is not Direction.NARROWED for direction in directions)
    unknown = impact.notes or impact.broken or impact.unjudged or impact.handed_over
    return not (lost or given or unknown)


def _verdict(impact: Impact) -> Iterator[str]:
    if impact.broken:
        yield f"{_counted(impact.broken, 'root')} could not be judged"
    counts = Counter(one.action for one in impact.resources)
    done = [f"{counts[action]:,} {verb}" for action, verb in _VERBS.items() if counts[action]]
    if done:
        first, *rest = done
        count, _, verb = first.partition(" ")
        yield ", ".join([f"{count} resource{'' if count == '1' else 's'} {verb}", *rest])
    yield from _directions("rights", Counter(one.direction for one in groups.rights(impact, *Direction)))
    yield from _directions("workflows", Counter(one.direction for one in groups.workflows(impact)))
    if impact.costs:
        yield f"cost {signed(total(impact))}/month"
    if impact.unjudged:
        yield f"{_counted(impact.unjudged, 'file')} not judged"
    if impact.handed_over:
        yield f"handed over: {_counted(impact.handed_over, 'file')}"
    unknown = impact.broken or impact.unjudged or impact.notes
    told = impact.resources or impact.permissions or impact.workflows or impact.costs
    if impact.files and not told and unknown:
        yield f"files change: {len(impact.files):,}"
    elif impact.files and not told:
        yield f"only files change: {len(impact.files):,}, and no resource, right, workflow or cost"
    if impact.notes:
        yield f"{len(impact.notes)} note{'' if len(impact.notes) == 1 else 's'} below"


def _counted(items: tuple[str, ...], what: str) -> str:
    return f"{len(items):,} {what}{'' if len(items) == 1 else 's'}"


def _directions(what: str, counts: Counter[Direction]) -> Iterator[str]:
    """`rights widened: 2, changed: 1`; narrowed ones are no news where others are."""
    said = [f"{direction.value}: {counts[direction]:,}" for direction in Direction if counts[direction]]
    if said:
        yield f"{what} {', '.join(said)}"


def total(impact: Impact) -> float:
    """What the change adds to the monthly bill, in US dollars."""
    return sum_of((one.new_usd or 0) - (one.old_usd or 0) for one in impact.costs)


def money(usd: float | None) -> str:
    """An amount, or a dash where there is none."""
    return "-" if usd is None else f"${usd:,.2f}"


def signed(usd: float) -> str:
    """A difference of amounts, always with its sign; one of less than half a cent has both."""
    amount = f"{abs(usd):,.2f}"
    return f"{'±' if not amount.strip('0.') else '-' if usd < 0 else '+'}${amount}"


def values(old: str, new: str) -> str:
    """What something was and is; what is not there any more reads as gone."""
    return f"{old} → {new}" if old and new else new or f"gone: {old}"


def count_of(files: tuple[FileImpact, ...]) -> str:
    """`25 files: 2 added, 20 changed, 3 removed (+120 -30 lines)`."""
    counts = Counter(one.change for one in files)
    said = ", ".join(
        f"{counts[change]:,} {change}" for change in ("added", "changed", "removed") if counts[change]
    )
    added, removed = sum(one.added for one in files), sum(one.removed for one in files)
    return f"{said} (+{added:,} -{removed:,} lines)"
