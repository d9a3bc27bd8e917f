"""PS223: the alarm on unhealthy hosts waits for more hosts than there can be."""

from collections.abc import Iterator

from podspec.model.diagnostic import Finding, Related, Severity
from podspec.model.environment import Environment
from podspec.rules.rule import EnvironmentRule, LintScope


def check(environment: Environment, _scope: LintScope) -> Iterator[Finding]:
    """Compare the threshold to the most hosts that serve traffic."""
    target, threshold = environment.targets.ec2, environment.observability.alarms.unhealthy_hosts
    if target and threshold > target.hosts.max:
        yield Finding(
            path=("observability", "alarms", "unhealthy_hosts"),
            message="the alarm on unhealthy hosts waits for more hosts than there can be",
            label=f"{threshold} here",
            related=(Related(("targets", "ec2", "hosts", "max"), f"max is {target.hosts.max}"),),
            help=f"set unhealthy_hosts to {target.hosts.max} or less",
        )


RULE = EnvironmentRule("PS223", check, Severity.WARNING)
