"""PS242: each region's share of the CIDR is too large or too small."""

from collections.abc import Iterator

from podspec.model.diagnostic import Finding, Related
from podspec.model.environment import Environment
from podspec.model.ipv4 import Block, halvings, network
from podspec.model.spec.environments import NewNetwork
from podspec.model.subnets import LARGEST_SHARE, SMALLEST_SHARE
from podspec.rules.rule import EnvironmentRule, LintScope


def check(environment: Environment, _scope: LintScope) -> Iterator[Finding]:
    """Divide the range among the regions, and compare a share to what a VPC can use."""
    if not isinstance(environment.network, NewNetwork):
        return
    cidr, cuts = network(environment.network.cidr), halvings(len(environment.regions))
    if cidr is None:
        return
    if cidr.prefix + cuts < LARGEST_SHARE:
        yield _finding(cidr, cuts, "large", LARGEST_SHARE)
    if cidr.prefix + cuts > SMALLEST_SHARE:
        yield _finding(cidr, cuts, "small", SMALLEST_SHARE)


def _finding(cidr: Block, cuts: int, size: str, bound: int) -> Finding:
    return Finding(
        path=("network", "cidr"),
        message=f"each region's share of {cidr} is too {size}",
        label=f"/{cidr.prefix + cuts} for each region",
        related=(Related(("regions",), f"divided by {1 << cuts}"),) if cuts else (),
        help=f"a share must be between /{LARGEST_SHARE} and /{SMALLEST_SHARE}{_mend(cidr, bound - cuts)}",
    )


def _mend(cidr: Block, prefix: int) -> str:
    """The same range, grown or shrunk to the nearest prefix that fits."""
    size = 1 << (32 - prefix)
    return f": {Block(cidr.first - cidr.first % size, prefix)} would do"


RULE = EnvironmentRule("PS242", check)
