"""PS245: the private subnets are too small for the hosts."""

from collections.abc import Iterator

from podspec.model.diagnostic import Finding, Related
from podspec.model.environment import Environment
from podspec.model.ipv4 import Block, halvings, network
from podspec.model.spec.environments import NewNetwork
from podspec.model.subnets import SMALLEST_SHARE, host_addresses, region_shares
from podspec.rules.rule import EnvironmentRule, LintScope

#: During a rollout the old and the new hosts stand side by side.
COLOURS = 2


def check(environment: Environment, _scope: LintScope) -> Iterator[Finding]:
    """Compare both colours at their largest to the addresses of one region."""
    share = _share(environment)
    if environment.targets.ec2 is None or share is None:
        return
    most, room = environment.targets.ec2.hosts.max, host_addresses(share)
    if COLOURS * most > room:
        yield Finding(
            path=("targets", "ec2", "hosts", "max"),
            message=f"the subnets of {share} are too small for the hosts of a rollout",
            label=f"a rollout needs {COLOURS * most} addresses",
            related=(Related(("network", "cidr"), f"room for {room} hosts in each region"),),
            help=f"lower max to {room // COLOURS}, or give {environment.name} a larger network",
        )


def _share(environment: Environment) -> Block | None:
    """One region's part of the range; None where it is none, or too small to be cut: PS241 and PS242."""
    if not isinstance(environment.network, NewNetwork):
        return None
    cidr, regions = network(environment.network.cidr), len(environment.regions)
    if cidr is None or cidr.prefix + halvings(regions) > SMALLEST_SHARE:
        return None
    return region_shares(cidr, regions)[0]


RULE = EnvironmentRule("PS245", check)
