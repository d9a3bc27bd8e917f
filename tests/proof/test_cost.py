"""What an estimate counts is what real Terraform makes, resource by resource."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import pytest
from full import as_yaml, full
from proof.iam import Resource

from podspec.compiler import analyse
from podspec.cost import estimates

if TYPE_CHECKING:
    from collections.abc import Callable

    from proof.applied import Applied

pytestmark = pytest.mark.proof

ROOTS = [("prod", "us-east-1"), ("prod", "eu-west-1"), ("dev", "us-east-1")]
HOURS = 730


def metrics(alarm: Resource) -> int:
    """How many metrics an alarm is paid for: its own, or those of its queries."""
    return sum(bool(query["metric"]) for query in alarm["metric_query"]) or 1


def asks_by_query(alarm: Resource) -> bool:
    """True if an alarm looks for its metrics by a query of Metrics Insights."""
    return any((query["expression"] or "").startswith("SELECT") for query in alarm["metric_query"])


#: How much of an item each resource is, by its kind.
MADE: dict[str, Callable[[Resource], dict[str, float]]] = {
    "aws_autoscaling_policy": lambda _: {"metrics in alarms": 2},
    "aws_cloudwatch_composite_alarm": lambda _: {"composite alarm": 1},
    "aws_cloudwatch_dashboard": lambda _: {"dashboard": 1},
    "aws_cloudwatch_metric_alarm": lambda one: (
        {"metrics in Metrics Insights alarms": 1} if asks_by_query(one) else {"metrics in alarms": metrics(one)}
    ),
    "aws_eip": lambda _: {"public IPv4 address": HOURS},
    "aws_kms_key": lambda _: {"KMS key": 1},
    "aws_lb": lambda one: {"load balancer": HOURS, "public IPv4 address": HOURS * len(one["subnets"])},
    "aws_nat_gateway": lambda _: {"NAT gateway": HOURS},
    "aws_route53_health_check": lambda _: {"health check": 1, "HTTPS of a health check": 1},
    "aws_route53_zone": lambda _: {"hosted zone": 1},
    "aws_secretsmanager_secret": lambda _: {"secret": 1},
    "aws_vpc_endpoint": lambda one: (
        {"interface endpoint": HOURS * len(one["subnet_ids"])} if one["vpc_endpoint_type"] == "Interface" else {}
    ),
}
COUNTED = {
    "composite alarm",
    "dashboard",
    "metrics in alarms",
    "metrics in Metrics Insights alarms",
    "public IPv4 address",
    "load balancer",
    "NAT gateway",
    "health check",
    "HTTPS of a health check",
    "hosted zone",
    "interface endpoint",
}


@pytest.fixture(scope="module")
def estimated(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Counter[str]]:
    """What the estimate of the full spec counts in each region of each environment."""
    path = tmp_path_factory.mktemp("estimated") / "service.yaml"
    path.write_text(as_yaml(full()), "utf-8")
    analysed = analyse(path, "service.yaml", date(2026, 11, 23))
    assert analysed.spec is not None
    counted: dict[tuple[str, str], Counter[str]] = {}
    for one in estimates(analysed.spec, [one.environment for one in analysed.resolved]):
        for line in (*one.lines, *one.unpriced):
            counted.setdefault((one.environment, line.region), Counter())[line.item] += line.quantity  # type: ignore[assignment]  # hours are no whole numbers
    return counted


def _made(resources: list[Resource]) -> Counter[str]:
    sums: Counter[str] = Counter()
    for one in resources:
        sums.update(MADE.get(one["kind"], lambda _: {})(one))  # type: ignore[arg-type]  # the same
    return sums


@pytest.mark.parametrize(("environment", "region"), ROOTS)
def test_an_estimate_counts_what_terraform_makes(
    environment: str, region: str, whole: Applied, estimated: dict[tuple[str, str], Counter[str]]
) -> None:
    made = _made(whole.resources(f"environments/{environment}/{region}"))
    counted = estimated[environment, region]
    assert {item: counted[item] for item in COUNTED} == {item: made[item] for item in COUNTED}


def test_copies_of_secrets_and_their_keys_are_counted_in_their_own_regions(
    whole: Applied, estimated: dict[tuple[str, str], Counter[str]]
) -> None:
    first = whole.resources("environments/prod/us-east-1")
    secrets = [one for one in first if one["kind"] == "aws_secretsmanager_secret"]
    keys = sum(one["kind"] in {"aws_kms_key", "aws_kms_replica_key"} for one in first)
    others = _made(whole.resources("environments/prod/eu-west-1"))
    assert sum(1 + len(one["replica"]) for one in secrets) == sum(
        estimated["prod", region]["secret"] for region in ("us-east-1", "eu-west-1")
    )
    assert keys + others["KMS key"] == sum(
        estimated["prod", region]["KMS key"] for region in ("us-east-1", "eu-west-1")
    )
