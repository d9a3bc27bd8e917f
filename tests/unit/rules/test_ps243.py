"""PS243: networks that overlap."""

from ipaddress import IPv4Network

from hypothesis import given, settings
from hypothesis import strategies as st
from specimens import findings, several, silent, sole, with_blocks

TWO = """
environments:
  dev: {{account: "111111111111", regions: [us-east-1], network: {{cidr: {dev}}}}}
  prod: {{account: "111111111111", regions: [us-east-1], network: {{cidr: {prod}}}}}
"""


def test_a_network_inside_of_another_is_an_error() -> None:
    found = sole(TWO.format(dev="⟦10.10.0.0/16⟧", prod="«10.10.128.0/20»"), "PS243")
    assert found.message == "the network of prod overlaps that of dev"
    assert (found.primary.text, found.related[0].text) == ("10.10.128.0/20 here", "10.10.0.0/16 in dev")
    assert found.help == "give each environment a range of its own, so that they can ever be connected"


def test_all_networks_that_one_overlaps_are_named() -> None:
    found = several(
        """
        environments:
          dev: {account: "111111111111", regions: [us-east-1], network: {cidr: ⟦10.10.0.0/17⟧}}
          stage: {account: "111111111111", regions: [us-east-1], network: {cidr: ⟦10.10.128.0/17⟧}}
          prod: {account: "111111111111", regions: [us-east-1], network: {cidr: «10.10.0.0/16»}}
        """,
        "PS243",
    )
    assert found[0].message == "the network of prod overlaps that of dev and stage"


def test_neighbours_do_not_overlap() -> None:
    assert silent(TWO.format(dev="10.10.0.0/17", prod="10.10.128.0/17"))


def test_a_range_that_is_no_network_overlaps_nothing() -> None:
    sole(TWO.format(dev="«10.10.0.1/16»", prod="10.10.0.0/16"), "PS241")


@st.composite
def networks(draw: st.DrawFn) -> IPv4Network:
    """Networks of which many overlap: few addresses, all legal prefix lengths."""
    third, prefix = draw(st.integers(0, 7)), draw(st.integers(20, 24))
    return IPv4Network((f"10.10.{third}.0", prefix), strict=False)


@settings(max_examples=60, deadline=None)
@given(networks(), networks())
def test_overlap_is_what_the_standard_library_says_and_has_no_direction(
    one: IPv4Network, other: IPv4Network
) -> None:
    def overlaps(dev: IPv4Network, prod: IPv4Network) -> bool:
        return {found.code for found in findings(with_blocks(TWO.format(dev=dev, prod=prod)))} == {"PS243"}

    assert overlaps(one, other) == overlaps(other, one) == one.overlaps(other)
