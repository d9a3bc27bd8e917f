"""The spec as one environment sees it: base and overlay merged, every default filled in."""

from typing import NamedTuple

from pydantic import Field

from podspec.model.source import Mapping
from podspec.model.spec.base import AccountId, EnvironmentName, Part, Region, SecretName
from podspec.model.spec.container import Container
from podspec.model.spec.environments import Approval, Domain, Network
from podspec.model.spec.operations import Cost, Observability, Secret
from podspec.model.spec.service import Service
from podspec.model.spec.targets import Targets

#: Blocks of the base that an environment's overlay is merged into.
OVERLAID = ("service", "container", "targets", "secrets", "observability", "cost")

#: What stands in the environment alone.
OWN = ("account", "regions", "network", "domain", "approval")


class Environment(Part):
    """The resolved spec of one environment."""

    name: EnvironmentName
    account: AccountId
    regions: tuple[Region, ...] = Field(min_length=1, max_length=8)
    network: Network | None = None
    domain: Domain | None = None
    approval: Approval | None = None
    service: Service
    container: Container = Field(default_factory=Container)
    targets: Targets = Field(default_factory=Targets)
    secrets: dict[SecretName, Secret] = Field(default_factory=dict)
    observability: Observability = Field(default_factory=Observability)
    cost: Cost = Field(default_factory=Cost)


class Resolved(NamedTuple):
    """An environment with the merged tree it was read from, which knows where each value stands."""

    environment: Environment
    tree: Mapping
