"""Two estimates of each service -> what a change does to the monthly bill, by environment and component."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from podspec.model.cost import CostChange, Estimate

Estimates = Mapping[str, tuple[Estimate, ...]]
_Sums = dict[tuple[str, str, str], float]
#: Half a cent: below that, a difference is one of arithmetic.
_NOTHING = 0.005


def cost_changes(before: Estimates, after: Estimates) -> tuple[CostChange, ...]:
    """Every component of an environment whose estimate is another. Both sides are by the name of the service."""
    old, new = _sums(before), _sums(after)
    found = (
        CostChange(environment, component, old.get(key), new.get(key), service)
        for key in dict.fromkeys([*old, *new])
        for service, environment, component in [key]
    )
    return tuple(one for one in found if _differs(one))


def without(estimates: Estimates, unknown: AbstractSet[str]) -> Estimates:
    """The estimates of all services but those whose other side is not known: nothing is no price for them."""
    return {service: found for service, found in estimates.items() if service not in unknown}


def _differs(one: CostChange) -> bool:
    return abs((one.new_usd or 0) - (one.old_usd or 0)) >= _NOTHING


def _sums(estimates: Estimates) -> _Sums:
    sums: _Sums = {}
    for service, of_service in estimates.items():
        for estimate in of_service:
            for line in estimate.lines:
                key = (service, estimate.environment, line.component)
                sums[key] = sums.get(key, 0.0) + line.monthly_usd
    return sums
