"""Where the network of an environment lies, and which of the two modules makes it."""

from itertools import combinations

import pytest
import scopes
from hypothesis import given
from hypothesis import strategies as st

from podspec.components import network
from podspec.components.component import Context
from podspec.model.ipv4 import Block
from podspec.model.ipv4 import network as block

REGIONS = ("us-east-1", "eu-west-1", "eu-central-1", "ap-southeast-2")
NEW = """
targets: {ec2: {}}
environments:
  dev: {account: "111111111111", regions: [%s], network: {cidr: %s}}
"""
EXISTING = """
targets: {ec2: {}}
environments:
  dev:
    account: "111111111111"
    regions: [us-east-1]
    network:
      vpc_id: vpc-00000001
      public_subnets: [subnet-00000002, subnet-00000001]
      private_subnets: [subnet-00000003, subnet-00000004]
"""
WITHOUT_HOSTS = """
targets: {lambda: {}}
environments:
  dev: {account: "111111111111", regions: [us-east-1], network: {cidr: 10.10.0.0/16}}
"""


def _root(blocks: str, region: str = "us-east-1") -> Context:
    found = network.root(scopes.region("dev", region, blocks))
    assert found is not None
    return found


def _new(blocks: str, region: str = "us-east-1") -> Context:
    made: Context = _root(blocks, region)["new"]
    return made


def _blocks(made: Context) -> list[Block]:
    found = [block(cidr) for zone in made["zones"] for cidr in zone.values()]
    assert all(found)
    return [one for one in found if one]


def test_a_region_gets_its_share_and_a_pair_of_subnets_in_each_zone() -> None:
    made = _new(NEW % ("us-east-1, eu-west-1", "10.20.0.0/16"), "eu-west-1")
    assert made["cidr"] == "10.20.128.0/17"
    assert made["zones"] == [
        {"public": "10.20.160.0/20", "private": "10.20.128.0/19"},
        {"public": "10.20.224.0/20", "private": "10.20.192.0/19"},
    ]


@given(
    regions=st.permutations(REGIONS).flatmap(lambda all_: st.integers(1, 4).map(lambda n: all_[:n])),
    prefix=st.integers(16, 22),
    tenth=st.integers(0, 255),
)
def test_the_networks_of_all_regions_are_apart(regions: list[str], prefix: int, tenth: int) -> None:
    cidr = f"10.{tenth}.0.0/{prefix}"
    made = [_new(NEW % (", ".join(regions), cidr), region) for region in regions]
    for one in made:
        share = block(one["cidr"])
        assert share is not None
        assert all(share.contains(subnet) for subnet in _blocks(one))
    subnets = [subnet for one in made for subnet in _blocks(one)]
    assert not any(one.overlaps(other) for one, other in combinations(subnets, 2))


def test_hosts_that_read_secrets_may_need_an_endpoint_more() -> None:
    blocks = NEW % ("us-east-1", "10.10.0.0/16")
    assert _new(blocks)["reads_secrets"] is False
    assert _new(f"{blocks}secrets: {{api-token: {{}}}}\n")["reads_secrets"] is True


def test_a_network_that_exists_is_named_as_the_spec_does_and_in_its_order() -> None:
    assert _root(EXISTING) == {
        "new": None,
        "existing": {
            "vpc_id": "vpc-00000001",
            "public_subnets": ["subnet-00000002", "subnet-00000001"],
            "private_subnets": ["subnet-00000003", "subnet-00000004"],
        },
    }


def test_nothing_stands_in_a_network_without_hosts() -> None:
    assert network.root(scopes.region("dev", "us-east-1", WITHOUT_HOSTS)) is None


def test_a_service_has_the_modules_that_its_environments_call() -> None:
    new, existing = scopes.service(NEW % ("us-east-1", "10.10.0.0/16")), scopes.service(EXISTING)
    assert (network.module(new), network.existing_module(new)) == ({}, None)
    assert (network.module(existing), network.existing_module(existing)) == (None, {})


def test_a_service_without_hosts_has_neither_module() -> None:
    scope = scopes.service(WITHOUT_HOSTS)
    assert (network.module(scope), network.existing_module(scope)) == (None, None)


def test_a_range_that_is_no_network_is_a_bug_since_a_rule_lets_none_through() -> None:
    with pytest.raises(ValueError, match="PS241"):
        _root(NEW % ("us-east-1", "10.10.0.1/16"))
