"""Two estimates of each service -> what a change does to the monthly bill, by environment and component."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from podspec.model.cost import CostChange, Estimate

Estimates = Mapping[str, tuple[Estimate, ...]]
_Key = tuple[str, str, str]
_Sums = dict[_Key, float]
#: Half a cent: below that, a difference is one of arithmetic.
_NOTHING = 0.005


def cost_changes(before: Estimates, after: Estimates) -> tuple[CostChange, ...]:
    """Every component of an environment whose estimate is another. Both sides are by the name of the service.

    One that has something else without a price is left out: its sums would say that what nobody prices is free.
    """
    old, new, unknown = _sums(before), _sums(after), _unpriced(before, after)
    found = (
        CostChange(environment, component, old.get(key), new.get(key), service)
        for key in dict.fromkeys([*old, *new])
        if key not in unknown
        for service, environment, component in [key]
    )
    return tuple(one for one in found if _differs(one))


def cost_notes(before: Estimates, after: Estimates) -> tuple[str, ...]:
    """The components of which nobody can say what the change costs."""
    return tuple(
        f"{' '.join(key)}: no price is known of {', '.join(items)}, so what the change costs is not known"
        for key, items in _unpriced(before, after).items()
    )


def without(estimates: Estimates, unknown: AbstractSet[str]) -> Estimates:
    """The estimates of all services but those whose other side is not known: nothing is no price for them."""
    return {service: found for service, found in estimates.items() if service not in unknown}


def _differs(one: CostChange) -> bool:
    return abs((one.new_usd or 0) - (one.old_usd or 0)) >= _NOTHING


def _unpriced(before: Estimates, after: Estimates) -> dict[_Key, list[str]]:
    """By component, what has no price and is more, less or other than before."""
    old, new = _missing(before), _missing(after)
    found: dict[_Key, list[str]] = {}
    for key, item in dict.fromkeys([*old, *new]):
        if old.get((key, item)) != new.get((key, item)):
            found.setdefault(key, []).append(item)
    return found


def _missing(estimates: Estimates) -> dict[tuple[_Key, str], float]:
    missing: dict[tuple[_Key, str], float] = {}
    for service, of_service in estimates.items():
        for one in (line for estimate in of_service for line in estimate.unpriced):
            item = ((service, one.environment, one.component), one.item)
            missing[item] = missing.get(item, 0.0) + one.quantity
    return missing


def _sums(estimates: Estimates) -> _Sums:
    sums: _Sums = {}
    for service, of_service in estimates.items():
        for estimate in of_service:
            for line in estimate.lines:
                key = (service, estimate.environment, line.component)
                sums[key] = sums.get(key, 0.0) + line.monthly_usd
    return sums
