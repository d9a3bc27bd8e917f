"""For people: estimates by component and region, beside the budget, with what they take for granted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from textwrap import wrap

from podspec.model.cost import CostLine, Estimate, added
from podspec.reporters.style import Style

_FREE = "Prices are on demand, without taxes, free tiers and discounts."


def report(file: str, estimates: Sequence[Estimate], style: Style, *, lines: bool = False) -> str:
    """The estimates of one spec; with `lines` each thing that is paid for, instead of its component's sum."""
    blocks = [_environment(one, style, lines=lines) for one in estimates]
    below = [*_unpriced(estimates, style), *_borrowed(estimates, style), *_assumptions(estimates, style)]
    head = style.paint("strong", f"{file}: US dollars a month")
    return "\n".join([head, "", *blocks, *below, style.paint("dim", f"{_FREE} {_dates(estimates)}"), ""])


def _environment(one: Estimate, style: Style, *, lines: bool) -> str:
    body = _lines(one, style) if lines else _table(one, style)
    return "\n".join([*body, ""])


def _table(one: Estimate, style: Style) -> Iterator[str]:
    """A row for each component, a column for each region, and one over all where there are several."""
    regions = _regions(one)
    columns = [*regions, *(["all"] if len(regions) > 1 else [])]
    yield _row(style.paint("strong", f"{one.environment:<{_NAME}}"), columns)
    for component in dict.fromkeys(line.component for line in one.lines):
        of_it = [line for line in one.lines if line.component == component]
        yield _row(f"  {component:<{_NAME - 2}}", _sums(of_it, regions))
    total = style.paint("strong", f"  {'total':<{_NAME - 2}}")
    yield f"{_row(total, _sums(one.lines, regions))}   {_against(one, style)}".rstrip()


#: Columns for a component and for a sum: a region's name fits.
_NAME = 16
_SUM = 14


def _row(head: str, cells: Sequence[str]) -> str:
    return head + "".join(f"  {cell:>{_SUM}}" for cell in cells)


def _regions(one: Estimate) -> list[str]:
    return list(dict.fromkeys(line.region for line in one.lines))


def _sums(lines: Sequence[CostLine], regions: Sequence[str]) -> list[str]:
    sums = [added(line.monthly_usd for line in lines if line.region == region) for region in regions]
    return [f"{one:,.2f}" for one in (sums if len(sums) == 1 else [*sums, added(sums)])]


def _against(one: Estimate, style: Style) -> str:
    if one.budget_usd is None:
        return "no budget"
    percent = 100 * one.monthly_usd / one.budget_usd
    role = "warning" if one.monthly_usd > one.budget_usd else "good"
    return style.paint(role, f"{percent:,.0f} % of the budget of {one.budget_usd:,.0f}")


def _lines(one: Estimate, style: Style) -> Iterator[str]:
    """Everything that is paid for, with where its quantity comes from."""
    for (region, component), of_it in groupby(one.lines, lambda line: (line.region, line.component)):
        group = list(of_it)
        place = f"{one.environment} {region} {component}"
        yield f"{style.paint('strong', place):<{_ITEM}} {added(line.monthly_usd for line in group):>12,.2f}"
        for line in group:
            yield f"  {line.item:<{_ITEM - 2}} {line.monthly_usd:>12,.2f}   {_product(line)}"
            yield style.paint("dim", f"      {line.because}")
    total = style.paint("strong", f"{f'{one.environment} total':<{_ITEM}} {one.monthly_usd:>12,.2f}")
    yield f"{total}   {_against(one, style)}"


#: Columns for an item.
_ITEM = 38


def _product(line: CostLine) -> str:
    borrowed = "" if line.price_region in {line.region, "global"} else f" (as in {line.price_region})"
    amount = measured(line.quantity, line.unit)
    return f"{amount} at {_price(line.price_usd)}{borrowed}, of {line.dated}"


def measured(quantity: float, unit: str) -> str:
    """So much of a unit: `730 hours`, `0.477 GB`."""
    return f"{number(quantity)} {unit}" if unit == "GB" or quantity == 1 else f"{number(quantity)} {unit}s"


def number(quantity: float) -> str:
    """A quantity that can be read: thousands apart, and three digits that count where it is small."""
    return f"{quantity:,.2f}".removesuffix(".00") if quantity >= 1 else f"{quantity:.3g}"


def _price(usd: float) -> str:
    """A price whole, however small."""
    return f"{usd:.10f}".rstrip("0").rstrip(".")


def _unpriced(estimates: Sequence[Estimate], style: Style) -> Iterator[str]:
    """What is missing in the sums: never silently."""
    missing = [line for one in estimates for line in one.unpriced]
    if missing:
        yield style.paint("warning", "Not priced, and in no sum:")
    for line in missing:
        place = f"{line.environment} {line.region} {line.component}"
        yield f"  {place}: {measured(line.quantity, line.unit)} of {line.item}, {line.because}"
    yield from [""] if missing else []


def _borrowed(estimates: Sequence[Estimate], style: Style) -> Iterator[str]:
    """Which regions have prices that are not their own, and of what."""
    items: dict[tuple[str, str], set[str]] = {}
    for line in (line for one in estimates for line in one.lines):
        if line.price_region not in {line.region, "global"}:
            items.setdefault((line.region, line.price_region), set()).add(line.item)
    for (region, borrowed), names in sorted(items.items()):
        text = f"At the price of {borrowed} in {region}: {', '.join(sorted(names))}."
        yield from (style.paint("dim", row) for row in wrap(text, _WIDTH, subsequent_indent="  "))
        yield ""


#: Columns of running text.
_WIDTH = 100


def _assumptions(estimates: Sequence[Estimate], style: Style) -> Iterator[str]:
    """What the spec may say under cost.assumptions, once for environments that agree."""
    agreed: dict[tuple[tuple[str, float], ...], list[str]] = {}
    for one in estimates:
        agreed.setdefault(one.assumptions, []).append(one.environment)
    for assumptions, names in agreed.items():
        yield style.paint("strong", f"Assumed for {', '.join(names)} (cost.assumptions in the spec):")
        yield from _pairs([f"{name} {number(value)}" for name, value in assumptions])
        yield ""


def _pairs(texts: Sequence[str]) -> Iterator[str]:
    half = (len(texts) + 1) // 2
    for left, right in zip(texts[:half], [*texts[half:], ""], strict=False):
        yield f"  {left:<{_ITEM}}  {right}".rstrip()


def _dates(estimates: Sequence[Estimate]) -> str:
    days = sorted({line.dated for one in estimates for line in one.lines})
    return f"They are of {days[0]} to {days[-1]}." if days else ""
