"""PS219: the number of hosts may vary, and nothing makes it."""

from collections.abc import Iterator

from podspec.model.diagnostic import Finding, Related, Severity
from podspec.model.environment import Environment
from podspec.rules.rule import EnvironmentRule, LintScope


def check(environment: Environment, _scope: LintScope) -> Iterator[Finding]:
    """Ask for one average to scale by, where min and max leave room to."""
    target = environment.targets.ec2
    if target is None or target.hosts.min >= target.hosts.max:
        return
    if all(average is None for average in target.scaling.model_dump().values()):
        path = ("targets", "ec2")
        yield Finding(
            path=(*path, "scaling"),
            message="ec2 hosts may scale, and no average is set to scale by",
            label="every average is off",
            related=(Related((*path, "hosts"), f"room from {target.hosts.min} to {target.hosts.max} hosts"),),
            help="set scaling.cpu_percent, or make hosts.min and hosts.max equal",
        )


RULE = EnvironmentRule("PS219", check, Severity.WARNING)
