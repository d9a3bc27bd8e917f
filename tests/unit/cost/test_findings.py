"""Old prices and small budgets are warned of, each once."""

from datetime import date, timedelta

from costing import WHOLE, estimated

from podspec.cost.findings import old_prices, over_budget
from podspec.model.diagnostic import Severity


def newest_day_on_which_all_is_fresh() -> date:
    days = [line.dated for one in estimated() for line in one.lines]
    return date.fromisoformat(min(days)) + timedelta(days=180)


def test_prices_are_fresh_for_half_a_year_and_old_the_day_after() -> None:
    last = newest_day_on_which_all_is_fresh()
    assert list(old_prices("service.yaml", estimated(), last)) == []
    (found,) = old_prices("service.yaml", estimated(), last + timedelta(days=1))
    assert (found.code, found.severity) == ("PS290", Severity.WARNING)
    assert found.primary.file == "service.yaml"
    assert found.primary.span is None


def test_all_old_prices_are_one_finding_that_names_the_oldest() -> None:
    (found,) = old_prices("service.yaml", estimated(), date(2030, 1, 1))
    oldest = min(line.dated for one in estimated() for line in one.lines)
    assert oldest in found.message
    assert "prices are that old" in found.help


def test_an_environment_above_its_budget_is_told_by_how_much() -> None:
    dev, prod = estimated()
    assert list(over_budget(dev)) == []
    (found,) = over_budget(prod)
    assert found.path == ("cost", "monthly_budget_usd")
    assert f"{prod.monthly_usd - 100:,.2f} too little" in found.label


def test_an_environment_within_its_budget_is_left_in_peace() -> None:
    _dev, prod = estimated(WHOLE.replace("monthly_budget_usd: 100", "monthly_budget_usd: 100000"))
    assert list(over_budget(prod)) == []
