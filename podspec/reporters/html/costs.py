"""The monthly estimates as bars and as tables, with all that they are made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from podspec.model.cost import CostLine, Estimate, added
from podspec.reporters.cost_text import measured, number
from podspec.reporters.html.filling import Pieces, pieces

#: Bytes for the things that are paid for, one by one.
_ROOM = 200_000
_HUNDRED = 100


class Bar(NamedTuple):
    """One bar of a chart: its length is in percent of the longest of all charts."""

    component: str
    length: str
    usd: str


class Budget(NamedTuple):
    """An environment's budget: the filled part of it in percent, at most 100, and what to say about it."""

    filled: str
    is_over: bool
    words: str


class Chart(NamedTuple):
    """The bars of one environment. All charts of a page have one scale."""

    environment: str
    usd: str
    budget: Budget | None
    bars: tuple[Bar, ...]


class Row(NamedTuple):
    """One component: what it costs in each region of each environment, and in all of them."""

    component: str
    cells: tuple[str, ...]


class Column(NamedTuple):
    """An environment as the head of columns, one for each of its regions."""

    environment: str
    regions: tuple[str, ...]


class Item(NamedTuple):
    """One thing that is paid for."""

    place: str
    component: str
    item: str
    amount: str
    price: str
    usd: str
    because: str
    source: str
    dated: str


class Costs(NamedTuple):
    """What the service costs in a month. `notes` say what the sums lack, and what they take for granted."""

    charts: tuple[Chart, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: Row
    items: Pieces
    notes: tuple[str, ...]


def view(bill: Sequence[Estimate]) -> Costs | None:
    """The estimates of a service; None if there are none."""
    if not any(one.lines for one in bill):
        return None
    lines = [line for one in bill for line in one.lines]
    components = _by_size(lines)
    columns = tuple(Column(one.environment, _regions(one)) for one in bill)
    return Costs(
        tuple(_chart(one, components, _most(bill, components)) for one in bill),
        columns,
        tuple(
            _row(component, [line for line in lines if line.component == component], columns)
            for component in components
        ),
        _row("total", lines, columns),
        pieces("cost_line.html.j2", [_item(line) for line in lines], _ROOM),
        tuple(_notes(bill)),
    )


def _usd(amount: float) -> str:
    return f"${amount:,.2f}"


def _sum(lines: Sequence[CostLine]) -> float:
    return added(line.monthly_usd for line in lines)


def _of(lines: Sequence[CostLine], component: str) -> list[CostLine]:
    return [line for line in lines if line.component == component]


def _by_size(lines: Sequence[CostLine]) -> list[str]:
    """The components, the dearest of all environments first."""
    names = dict.fromkeys(line.component for line in lines)
    return sorted(names, key=lambda name: -_sum(_of(lines, name)))


def _regions(one: Estimate) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line.region for line in one.lines))


# -- bars --------------------------------------------------------------------------------------------------


def _most(bill: Sequence[Estimate], components: Sequence[str]) -> float:
    """What the longest bar of all charts stands for."""
    return max(_sum(_of(one.lines, component)) for one in bill for component in components)


def _chart(one: Estimate, components: Sequence[str], most: float) -> Chart:
    sums = ((name, _sum(_of(one.lines, name))) for name in components)
    bars = tuple(Bar(name, f"{_HUNDRED * usd / most if most else 0:.2f}", _usd(usd)) for name, usd in sums)
    return Chart(one.environment, _usd(one.monthly_usd), _budget(one), bars)


def _budget(one: Estimate) -> Budget | None:
    if one.budget_usd is None:
        return None
    percent = _HUNDRED * one.monthly_usd / one.budget_usd
    words = f"{percent:,.0f} % of the budget of ${one.budget_usd:,.0f}"
    return Budget(f"{min(percent, _HUNDRED):.2f}", percent > _HUNDRED, words)


# -- tables ------------------------------------------------------------------------------------------------


def _row(name: str, lines: Sequence[CostLine], columns: Sequence[Column]) -> Row:
    """Sums by environment and region, and over all; an environment of several regions has a sum of its own."""
    cells = [_usd(_sum(part)) for column in columns for part in _parts(lines, column)]
    return Row(name, (*cells, _usd(_sum(lines))))


def _parts(lines: Sequence[CostLine], column: Column) -> Iterator[list[CostLine]]:
    own = [line for line in lines if line.environment == column.environment]
    for region in column.regions:
        yield [line for line in own if line.region == region]


def _item(line: CostLine) -> Item:
    borrowed = f" (as in {line.price_region})" if _is_borrowed(line) else ""
    return Item(
        f"{line.environment} {line.region}",
        line.component,
        line.item,
        measured(line.quantity, line.unit),
        f"${line.price_usd:.10f}".rstrip("0").rstrip(".") + borrowed,
        _usd(line.monthly_usd),
        line.because,
        line.source,
        line.dated,
    )


# -- what has to be said besides ---------------------------------------------------------------------------


def _notes(bill: Sequence[Estimate]) -> Iterator[str]:
    missing = sorted({f"{line.item} in {line.environment} {line.region}" for one in bill for line in one.unpriced})
    if missing:
        yield f"Not priced, and in no sum: {', '.join(missing)}."
    borrowed: dict[tuple[str, str], set[str]] = {}
    for line in (line for one in bill for line in one.lines if _is_borrowed(line)):
        borrowed.setdefault((line.price_region, line.region), set()).add(line.item)
    for (source, region), items in sorted(borrowed.items()):
        yield f"At the price of {source} in {region}: {', '.join(sorted(items))}."
    agreed: dict[tuple[tuple[str, float], ...], list[str]] = {}
    for one in bill:
        agreed.setdefault(one.assumptions, []).append(one.environment)
    for assumptions, names in agreed.items():
        said = ", ".join(f"{name} {number(value)}" for name, value in assumptions)
        yield f"Assumed for {', '.join(names)} (cost.assumptions in the spec): {said}."
    days = sorted({line.dated for one in bill for line in one.lines})
    yield f"On demand, without taxes, free tiers and discounts. Prices are of {days[0]} to {days[-1]}."


def _is_borrowed(line: CostLine) -> bool:
    return line.price_region not in {line.region, "global"}
