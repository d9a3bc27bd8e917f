"""A target: its front, its two versions, and the traffic of each during a rollout."""

import scopes

from podspec.components.docs.lane import Lane
from podspec.components.docs.marks import Words


def _texts(target: str, blocks: str) -> list[str]:
    (one,) = scopes.service(blocks).environments
    return [words.text for words in Lane(one, target, 0, 0, 650).drawn() if isinstance(words, Words)]


def test_a_function_shows_its_size_its_throttle_and_its_weights() -> None:
    found = _texts("lambda", "targets: {lambda: {memory_mb: 256, provisioned_concurrency: 3}}\n")
    assert "256 MB, 15 s, 3 warm · rollout: 10 % for 5 min, bake 5 min" in found
    assert {"HTTP API", "100 a second", "burst 200", "10 → 100 %", "90 → 0 %", "live version"} <= set(found)


def test_hosts_stand_in_two_zones_of_a_network_of_ours() -> None:
    found = _texts("ec2", "targets: {ec2: {purchase: spot, hosts: {min: 1, desired: 1, max: 3}}}\n")
    assert "1 to 3 spot t4g.small · rollout: 10 % for 5 min, bake 5 min" in found
    assert found.count("zone 1") == found.count("zone 2") == 2
    assert {"HTTP", "one NAT gateway"} <= set(found)


def test_a_network_of_somebody_else_keeps_its_zones_to_itself() -> None:
    network = (
        "{vpc_id: vpc-0123456789abcdef0, public_subnets: [subnet-0123456789abcdef0, subnet-0123456789abcdef1], "
        "private_subnets: [subnet-0123456789abcdef2, subnet-0123456789abcdef3]}"
    )
    place = f'{{account: "111111111111", regions: [us-east-1], network: {network}}}'
    blocks = f"targets: {{ec2: {{}}}}\nenvironments: {{dev: {place}}}\n"
    found = _texts("ec2", blocks)
    assert "zone 1" not in found
    assert "in a VPC that exists" in found
