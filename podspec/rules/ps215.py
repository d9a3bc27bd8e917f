"""PS215: ec2 hosts.desired lies outside of hosts.min and hosts.max."""

from collections.abc import Iterator

from podspec.model.diagnostic import Finding, Related
from podspec.model.environment import Environment
from podspec.rules.rule import EnvironmentRule, LintScope


def check(environment: Environment, _scope: LintScope) -> Iterator[Finding]:
    """Compare the size to start with to the range; PS214 speaks where the range itself is empty."""
    if environment.targets.ec2 is None:
        return
    hosts = environment.targets.ec2.hosts
    if hosts.min <= hosts.max and not hosts.min <= hosts.desired <= hosts.max:
        end, bound = ("min", hosts.min) if hosts.desired < hosts.min else ("max", hosts.max)
        path = ("targets", "ec2", "hosts")
        yield Finding(
            path=(*path, "desired"),
            message=f"ec2 hosts.desired is {'less' if end == 'min' else 'greater'} than hosts.{end}",
            label=f"{hosts.desired} here",
            related=(Related((*path, end), f"{end} is {bound}"),),
            help=f"set desired to {bound}, or move {end}",
        )


RULE = EnvironmentRule("PS215", check)
