"""The networks behave as they say, and what Terraform would make lies where the spec says."""

from __future__ import annotations

import shutil
from collections import Counter
from ipaddress import IPv4Network
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from proof.offline.verifier import Verifier
from proof.rendered import render
from proof.trees import variables_of

pytestmark = pytest.mark.proof

TESTS = Path(__file__).with_name("modules")
NEW = """
targets: {lambda: null, ec2: {}}
secrets: {api-token: {}}
environments:
  dev: {account: "111111111111", regions: [us-east-1, eu-west-1, eu-central-1], network: {cidr: %s, nat: %s}}
"""
EXISTING = """
targets: {lambda: null, ec2: {}}
environments:
  dev:
    account: "111111111111"
    regions: [us-east-1]
    network:
      vpc_id: vpc-0123456789abcdef0
      public_subnets: [subnet-0123456789abcdef0, subnet-0123456789abcdef1]
      private_subnets: [subnet-0123456789abcdef2, subnet-0123456789abcdef3]
"""
ROOT = "environments/dev/us-east-1"
Resource = dict[str, Any]


def _planned(verifier: Verifier, root: Path) -> list[Resource]:
    """What a plan makes in the module network: its type, its name, and its attributes."""
    for step in (verifier.init(root), verifier.plan(root, variables_of(root))):
        assert step.ok, step
    return [
        {"kind": one["type"], "called": one["name"], **one["change"]["after"]}
        for one in verifier.plan_json(root)["resource_changes"]
        if one["mode"] == "managed" and one.get("module_address") == "module.network"
    ]


def _of(resources: list[Resource], kind: str) -> list[Resource]:
    return [one for one in resources if one["kind"] == kind]


@pytest.mark.parametrize(
    ("module", "blocks"), [("network", NEW % ("10.10.0.0/16", "none")), ("existing_network", EXISTING)]
)
def test_the_module_keeps_its_promises(module: str, blocks: str, verifier: Verifier, tmp_path: Path) -> None:
    folder = render(blocks, tmp_path) / "modules" / module
    shutil.copy(TESTS / f"{module}.tftest.hcl", folder)
    for step in (verifier.init(folder), verifier.test(folder)):
        assert step.ok, step
    assert "0 failed" in step.output


@pytest.fixture(scope="module", params=["none", "single", "per_az"])
def network(
    request: pytest.FixtureRequest, verifier: Verifier, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, list[Resource]]:
    """A NAT, and what is planned with it."""
    nat = str(request.param)
    terraform = render(NEW % ("10.10.0.0/16", nat), tmp_path_factory.mktemp(nat))
    return nat, _planned(verifier, terraform / ROOT)


def test_the_spec_says_how_hosts_reach_others(network: tuple[str, list[Resource]]) -> None:
    nat, made = network
    gateways, endpoints = {"none": (0, 9), "single": (1, 0), "per_az": (2, 0)}[nat]
    counted = Counter(one["kind"] for one in made)
    assert counted["aws_nat_gateway"] == counted["aws_eip"] == gateways
    # One more for S3, always.
    assert counted["aws_vpc_endpoint"] == endpoints + 1


def test_nothing_is_open_to_the_internet_but_the_route_of_the_public_subnets(
    network: tuple[str, list[Resource]],
) -> None:
    nat, made = network
    anywhere = [one for one in made if "0.0.0.0/0" in (one.get("destination_cidr_block"), one.get("cidr_ipv4"))]
    assert {one["called"] for one in anywhere} == {"internet"} | ({"nat"} if nat != "none" else set())
    assert not any(one["map_public_ip_on_launch"] for one in _of(made, "aws_subnet"))
    (group,) = _of(made, "aws_default_security_group")
    assert {*group.get("ingress", ()), *group.get("egress", ())} == set()


def test_the_subnets_of_all_regions_lie_in_their_own_vpc_and_never_overlap(
    verifier: Verifier, tmp_path: Path
) -> None:
    terraform = render(NEW % ("192.168.0.0/22", "none"), tmp_path)
    seen: list[IPv4Network] = []
    for region in ("us-east-1", "eu-west-1", "eu-central-1"):
        made = _planned(verifier, terraform / f"environments/dev/{region}")
        (vpc,) = (IPv4Network(one["cidr_block"]) for one in _of(made, "aws_vpc"))
        subnets = [IPv4Network(one["cidr_block"]) for one in _of(made, "aws_subnet")]
        assert vpc.subnet_of(IPv4Network("192.168.0.0/22"))
        assert len(subnets) == 4
        assert all(one.subnet_of(vpc) for one in subnets)
        seen += subnets
    assert not any(one.overlaps(other) for one, other in combinations(seen, 2))


@pytest.mark.parametrize("blocks", [NEW % ("10.10.0.0/16", "none"), EXISTING], ids=["new", "existing"])
def test_what_is_applied_is_applied(blocks: str, verifier: Verifier, tmp_path: Path) -> None:
    root = render(blocks, tmp_path) / ROOT
    variables = variables_of(root)
    for step in (verifier.init(root), verifier.plan(root, variables), verifier.apply(root)):
        assert step.ok, step
    again = verifier.plan(root, variables)
    assert again.is_empty_plan, again.output


def test_an_existing_network_is_not_touched(verifier: Verifier, tmp_path: Path) -> None:
    assert _planned(verifier, render(EXISTING, tmp_path) / ROOT) == []
