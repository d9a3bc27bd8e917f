"""How a range is cut for regions and zones."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podspec.model.ipv4 import Block, network
from podspec.model.subnets import (
    KEPT_BY_AWS,
    LARGEST_SHARE,
    SMALLEST_SHARE,
    host_addresses,
    region_shares,
    zone_subnets,
)

#: Smallest subnet that a load balancer takes (Elastic Load Balancing user guide, read 2026-11).
SMALLEST_PUBLIC = 27

SHARES = st.integers(LARGEST_SHARE, SMALLEST_SHARE).flatmap(
    lambda prefix: st.integers(0, (1 << prefix) - 1).map(lambda top: Block(top << (32 - prefix), prefix))
)


def block(cidr: str) -> Block:
    found = network(cidr)
    assert found is not None
    return found


def test_a_share_is_cut_as_the_documentation_shows() -> None:
    cut = [(str(zone.public), str(zone.private)) for zone in zone_subnets(block("10.20.0.0/16"))]
    assert cut == [("10.20.64.0/19", "10.20.0.0/18"), ("10.20.192.0/19", "10.20.128.0/18")]


def test_a_range_is_shared_out_among_regions_by_the_next_power_of_two() -> None:
    shares = region_shares(block("10.20.0.0/16"), 3)
    assert [str(share) for share in shares] == ["10.20.0.0/18", "10.20.64.0/18", "10.20.128.0/18"]


@given(SHARES, st.integers(1, 4))
def test_subnets_are_disjoint_and_inside_of_the_share(share: Block, zones: int) -> None:
    subnets = [subnet for zone in zone_subnets(share, zones) for subnet in zone]
    assert len(subnets) == 2 * zones
    assert all(share.contains(subnet) for subnet in subnets)
    assert not any(one.overlaps(other) for one, other in combinations(subnets, 2))


@given(SHARES, st.integers(1, 4))
def test_each_zone_keeps_a_quarter_free(share: Block, zones: int) -> None:
    for zone, part in zip(zone_subnets(share, zones), share.split(zones), strict=True):
        assert zone.private.size * 2 == zone.public.size * 4 == part.size
        assert zone.public.overlaps(part.split(4)[2])


def test_the_smallest_share_still_takes_a_load_balancer() -> None:
    share = Block(0, SMALLEST_SHARE)
    assert {zone.public.prefix for zone in zone_subnets(share)} == {SMALLEST_PUBLIC}


@pytest.mark.parametrize(("prefix", "room"), [(24, 2 * (64 - KEPT_BY_AWS)), (16, 2 * (16384 - KEPT_BY_AWS))])
def test_hosts_get_what_aws_leaves_of_the_private_subnets(prefix: int, room: int) -> None:
    assert host_addresses(Block(0, prefix)) == room
