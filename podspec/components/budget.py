"""What the environments may cost. A budget stands in the account that runs them, and a person applies it."""

from podspec.components.component import Component, Context
from podspec.model.environment import Environment
from podspec.model.naming import aws_name
from podspec.model.regions import has_budgets
from podspec.model.scope import AccountScope


def root(scope: AccountScope) -> Context | None:
    """The budgets of the account's environments, for those that have one."""
    service = scope.spec.service.name
    budgets = [_budget(service, one) for one in scope.environments if _is_limited(one)]
    return {"service": service, "budgets": budgets} if budgets else None


def _is_limited(environment: Environment) -> bool:
    return environment.cost.monthly_budget_usd is not None and has_budgets(environment.regions[0])


def _budget(service: str, environment: Environment) -> Context:
    return {
        "environment": environment.name,
        "name": aws_name("budget", service, environment.name, "monthly"),
        "limit_usd": environment.cost.monthly_budget_usd,
        "subscribers": list(environment.observability.notify),
    }


COMPONENT = Component(name="budget", account={"terraform/bootstrap/{account}/budget.tf": root})
