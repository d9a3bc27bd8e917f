"""The page about cost has the figures of `podspec cost`."""

import scopes

from podspec.components.docs import money
from podspec.cost import estimates

BUDGET = f"{scopes.TWO_ACCOUNTS}cost: {{monthly_budget_usd: 50}}\n"


def test_the_sums_are_those_of_the_estimate() -> None:
    scope = scopes.service(BUDGET)
    for told, one in zip(money.cost(scope)["environments"], estimates(*scope[:2]), strict=True):
        assert told["total"][-1] == f"{one.monthly_usd:,.2f}"
        assert told["percent"] == f"{100 * one.monthly_usd / 50:,.0f}"


def test_several_regions_have_a_column_over_all() -> None:
    dev, prod = money.cost(scopes.service(BUDGET))["environments"]
    assert dev["columns"] == ["us-east-1"]
    assert prod["columns"] == ["us-east-1", "eu-west-1", "all"]
    assert {len(row["sums"]) for row in prod["rows"]} == {3}


def test_what_costs_most_comes_first_with_its_reason() -> None:
    (one,) = money.cost(scopes.service())["environments"]
    sums = [float(line["usd"].replace(",", "")) for line in one["dearest"]]
    assert sums == sorted(sums, reverse=True)
    assert all(line["because"] for line in one["dearest"])
    assert one["budget"] is None


def test_environments_that_assume_the_same_share_a_table() -> None:
    apart = f"{scopes.TWO_ACCOUNTS}".replace("eu-west-1]}", "eu-west-1], cost: {assumptions: {response_kb: 3}}}")
    assert [one["environments"] for one in money.cost(scopes.service(apart))["assumptions"]] == [["dev"], ["prod"]]
    assert [one["environments"] for one in money.cost(scopes.service(BUDGET))["assumptions"]] == [["dev", "prod"]]
