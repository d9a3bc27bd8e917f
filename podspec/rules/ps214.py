"""PS214: ec2 hosts.min is greater than hosts.max."""

from collections.abc import Iterator

from podspec.model.diagnostic import Finding, Related
from podspec.model.environment import Environment
from podspec.rules.rule import EnvironmentRule, LintScope


def check(environment: Environment, _scope: LintScope) -> Iterator[Finding]:
    """Compare the two ends of the range."""
    if environment.targets.ec2 is None:
        return
    hosts = environment.targets.ec2.hosts
    if hosts.min > hosts.max:
        path = ("targets", "ec2", "hosts")
        yield Finding(
            path=(*path, "min"),
            message="ec2 hosts.min is greater than hosts.max",
            label=f"{hosts.min} here",
            related=(Related((*path, "max"), f"{hosts.max} here"),),
            help=f"raise max to {hosts.min}, or lower min",
        )


RULE = EnvironmentRule("PS214", check)
