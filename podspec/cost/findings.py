"""What a person should know beside the sums: prices are old (PS290), or the budget is too small (PS291).

Both warn, since an estimate proves nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from podspec.model.cost import CostLine, Estimate
from podspec.model.diagnostic import Diagnostic, Finding, Label, Severity

#: How old a price may be. AWS changes few prices a year, and seldom upwards.
_OLD = timedelta(days=180)


def old_prices(file: str, estimates: Iterable[Estimate], as_of: date) -> Iterator[Diagnostic]:
    """Say once for a spec that prices in its estimates are older than half a year on that day."""
    lines = [line for estimate in estimates for line in estimate.lines]
    old = {_what(line): line.dated for line in lines if date.fromisoformat(line.dated) + _OLD < as_of}
    if not old:
        return
    oldest, dated = min(old.items(), key=lambda one: (one[1], one[0]))
    yield Diagnostic(
        "PS290",
        Severity.WARNING,
        f"the price of {oldest} is of {dated}, more than {_OLD.days} days before {as_of}",
        Label(file, None),
        help=f"{len(old)} prices are that old; a newer podspec has newer ones",
    )


def _what(line: CostLine) -> str:
    return line.item if line.price_region == "global" else f"{line.item} in {line.price_region}"


def over_budget(estimate: Estimate) -> Iterator[Finding]:
    """Say that an environment is estimated above what it may cost; its paths are those of the environment."""
    budget = estimate.budget_usd
    if budget is not None and estimate.monthly_usd > budget:
        cost = f"{estimate.monthly_usd:,.2f}"
        yield Finding(
            ("cost", "monthly_budget_usd"),
            f"{estimate.environment} is estimated at {cost} USD a month, above its budget",
            f"{budget:,.0f} USD, and {estimate.monthly_usd - budget:,.2f} too little",
            help=f"podspec cost --env {estimate.environment} --lines says what it is made of",
        )
