"""PS218: an environment that asks for approval runs on spot hosts."""

from collections.abc import Iterator

from podspec.model.diagnostic import Finding, Related
from podspec.model.environment import Environment
from podspec.rules.rule import EnvironmentRule, LintScope


def check(environment: Environment, _scope: LintScope) -> Iterator[Finding]:
    """Take an approval as the sign that people depend on the environment."""
    target = environment.targets.ec2
    if target and environment.approval and target.purchase == "spot":
        yield Finding(
            path=("targets", "ec2", "purchase"),
            message=f"{environment.name} asks for approval, and runs on spot hosts",
            label="AWS may take these hosts away",
            related=(Related(("approval",), "approval is asked for here"),),
            help=f"set purchase: on_demand in {environment.name}",
        )


RULE = EnvironmentRule("PS218", check)
