"""Bars and tables of estimates: every sum is the sum of its parts, and what is missing is said."""

import re

import pytest
from page_of import bill, compiled

from podspec.model.cost import CostLine, Estimate, Unpriced
from podspec.reporters.html.costs import Costs, view

_LINE = CostLine(
    "dev", "eu-west-1", "ec2", "host", 730, "hour", 0.1, "1 host", "https://x.example", "2026-11-01", "us-east-1"
)
_OVER = Estimate(
    "dev", (_LINE,), 50, (Unpriced("dev", "eu-west-1", "dns", "zone", 1, "zone", "one"),), (("image_mb", 50),)
)


def _view(*estimates: Estimate) -> Costs:
    found = view(estimates)
    assert found is not None
    return found


def _usd(text: str) -> float:
    return float(re.sub(r"[$,]", "", text))


def test_the_tables_sums_are_the_sums_of_the_lines() -> None:
    estimates = bill(compiled())
    found = _view(*estimates)
    whole = sum(one.monthly_usd for one in estimates)
    assert _usd(found.total.cells[-1]) == pytest.approx(whole, abs=0.01)
    for row in (*found.rows, found.total):
        assert _usd(row.cells[-1]) == pytest.approx(sum(map(_usd, row.cells[:-1])), abs=0.02)
    assert len(found.total.cells) == sum(len(column.regions) for column in found.columns) + 1
    assert found.items.left == 0
    assert len(found.items.shown) == sum(len(one.lines) for one in estimates)


def test_all_bars_have_one_scale_and_the_longest_is_as_long_as_can_be() -> None:
    bars = [bar for chart in _view(*bill(compiled())).charts for bar in chart.bars]
    factors = [float(bar.length) / _usd(bar.usd) for bar in bars if _usd(bar.usd) > 1]
    assert max(factors) == pytest.approx(min(factors), rel=0.02)
    assert max(float(bar.length) for bar in bars) == 100


def test_components_stand_in_one_order_the_dearest_first() -> None:
    found = _view(*bill(compiled()))
    orders = {tuple(bar.component for bar in chart.bars) for chart in found.charts}
    assert orders == {tuple(row.component for row in found.rows)}
    sums = [_usd(row.cells[-1]) for row in found.rows]
    assert sums == sorted(sums, reverse=True)


def test_a_budget_that_is_overrun_is_full_and_says_by_how_much() -> None:
    assert _view(_OVER).charts[0].budget == ("100.00", True, "146 % of the budget of $50")
    assert _view(_OVER._replace(budget_usd=None)).charts[0].budget is None


def test_what_sums_lack_or_borrow_or_assume_is_said() -> None:
    notes = " ".join(_view(_OVER).notes)
    assert "Not priced, and in no sum: zone in dev eu-west-1." in notes
    assert "At the price of us-east-1 in eu-west-1: host." in notes
    assert "Assumed for dev (cost.assumptions in the spec): image_mb 50." in notes
    assert "Prices are of 2026-11-01 to 2026-11-01." in notes


def test_without_lines_there_is_nothing_to_show() -> None:
    assert view(()) is None
    assert view([Estimate("dev", (), None)]) is None
