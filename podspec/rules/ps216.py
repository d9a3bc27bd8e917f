"""PS216: an environment that asks for approval may be down to less than two hosts."""

from collections.abc import Iterator

from podspec.model.diagnostic import Finding, Related, Severity
from podspec.model.environment import Environment
from podspec.rules.rule import EnvironmentRule, LintScope

_HOSTS = 2


def check(environment: Environment, _scope: LintScope) -> Iterator[Finding]:
    """Take an approval as the sign that people depend on the environment."""
    target = environment.targets.ec2
    if target and environment.approval and target.hosts.min < _HOSTS:
        yield Finding(
            path=("targets", "ec2", "hosts", "min"),
            message=f"{environment.name} asks for approval, and may run on less than {_HOSTS} hosts",
            label=f"min is {target.hosts.min}",
            related=(Related(("approval",), "approval is asked for here"),),
            help=f"raise min to {_HOSTS}, so that the service outlives a host or a zone",
        )


RULE = EnvironmentRule("PS216", check, Severity.WARNING)
