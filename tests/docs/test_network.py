"""The page about the network says what is built."""

import re
from pathlib import Path

from podspec.model.ipv4 import Block, network
from podspec.model.subnets import region_shares, zone_subnets

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "explanation" / "network.md").read_text("utf-8")
MODULES = ROOT / "templates" / "terraform" / "modules"
ENDPOINTS = (MODULES / "network" / "endpoints.tf.j2").read_text("utf-8")

# Prices in USD of an hour, as the page gives them.
GATEWAY, ADDRESS, ENDPOINT = 0.045, 0.005, 0.01
HOURS, ZONES = 730, 2


def _picture() -> list[str]:
    (block,) = re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)
    return re.findall(r"\d+(?:\.\d+){3}/\d+", block)


def _drawn(share: Block) -> list[str]:
    """A VPC as the picture has it: itself, and each zone with its subnets and what is free."""
    cidrs = [share]
    for part, zone in zip(share.split(ZONES), zone_subnets(share), strict=True):
        cidrs += [part, zone.private, zone.public, part.split(4)[3]]
    return [str(cidr) for cidr in cidrs]


def _endpoints() -> list[str]:
    listed = ENDPOINTS[ENDPOINTS.index("interface_endpoints =") : ENDPOINTS.index("# In China")]
    return re.findall(r'^ +"([a-z0-9.-]+)",$', listed, re.MULTILINE) + re.findall(r'\? \["([a-z]+)"\]', listed)


def _monthly(hourly: float) -> str:
    return f"**{hourly * HOURS:.2f}**"


def test_the_picture_of_the_addresses_is_what_the_code_computes() -> None:
    whole = network("10.20.0.0/16")
    assert whole is not None
    first, second = region_shares(whole, 2)
    assert _picture() == [str(whole), *_drawn(first), str(second)]


def test_the_page_lists_every_endpoint_and_what_to_have_in_a_vpc_of_ones_own() -> None:
    table = PAGE[PAGE.index("## Without NAT") : PAGE.index("Amazon Linux's packages")]
    assert sorted(re.findall(r"`([a-z0-9.-]+)`", table)) == sorted(_endpoints())
    comment = (MODULES / "existing_network" / "main.tf.j2").read_text("utf-8").replace("-\n# ", "-")
    assert [one for one in _endpoints() if one not in comment] == []


def test_the_costs_are_the_sums_of_their_prices() -> None:
    without_secrets = len(_endpoints()) - 1
    for gateways in (1, ZONES):
        assert _monthly(gateways * (GATEWAY + ADDRESS)) in PAGE
    for endpoints in (without_secrets, without_secrets + 1):
        assert _monthly(endpoints * ZONES * ENDPOINT) in PAGE
    assert f"{without_secrets} endpoints in two zones" in PAGE
