"""The network that hosts stand in: ways out, their addresses, and the record of what passed."""

from collections.abc import Iterator

from podspec.cost.use import CostScope, Factor, Use, counted, shown, use
from podspec.model.spec.environments import NewNetwork
from podspec.model.subnets import ZONES

#: Interface endpoints that take the place of NAT gateways: see terraform/modules/network/endpoints.tf.
_ENDPOINTS = 8
#: One more where hosts read secrets.
_ENDPOINTS_WITH_SECRETS = 9

_GATEWAYS = {"none": 0, "single": 1, "per_az": ZONES}


def uses(scope: CostScope) -> Iterator[Use]:
    """What the network of one region uses; one that exists costs its owner, not this service."""
    network = scope.environment.network
    if scope.environment.targets.ec2 is None or not isinstance(network, NewNetwork):
        return
    yield from _gateways(scope, network.nat) if network.nat != "none" else _endpoints(scope)
    yield from _flow_log(scope)


def _gateways(scope: CostScope, nat: str) -> Iterator[Use]:
    gateways = counted(_GATEWAYS[nat], "gateway", f"network.nat: {nat}")
    yield use("NAT gateway", "hour", gateways, scope.hours)
    yield use("NAT gateway traffic", "GB", _outside(scope))
    yield use("public IPv4 address", "hour", gateways, scope.hours)


def _endpoints(scope: CostScope) -> Iterator[Use]:
    count = _ENDPOINTS_WITH_SECRETS if scope.environment.secrets else _ENDPOINTS
    endpoints = counted(count, "endpoint", "network.nat: none")
    yield use("interface endpoint", "hour", endpoints, counted(ZONES, "zone"), scope.hours)
    yield use("interface endpoint traffic", "GB", _outside(scope))


def _outside(scope: CostScope) -> Factor:
    size = scope.assumed.nat_gb_per_region
    return Factor(size, f"{shown(size)} GB (nat_gb_per_region)")


def _flow_log(scope: CostScope) -> Iterator[Use]:
    size = scope.assumed.flow_log_gb_per_region
    written = Factor(size, f"{shown(size)} GB (flow_log_gb_per_region)")
    yield use("flow log ingestion", "GB", written)
    yield use("log storage", "GB-month", written, scope.log_months)
