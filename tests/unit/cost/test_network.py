"""Ways out of the network: gateways by the spec's wish, or endpoints in their place."""

import pytest
from costing import EXISTING, WHOLE, scope, used

from podspec.cost.network import uses


@pytest.mark.parametrize(("nat", "gateways"), [("single", 1), ("per_az", 2)])
def test_a_gateway_runs_all_month_with_an_address(nat: str, gateways: int) -> None:
    found = used(uses, scope(blocks=WHOLE.replace("nat: per_az", f"nat: {nat}")))
    assert found["NAT gateway"] == found["public IPv4 address"] == gateways * 730
    assert found["NAT gateway traffic"] == 10
    assert "interface endpoint" not in found


@pytest.mark.parametrize(
    ("secrets", "endpoints"), [("{api-token: {rotate_days: 30}, other: {rotate_days: 60}}", 9), ("{}", 8)]
)
def test_without_gateways_each_zone_has_endpoints(secrets: str, endpoints: int) -> None:
    blocks = WHOLE.replace("nat: per_az", "nat: none").replace(
        "secrets: {api-token: {rotate_days: 30}, other: {rotate_days: 60}}", f"secrets: {secrets}"
    )
    found = used(uses, scope(blocks=blocks))
    assert found["interface endpoint"] == endpoints * 2 * 730
    assert not {"NAT gateway", "public IPv4 address"} & set(found)


def test_a_network_that_exists_is_not_the_services_to_pay() -> None:
    assert used(uses, scope("dev", blocks=EXISTING)) == {}


def test_flow_logs_are_kept_as_long_as_the_rest() -> None:
    found = used(uses, scope(blocks=WHOLE.replace("log_retention_days: 30", "log_retention_days: 90")))
    assert found["flow log ingestion"] == 1
    assert found["log storage"] == 3
