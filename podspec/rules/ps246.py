"""PS246: an environment of several regions names one existing VPC."""

from collections.abc import Iterator

from podspec.model.diagnostic import Finding, Related
from podspec.model.environment import Environment
from podspec.model.spec.environments import ExistingNetwork
from podspec.rules.rule import EnvironmentRule, LintScope


def check(environment: Environment, _scope: LintScope) -> Iterator[Finding]:
    """Count the regions that would need the VPC."""
    if isinstance(environment.network, ExistingNetwork) and len(environment.regions) > 1:
        yield Finding(
            path=("regions", 1),
            message=f"{environment.name} has {len(environment.regions)} regions, and a VPC lies in one",
            label="a second region",
            related=(Related(("network", "vpc_id"), "one VPC"),),
            help="let podspec build the network (`network: {cidr: …}`), or make an environment of each region",
        )


RULE = EnvironmentRule("PS246", check)
