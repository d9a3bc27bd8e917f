"""What a service is estimated to cost in a month, line by line."""

from __future__ import annotations

from collections.abc import Iterable
from math import fsum
from typing import NamedTuple


def added(amounts: Iterable[float]) -> float:
    """The sum of some amounts, rounded once: the same bits whatever their order, and in every Python.

    `sum` itself adds floats in another way since Python 3.12, which moved a cent between two versions. Source:
    What's New In Python 3.12, other language changes (2026-11).
    """
    return fsum(amounts)


class CostLine(NamedTuple):
    """One thing that is paid for: `quantity` of `unit` in a month, at `price_usd` each.

    `because` says where the quantity comes from (spec values and assumptions); `source` and `dated` where the
    price was read, and when (a day such as 2026-11-20). `price_region` is the region whose price it is: where the
    table has none for the line's own region, that of us-east-1 stands in; `global` is one that all regions share.
    """

    environment: str
    region: str
    component: str
    item: str
    quantity: float
    unit: str
    price_usd: float
    because: str
    source: str
    dated: str
    price_region: str = ""

    @property
    def monthly_usd(self) -> float:
        """What this line comes to in a month."""
        return self.quantity * self.price_usd


class Unpriced(NamedTuple):
    """One thing that is paid for, and that the table has no price of: it is missing in every sum."""

    environment: str
    region: str
    component: str
    item: str
    quantity: float
    unit: str
    because: str


class Estimate(NamedTuple):
    """The monthly estimate of one environment, beside its budget (None: there is none).

    `assumptions` are what the quantities took for granted, by the names that they have in the spec.
    """

    environment: str
    lines: tuple[CostLine, ...]
    budget_usd: float | None
    unpriced: tuple[Unpriced, ...] = ()
    assumptions: tuple[tuple[str, float], ...] = ()

    @property
    def monthly_usd(self) -> float:
        """The whole, in US dollars."""
        return added(line.monthly_usd for line in self.lines)


class CostChange(NamedTuple):
    """What a change does to the estimate of one environment and component of a service. None: it is not there."""

    environment: str
    component: str
    old_usd: float | None
    new_usd: float | None
    service: str = ""
