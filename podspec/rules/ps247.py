"""PS247: a subnet is listed twice."""

from collections.abc import Iterator

from podspec.model.diagnostic import Finding, Related
from podspec.model.environment import Environment
from podspec.model.source import Path
from podspec.model.spec.environments import ExistingNetwork
from podspec.rules.rule import EnvironmentRule, LintScope


def check(environment: Environment, _scope: LintScope) -> Iterator[Finding]:
    """Look for each subnet further up, in its own list or in the other one."""
    if not isinstance(environment.network, ExistingNetwork):
        return
    seen: dict[str, Path] = {}
    for path, subnet in _listed(environment.network):
        first = seen.setdefault(subnet, path)
        if first != path:
            both = "twice" if first[1] == path[1] else "both as public and as private"
            yield Finding(
                path=path,
                message=f"{subnet} is listed {both}",
                label="again here",
                related=(Related(first, "first here"),),
                help="list each subnet once: public ones for the load balancer, private ones for the hosts",
            )


def _listed(network: ExistingNetwork) -> Iterator[tuple[Path, str]]:
    for block in ("public_subnets", "private_subnets"):
        for index, subnet in enumerate(getattr(network, block)):
            yield ("network", block, index), subnet


RULE = EnvironmentRule("PS247", check)
