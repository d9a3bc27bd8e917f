"""PS240: a target needs a network, and the environment has none."""

from collections.abc import Iterator

from podspec.model.diagnostic import Finding, Related
from podspec.rules.rule import LintScope, SpecRule


def check(scope: LintScope) -> Iterator[Finding]:
    """Ask for a network wherever there are hosts."""
    for environment in scope.environments:
        if environment.targets.ec2 is None or environment.network is not None:
            continue
        path = ("environments", environment.name)
        own = path if "ec2" in (scope.spec.environments[environment.name].targets or {}) else ()
        yield Finding(
            path=path,
            message=f"ec2 needs a network, and {environment.name} has none",
            label="no network here",
            related=(Related((*own, "targets", "ec2"), "hosts run in a VPC"),),
            help="add a network, such as `network: {cidr: 10.10.0.0/16}`, or take the target away with "
            "`targets: {ec2: null}`",
            at_key=True,
        )


RULE = SpecRule("PS240", check)
