"""PS243: the networks of two environments overlap."""

from collections.abc import Iterator

from podspec.model.diagnostic import Finding, Related
from podspec.model.ipv4 import Block, network
from podspec.model.source import Path
from podspec.model.spec import Spec
from podspec.model.spec.environments import NewNetwork
from podspec.rules.rule import LintScope, SpecRule


def check(scope: LintScope) -> Iterator[Finding]:
    """Compare each environment's range to those before it."""
    earlier: dict[str, Block] = {}
    for name, block in _ranges(scope.spec).items():
        others = [other for other, taken in earlier.items() if taken.overlaps(block)]
        if others:
            yield Finding(
                path=_path(name),
                message=f"the network of {name} overlaps that of {' and '.join(others)}",
                label=f"{block} here",
                related=tuple(Related(_path(other), f"{earlier[other]} in {other}") for other in others),
                help="give each environment a range of its own, so that they can ever be connected",
            )
        earlier[name] = block


def _ranges(spec: Spec) -> dict[str, Block]:
    """The range of each environment whose CIDR is a network at all."""
    blocks = {
        name: network(one.network.cidr)
        for name, one in spec.environments.items()
        if isinstance(one.network, NewNetwork)
    }
    return {name: block for name, block in blocks.items() if block}


def _path(name: str) -> Path:
    return ("environments", name, "network", "cidr")


RULE = SpecRule("PS243", check)
