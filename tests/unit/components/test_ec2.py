"""What the EC2 target takes from the spec."""

from typing import Any

import pytest
import scopes

from podspec.components import ec2
from podspec.model.naming import LIMITS

PLACED = """
environments:
  dev: {account: "111111111111", regions: [us-east-1, eu-west-1], network: {cidr: 10.10.0.0/16}}
  prod: {account: "222222222222", regions: [us-east-1], network: {cidr: 10.20.0.0/16}}
"""
TARGET = f"targets: {{ec2: {{}}}}{PLACED}"


def _root(blocks: str = TARGET, environment: str = "dev", region: str = "us-east-1") -> dict[str, Any]:
    found = ec2.root(scopes.region(environment, region, blocks))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("rollout", "taken"),
    [
        ("canary", {"strategy": "canary", "percent": 10, "interval_minutes": 5, "bake_minutes": 5}),
        ("linear", {"strategy": "linear", "percent": 10, "interval_minutes": 5, "bake_minutes": 5}),
        ("all_at_once", {"strategy": "all_at_once", "bake_minutes": 5}),
    ],
)
def test_the_strategy_says_how_traffic_moves(rollout: str, taken: dict[str, Any]) -> None:
    assert _root(f"targets: {{ec2: {{rollout: {{strategy: {rollout}}}}}}}{PLACED}")["rollout"] == taken


def test_cosign_and_image_are_for_the_processor_of_the_hosts() -> None:
    amd, arm = (_root(f"container: {{architecture: {one}}}\n{TARGET}") for one in ("amd64", "arm64"))
    assert (amd["architecture"], arm["architecture"]) == ("x86_64", "arm64")
    assert amd["cosign"]["sha256"] != arm["cosign"]["sha256"]


def test_a_goal_that_is_not_set_is_not_scaled_by() -> None:
    target = "targets: {ec2: {scaling: {cpu_percent: null, requests_per_host: 900}}}"
    assert _root(f"{target}{PLACED}")["scaling"] == {"requests_per_host": 900}


def test_only_where_releases_are_approved_the_load_balancer_is_protected() -> None:
    approved = TARGET.replace("10.20.0.0/16}", "10.20.0.0/16}, approval: {reviewers: [acme/release]}")
    assert not _root(approved)["protected"]
    assert _root(approved, "prod")["protected"]


def test_a_target_of_its_own_name_comes_last() -> None:
    named = TARGET.replace("10.20.0.0/16}", "10.20.0.0/16}, domain: {name: shop.example.com, zone: example.com}")
    assert _root(named)["domain_names"] == []
    assert _root(named, "prod")["domain_names"] == ["shop.example.com", "ec2.shop.example.com"]


def test_long_names_keep_within_what_aws_takes_and_apart() -> None:
    long = f"service: {{name: {'a' * 24}}}\n{TARGET}".replace(" dev:", " developing:")
    names = _root(long, "developing")
    groups = names["target_groups"]
    assert max(len(one) for one in (names["load_balancer"], *groups.values())) <= LIMITS["alb"]
    assert len({names["load_balancer"], *groups.values()}) == 3
    assert max(len(one) for one in names["buckets"].values()) <= LIMITS["s3_bucket"]


def test_aws_keeps_names_of_load_balancers_that_begin_with_internal() -> None:
    assert _root(f"service: {{name: internal-tools}}\n{TARGET}")["load_balancer"] == "alb-internal-tools-dev"


def test_a_bucket_is_apart_from_those_of_every_other_place_and_as_long() -> None:
    here, there = (_root(region=one)["buckets"] for one in ("us-east-1", "eu-west-1"))
    other = _root(environment="prod")["buckets"]
    names = [*here.values(), *there.values(), *other.values()]
    assert len(set(names)) == len(names)
    assert {len(one.rpartition("-")[2]) for one in names} == {8}


def test_an_environment_without_the_target_has_no_call_of_the_module() -> None:
    blocks = TARGET.replace("10.10.0.0/16}", "10.10.0.0/16}, targets: {ec2: null, lambda: {}}")
    assert ec2.root(scopes.region("dev", "us-east-1", blocks)) is None
    assert ec2.module(scopes.service(blocks)) == {}


def test_a_service_without_the_target_has_no_module() -> None:
    assert ec2.module(scopes.service("targets: {lambda: {}}")) is None
