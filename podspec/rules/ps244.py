"""PS244: network.cidr is no private address range."""

from collections.abc import Iterator

from podspec.model.diagnostic import Finding, Severity
from podspec.model.environment import Environment
from podspec.model.ipv4 import Block, network
from podspec.model.spec.environments import NewNetwork
from podspec.rules.rule import EnvironmentRule, LintScope

#: Ranges that belong to nobody on the internet: RFC 1918 section 3, and RFC 6598 section 7 (the last one).
PRIVATE = (
    Block(0x0A000000, 8),  # 10.0.0.0/8
    Block(0xAC100000, 12),  # 172.16.0.0/12
    Block(0xC0A80000, 16),  # 192.168.0.0/16
    Block(0x64400000, 10),  # 100.64.0.0/10
)


def check(environment: Environment, _scope: LintScope) -> Iterator[Finding]:
    """Look for the range in the private ones."""
    if not isinstance(environment.network, NewNetwork):
        return
    cidr = network(environment.network.cidr)
    if cidr and not any(private.contains(cidr) for private in PRIVATE):
        yield Finding(
            path=("network", "cidr"),
            message=f"{cidr} is no private address range",
            label="addresses of somebody else on the internet",
            help=f"choose a range inside of {', '.join(map(str, PRIVATE))}",
        )


RULE = EnvironmentRule("PS244", check, Severity.WARNING)
