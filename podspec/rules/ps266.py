"""PS266: a budget is watched, and nobody is told when it is exceeded."""

from collections.abc import Iterator

from podspec.model.diagnostic import Finding, Severity
from podspec.model.environment import Environment
from podspec.rules.rule import EnvironmentRule, LintScope


def check(environment: Environment, _scope: LintScope) -> Iterator[Finding]:
    """Look for somebody to tell wherever there is a budget."""
    budget = environment.cost.monthly_budget_usd
    if budget is not None and not environment.observability.notify:
        yield Finding(
            ("cost", "monthly_budget_usd"),
            f"{environment.name} has a budget, and nobody is told when it is exceeded",
            f"{budget:,} US dollars a month",
            help="name somebody under observability.notify",
        )


RULE = EnvironmentRule("PS266", check, Severity.WARNING)
