"""PS244: a network of public addresses."""

import pytest
from specimens import silent, sole

from podspec.model.diagnostic import Severity

CIDR = 'environments: {{dev: {{account: "111111111111", regions: [us-east-1], network: {{cidr: {cidr}}}}}}}'


@pytest.mark.parametrize(
    "cidr", ["11.0.0.0/16", "9.255.0.0/16", "172.15.0.0/16", "172.32.0.0/16", "192.169.0.0/16", "100.128.0.0/16"]
)
def test_a_range_of_somebody_else_is_a_warning(cidr: str) -> None:
    found = sole(CIDR.format(cidr=f"«{cidr}»"), "PS244")
    assert found.severity is Severity.WARNING
    assert found.message == f"{cidr} is no private address range"
    assert found.primary.text == "addresses of somebody else on the internet"
    assert found.help == "choose a range inside of 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10"


@pytest.mark.parametrize(
    "cidr", ["10.0.0.0/16", "10.255.0.0/16", "172.16.0.0/16", "172.31.0.0/16", "192.168.0.0/16", "100.127.0.0/16"]
)
def test_a_private_range_is_allowed(cidr: str) -> None:
    assert silent(CIDR.format(cidr=cidr))
