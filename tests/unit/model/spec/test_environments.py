"""Environments: which of the two kinds of network is meant, and names of the outside world."""

import pytest
from pydantic import ConfigDict, TypeAdapter, ValidationError

from podspec.model.spec.environments import DnsName, EnvironmentBlock, ExistingNetwork, NewNetwork

PLACE = {"account": "111111111111", "regions": ("us-east-1",)}
SUBNETS = ("subnet-0123456789abcdef0", "subnet-0123456789abcdef1")
EXISTING = {"vpc_id": "vpc-0123456789abcdef0", "public_subnets": SUBNETS, "private_subnets": SUBNETS}


DNS: TypeAdapter[str] = TypeAdapter(DnsName, config=ConfigDict(regex_engine="python-re"))


def test_a_range_of_addresses_means_a_new_network() -> None:
    block = EnvironmentBlock.model_validate({**PLACE, "network": {"cidr": "10.0.0.0/16"}})
    assert block.network == NewNetwork(cidr="10.0.0.0/16", nat="single")


def test_the_id_of_a_vpc_means_an_existing_network() -> None:
    block = EnvironmentBlock.model_validate({**PLACE, "network": EXISTING})
    assert isinstance(block.network, ExistingNetwork)
    assert EnvironmentBlock.model_validate(block.model_dump()) == block


@pytest.mark.parametrize(
    ("network", "errors"),
    [
        ({}, 1),
        ({"nat": "single"}, 1),
        ({"cidr": "10.0.0.0/16", "nat": "double"}, 1),
        ({"vpc_id": "vpc-0123456789abcdef0"}, 2),
        ({**EXISTING, "cidr": "10.0.0.0/16"}, 1),
        ({**EXISTING, "public_subnets": SUBNETS[:1]}, 1),
        ("10.0.0.0/16", 1),
        ([], 1),
    ],
)
def test_a_wrong_network_is_judged_as_one_kind_and_not_as_both(network: object, errors: int) -> None:
    with pytest.raises(ValidationError) as raised:
        EnvironmentBlock.model_validate({**PLACE, "network": network})
    assert raised.value.error_count() == errors


@pytest.mark.parametrize("name", ["example.com", "a.b.c.example.co", "x-1.example.com", "xn--bcher-kva.example"])
def test_a_dns_name_is_taken(name: str) -> None:
    assert DNS.validate_python(name) == name


@pytest.mark.parametrize(
    "name",
    ["example", "Example.com", "-a.example.com", "a-.example.com", "a..com", "example.com.", "é.com", "a_b.com"],
)
def test_what_is_no_dns_name_is_not(name: str) -> None:
    with pytest.raises(ValidationError):
        DNS.validate_python(name)


def test_a_name_longer_than_dns_takes_is_refused() -> None:
    with pytest.raises(ValidationError):
        DNS.validate_python(".".join(["a" * 60] * 5) + ".com")
