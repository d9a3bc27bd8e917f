"""IPv4 ranges, held against the standard library's."""

from ipaddress import IPv4Network
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podspec.model.ipv4 import BITS, Block, enclosing, halvings, network

ADDRESSES = st.integers(0, 2**BITS - 1)
PREFIXES = st.integers(0, BITS)


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    """Any network."""
    prefix = draw(PREFIXES)
    return Block(draw(st.integers(0, (1 << prefix) - 1)) << (BITS - prefix), prefix)


def standard(block: Block) -> IPv4Network:
    return IPv4Network((block.first, block.prefix))


@given(blocks())
def test_a_block_has_the_standard_library_s_text_and_size(block: Block) -> None:
    assert str(block) == str(standard(block))
    assert block.size == standard(block).num_addresses


@given(blocks())
def test_a_block_is_read_back_from_its_text(block: Block) -> None:
    assert network(str(block)) == enclosing(str(block)) == block


@given(ADDRESSES, PREFIXES)
def test_an_address_lies_in_the_network_that_the_standard_library_names(address: int, prefix: int) -> None:
    host = str(Block(address, BITS)).removesuffix("/32")
    assert str(enclosing(f"{host}/{prefix}")) == str(IPv4Network(f"{host}/{prefix}", strict=False))


@given(blocks(), blocks())
def test_overlap_and_containment_are_the_standard_library_s(one: Block, other: Block) -> None:
    assert one.overlaps(other) == other.overlaps(one) == standard(one).overlaps(standard(other))
    assert one.contains(other) == standard(other).subnet_of(standard(one))


@given(st.integers(0, 24), st.integers(1, 64))
def test_parts_are_equal_disjoint_and_inside(prefix: int, count: int) -> None:
    whole = Block(0, prefix)
    parts = whole.split(count)
    assert len(parts) == count
    assert {part.prefix for part in parts} == {prefix + halvings(count)}
    assert all(whole.contains(part) for part in parts)
    assert all(before.end == after.first for before, after in pairwise(parts))


@pytest.mark.parametrize(("count", "times"), [(1, 0), (2, 1), (3, 2), (4, 2), (5, 3), (8, 3), (9, 4)])
def test_a_count_is_rounded_up_to_a_power_of_two(count: int, times: int) -> None:
    assert halvings(count) == times


def test_a_range_is_not_cut_below_single_addresses() -> None:
    assert len(Block(0, 31).split(2)) == 2
    with pytest.raises(ValueError, match=r"^0\.0\.0\.0/31 cannot be cut in 3$"):
        Block(0, 31).split(3)


@pytest.mark.parametrize("cidr", ["10.0.0.1/8", "010.0.0.0/8", "10.0.0.0/08"])
def test_what_encloses_an_address_is_not_its_name(cidr: str) -> None:
    assert str(enclosing(cidr)) == "10.0.0.0/8"
    assert network(cidr) is None


@pytest.mark.parametrize("cidr", ["10.0.0.256/8", "256.0.0.0/8", "10.0.0.0/33"])
def test_a_number_out_of_range_encloses_nothing(cidr: str) -> None:
    assert enclosing(cidr) is None
    assert network(cidr) is None
