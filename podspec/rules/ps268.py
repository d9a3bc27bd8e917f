"""PS268: a budget where AWS has none."""

from collections.abc import Iterator

from podspec.model.diagnostic import Finding, Related
from podspec.model.environment import Environment
from podspec.model.regions import has_budgets
from podspec.rules.rule import EnvironmentRule, LintScope


def check(environment: Environment, _scope: LintScope) -> Iterator[Finding]:
    """Ask for the partition's budgets wherever the spec has one."""
    region = environment.regions[0]
    if environment.cost.monthly_budget_usd is not None and not has_budgets(region):
        yield Finding(
            ("cost", "monthly_budget_usd"),
            f"AWS has no budgets in the partition of {region}",
            "cannot be built",
            (Related(("regions", 0), f"{environment.name} is here"),),
            "take it out, and watch the cost in the commercial account that pays for this one",
        )


RULE = EnvironmentRule("PS268", check)
