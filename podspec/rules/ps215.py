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
    if hosts.min > hosts.max:
        return
    if hosts.desired < hosts.min:
        yield _finding(hosts.desired, "less", "min", hosts.min)
    if hosts.desired > hosts.max:
        yield _finding(hosts.desired, "greater", "max", hosts.max)


def _finding(desired: int, which: str, end: str, bound: int) -> Finding:
    path = ("targets", "ec2", "hosts")
    return Finding(
        path=(*path, "desired"),
        message=f"ec2 hosts.desired is {which} than hosts.{end}",
        label=f"{desired} here",
        related=(Related((*path, end), f"{end} is {bound}"),),
        help=f"set desired to {bound}, or move {end}",
    )


RULE = EnvironmentRule("PS215", check)
