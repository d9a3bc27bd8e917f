"""PS241: network.cidr is no network."""

from collections.abc import Iterator

from podspec.model.diagnostic import Finding
from podspec.model.environment import Environment
from podspec.model.ipv4 import enclosing, network
from podspec.model.spec.environments import NewNetwork
from podspec.rules.rule import EnvironmentRule, LintScope


def check(environment: Environment, _scope: LintScope) -> Iterator[Finding]:
    """Read the CIDR as a network, and say which network was meant."""
    if not isinstance(environment.network, NewNetwork) or network(environment.network.cidr):
        return
    meant = enclosing(environment.network.cidr)
    yield Finding(
        path=("network", "cidr"),
        message=f"{environment.network.cidr} is no network",
        label="not the network's own address" if meant else "a number is out of range",
        help=f"write {meant}" if meant else "four numbers up to 255, and a prefix length up to 32",
    )


RULE = EnvironmentRule("PS241", check)
