"""PS245: room for the hosts of a rollout."""

import pytest
from specimens import silent, sole

# A /24 has two zones of /25, each with a private /26: 64 addresses, of which AWS keeps 5. Twice 59 is room for
# two colours of 59 hosts.
HOSTS = """
targets: {{ec2: {{hosts: {{min: 2, desired: 2, max: {most}}}}}}}
environments:
  dev:
    account: "111111111111"
    regions: [{regions}]
    network: {{cidr: {cidr}}}
"""


def test_one_host_too_many_for_the_subnets_is_an_error() -> None:
    found = sole(HOSTS.format(most="«60»", regions="us-east-1", cidr="⟦10.10.0.0/24⟧"), "PS245")
    assert found.message == "the subnets of 10.10.0.0/24 are too small for the hosts of a rollout"
    assert found.primary.text == "a rollout needs 120 addresses"
    assert found.related[0].text == "room for 118 hosts in each region"
    assert found.help == "lower max to 59, or give dev a larger network"


def test_a_full_subnet_is_allowed() -> None:
    assert silent(HOSTS.format(most=59, regions="us-east-1", cidr="10.10.0.0/24"))


def test_each_region_has_its_own_share_only() -> None:
    found = sole(HOSTS.format(most="«60»", regions="us-east-1, eu-west-1", cidr="⟦10.10.0.0/23⟧"), "PS245")
    assert found.message.startswith("the subnets of 10.10.0.0/24 ")


def test_the_most_hosts_fit_into_a_large_network() -> None:
    assert silent(HOSTS.format(most=500, regions="us-east-1", cidr="10.10.0.0/16"))


@pytest.mark.parametrize(("cidr", "code"), [("10.10.0.1/24", "PS241"), ("10.10.0.0/28", "PS242")])
def test_a_range_that_cannot_be_cut_is_told_by_another_rule(cidr: str, code: str) -> None:
    sole(HOSTS.format(most=500, regions="us-east-1", cidr=f"«{cidr}»"), code)


def test_a_share_that_is_too_small_is_told_by_another_rule() -> None:
    regions = "⟦[us-east-1, eu-west-1]⟧"
    sole(HOSTS.replace("[{regions}]", regions).format(most=500, cidr="«10.10.0.0/24»"), "PS242")


def test_a_network_without_hosts_may_be_small() -> None:
    assert silent(
        'environments: {dev: {account: "111111111111", regions: [us-east-1], network: {cidr: 10.10.0.0/24}}}'
    )
