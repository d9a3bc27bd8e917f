"""PS241: a CIDR that is no network."""

import pytest
from specimens import silent, sole

CIDR = """
environments:
  dev: {{account: "111111111111", regions: [us-east-1], network: {{cidr: {cidr}}}}}
"""


@pytest.mark.parametrize(
    ("cidr", "meant"),
    [
        ("10.10.0.1/16", "10.10.0.0/16"),
        ("10.10.255.255/17", "10.10.128.0/17"),
        ("010.010.0.0/16", "10.10.0.0/16"),
        ("192.168.1.129/25", "192.168.1.128/25"),
    ],
)
def test_an_address_within_a_network_names_the_network_that_was_meant(cidr: str, meant: str) -> None:
    found = sole(CIDR.format(cidr=f"«{cidr}»"), "PS241")
    assert found.message == f"{cidr} is no network"
    assert found.primary.text == "not the network's own address"
    assert found.help == f"write {meant}"


@pytest.mark.parametrize("cidr", ["10.256.0.0/16", "999.0.0.0/8", "10.10.0.0/33", "10.10.0.0/99"])
def test_a_number_out_of_range_is_told(cidr: str) -> None:
    found = sole(CIDR.format(cidr=f"«{cidr}»"), "PS241")
    assert found.primary.text == "a number is out of range"
    assert found.help == "four numbers up to 255, and a prefix length up to 32"


@pytest.mark.parametrize("cidr", ["10.10.0.0/16", "10.10.128.0/17", "192.168.255.0/24"])
def test_a_network_s_own_address_is_allowed(cidr: str) -> None:
    assert silent(CIDR.format(cidr=cidr))
