"""Estimates for tests: the base spec with some blocks replaced, by the real stages."""

from collections.abc import Callable, Iterator

import scopes

from podspec.cost import estimates
from podspec.cost.use import CostScope, Use
from podspec.model.cost import Estimate

#: Both targets everywhere; prod in two regions, behind a name of its own.
WHOLE = """
registry: {account: "111111111111", region: us-east-1}
targets:
  lambda: {memory_mb: 1024}
  ec2: {instance_type: t4g.small, hosts: {min: 1, desired: 3, max: 6}, scaling: {cpu_percent: 60}}
secrets: {api-token: {rotate_days: 30}, other: {rotate_days: 60}}
observability: {log_retention_days: 30, synthetics: {interval_minutes: 5}, slo: {availability_percent: 99.9}}
environments:
  dev: {account: "111111111111", regions: [us-east-1], network: {cidr: 10.10.0.0/16, nat: single}}
  prod:
    account: "222222222222"
    regions: [us-east-1, eu-west-1]
    network: {cidr: 10.20.0.0/16, nat: per_az}
    domain: {name: podinfo.example.com, zone: example.com, primary: lambda}
    cost: {monthly_budget_usd: 100}
"""

#: Dev in a network that exists, with three public subnets.
EXISTING = WHOLE.replace(
    "{cidr: 10.10.0.0/16, nat: single}",
    "{vpc_id: vpc-0123456789abcdef0, "
    "public_subnets: [subnet-0123456789abcdef0, subnet-0123456789abcdef1, subnet-0123456789abcdef4], "
    "private_subnets: [subnet-0123456789abcdef2, subnet-0123456789abcdef3]}",
)


def scope(environment: str = "prod", region: str = "us-east-1", blocks: str = WHOLE) -> CostScope:
    """One environment in one of its regions."""
    one = scopes.region(environment, region, blocks)
    return CostScope(one.spec, one.environment, region)


def used(uses: Callable[[CostScope], Iterator[Use]], one: CostScope) -> dict[str, float]:
    """How much a component uses of each item."""
    sums: dict[str, float] = {}
    for use in uses(one):
        sums[use.item] = sums.get(use.item, 0) + use.quantity
    return sums


def estimated(blocks: str = WHOLE) -> tuple[Estimate, ...]:
    """The estimates of all environments."""
    whole = scopes.service(blocks)
    return estimates(whole.spec, whole.environments)
