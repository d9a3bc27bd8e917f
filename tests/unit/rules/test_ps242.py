"""PS242: the share of each region."""

import pytest
from specimens import silent, sole

ONE = 'environments: {{dev: {{account: "111111111111", regions: [us-east-1], network: {{cidr: {cidr}}}}}}}'
THREE = """
environments:
  dev:
    account: "111111111111"
    regions: {regions}
    network: {{cidr: {cidr}}}
"""
REGIONS = "[us-east-1, us-west-2, eu-west-1]"


def test_a_range_too_large_for_a_vpc_is_an_error() -> None:
    found = sole(ONE.format(cidr="«10.0.0.0/15»"), "PS242")
    assert found.message == "each region's share of 10.0.0.0/15 is too large"
    assert found.primary.text == "/15 for each region"
    assert found.help == "a share must be between /16 and /24: 10.0.0.0/16 would do"


def test_a_range_too_small_for_the_subnets_is_an_error() -> None:
    found = sole(ONE.format(cidr="«10.0.1.128/25»"), "PS242")
    assert found.message == "each region's share of 10.0.1.128/25 is too small"
    assert found.help == "a share must be between /16 and /24: 10.0.1.0/24 would do"


def test_the_share_counts_not_the_whole() -> None:
    found = sole(THREE.format(regions=f"⟦{REGIONS}⟧", cidr="«10.0.0.0/23»"), "PS242")
    assert (found.primary.text, found.related[0].text) == ("/25 for each region", "divided by 4")
    assert found.help == "a share must be between /16 and /24: 10.0.0.0/22 would do"


@pytest.mark.parametrize("cidr", ["10.0.0.0/16", "10.0.1.0/24"])
def test_both_ends_are_allowed_for_one_region(cidr: str) -> None:
    assert silent(ONE.format(cidr=cidr))


@pytest.mark.parametrize("cidr", ["10.0.0.0/14", "10.0.0.0/22"])
def test_both_ends_are_allowed_for_three_regions(cidr: str) -> None:
    assert silent(THREE.format(regions=REGIONS, cidr=cidr))


@pytest.mark.parametrize("cidr", ["10.0.0.0/13", "10.0.0.0/23"])
def test_one_beyond_either_end_is_not_allowed_for_three_regions(cidr: str) -> None:
    sole(THREE.format(regions=f"⟦{REGIONS}⟧", cidr=f"«{cidr}»"), "PS242")


def test_a_range_that_is_no_network_is_told_once() -> None:
    sole(ONE.format(cidr="«10.0.0.1/8»"), "PS241")
