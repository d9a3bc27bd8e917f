"""The network that hosts stand in: a VPC in each region, or one that exists."""

from podspec.components import presence
from podspec.components.component import Component, Context
from podspec.model import ipv4
from podspec.model.ipv4 import Block
from podspec.model.scope import RegionScope, ServiceScope
from podspec.model.spec.environments import ExistingNetwork, NewNetwork
from podspec.model.subnets import region_shares, zone_subnets


def root(scope: RegionScope) -> Context | None:
    """The call of one of the two modules in one environment and region; they give the same outputs."""
    wanted = scope.environment.network if presence.runs_on_ec2(scope.environment) else None
    if isinstance(wanted, NewNetwork):
        return {"existing": None, "new": _new(wanted, scope)}
    if isinstance(wanted, ExistingNetwork):
        return {"existing": _existing(wanted), "new": None}
    return None


def _new(wanted: NewNetwork, scope: RegionScope) -> Context:
    share = _share(wanted.cidr, scope)
    return {
        "cidr": str(share),
        "zones": [{"public": str(zone.public), "private": str(zone.private)} for zone in zone_subnets(share)],
        "nat": wanted.nat,
        "reads_secrets": presence.has_secrets(scope.environment),
        "log_retention_days": scope.environment.observability.log_retention_days,
    }


def _share(cidr: str, scope: RegionScope) -> Block:
    """This region's part of the environment's range."""
    whole, regions = ipv4.network(cidr), scope.environment.regions
    if whole is None:
        raise ValueError(f"{cidr} is no network, and PS241 lets none through")
    return region_shares(whole, len(regions))[regions.index(scope.region)]


def _existing(wanted: ExistingNetwork) -> Context:
    return {
        "vpc_id": wanted.vpc_id,
        "public_subnets": list(wanted.public_subnets),
        "private_subnets": list(wanted.private_subnets),
    }


def module(scope: ServiceScope) -> Context | None:
    """The module is the same for every service for which podspec makes a network anywhere."""
    return {} if any(presence.builds_network(one) for one in scope.environments) else None


def existing_module(scope: ServiceScope) -> Context | None:
    """The same for every service with hosts in a VPC that exists."""
    return {} if any(presence.uses_existing_network(one) for one in scope.environments) else None


_FILES = ("endpoints", "flow_log", "outputs", "routes", "variables", "versions", "vpc")
_EXISTING_FILES = ("main", "outputs", "variables", "versions")

# What each adds to the roles of the pipeline.
_PERMISSIONS = ("network", "network_deploy", "network_flow_log", "network_plan", "network_tags")

COMPONENT = Component(
    name="network",
    service={f"terraform/modules/network/{file}.tf": module for file in _FILES}
    | {f"terraform/modules/existing_network/{file}.tf": existing_module for file in _EXISTING_FILES}
    | {f"terraform/modules/identity/{file}.tf": module for file in _PERMISSIONS}
    | {"terraform/modules/identity/existing_network.tf": existing_module},
    region={"terraform/environments/{environment}/{region}/network.tf": root},
)
