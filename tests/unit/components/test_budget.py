"""Which environments have a budget, in which account, and who hears of it."""

import scopes

from podspec.components import budget

SPEC = f"""
cost: {{monthly_budget_usd: 310}}
observability: {{notify: [ops@northwind.io]}}
{scopes.TWO_ACCOUNTS.replace("prod: {", "prod: {cost: {monthly_budget_usd: 900}, ")}
"""


def test_a_budget_stands_in_the_account_that_pays_with_the_environments_own_limit() -> None:
    assert budget.root(scopes.account("222222222222", SPEC)) == {
        "service": "podinfo",
        "budgets": [
            {
                "environment": "prod",
                "name": "podinfo-prod-monthly",
                "limit_usd": 900,
                "subscribers": ["ops@northwind.io"],
            }
        ],
    }


def test_an_environment_can_do_without() -> None:
    blocks = SPEC.replace("monthly_budget_usd: 900", "monthly_budget_usd: null")
    assert budget.root(scopes.account("222222222222", blocks)) is None
    assert budget.root(scopes.account("111111111111", blocks)) is not None


def test_an_account_with_nothing_but_the_registry_has_none() -> None:
    spec = f"cost: {{monthly_budget_usd: 310}}{scopes.THIRD_ACCOUNT}"
    assert budget.root(scopes.account("333333333333", spec)) is None


def test_govcloud_has_none_whatever_was_accepted() -> None:
    blocks = (
        'cost: {monthly_budget_usd: 310}\nenvironments: {dev: {account: "111111111111", regions: [us-gov-west-1]}}'
    )
    assert budget.root(scopes.account("111111111111", blocks)) is None
