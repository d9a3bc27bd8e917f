"""The hosts behind their load balancer, at the size that the spec wants, and what a rollout runs."""

from collections.abc import Iterator

from podspec.cost.traffic import answer_size, answers, request_logs
from podspec.cost.use import CostScope, Factor, Use, counted, shown, use
from podspec.model.spec.environments import ExistingNetwork
from podspec.model.spec.targets import Ec2Target, Scaling
from podspec.model.subnets import ZONES

#: GB of a host's volume: see terraform/modules/ec2/hosts.tf.
_VOLUME_GB = 16

#: What AWS counts as a whole month where it sells GB by the month.
#: Source: AWS Pricing Calculator user guide (2026-11).
_HOURS_OF_A_MONTH = 730

#: Blue and green; alarms and scaling of both are there all the time.
_COLOURS = 2

#: Metrics in the alarms of one colour: three of failures, latency, unhealthy hosts.
_ALARM_METRICS = 5

#: Scaling out and scaling in.
#: Source: Amazon EC2 Auto Scaling user guide, target tracking scaling policies (2026-11).
_ALARMS_OF_A_POLICY = 2

#: Metrics of one host that detailed monitoring is paid for.
#: Source: Amazon CloudWatch pricing, EC2 detailed monitoring (2026-11).
_DETAILED_METRICS = 7

#: New connections in one LCU-hour: 25 a second. Its other measures: a GB, and 3,000 connections that are open.
#: Source: Elastic Load Balancing pricing, LCU details (2026-11).
_CONNECTIONS_PER_LCU_HOUR = 25 * 3600


def uses(scope: CostScope) -> Iterator[Use]:
    """What the target uses in one region. CodeDeploy takes nothing for EC2."""
    target = scope.environment.targets.ec2
    if target is None:
        return
    yield from _hosts(scope, target)
    yield from _load_balancer(scope)
    yield from answers(scope)
    yield from request_logs(scope)
    yield from _alarms(target.scaling)
    yield from _rollouts(scope)


def _rollouts(scope: CostScope) -> Iterator[Use]:
    stored, assumed = scope.assumed.bucket_gb_per_region, scope.assumed
    yield use("bucket storage", "GB-month", (stored, f"{shown(stored)} GB (bucket_gb_per_region)"))
    releases = counted(assumed.releases_per_month, "release", "releases_per_month")
    steps = counted(assumed.transitions_per_release, "transition", "transitions_per_release")
    yield use("state transition", "transition", releases, steps)


def _hosts(scope: CostScope, target: Ec2Target) -> Iterator[Use]:
    """Hosts of the live colour. Spot costs less than this, by how much nobody knows beforehand."""
    spot = " at the price on demand (purchase: spot costs less)" if target.purchase == "spot" else ""
    hosts = counted(target.hosts.desired, "host", "hosts.desired")
    yield use(target.instance_type, "hour", hosts, (scope.hours.value, f"{scope.hours.text}{spot}"))
    running = Factor(scope.hours.value / _HOURS_OF_A_MONTH, f"{scope.hours.text} of {_HOURS_OF_A_MONTH}")
    yield use("gp3 volume", "GB-month", hosts, (_VOLUME_GB, f"{_VOLUME_GB} GB"), running)
    yield use("custom metric", "metric", hosts, counted(_DETAILED_METRICS, "metric", "detailed monitoring"))
    yield use("custom metric", "metric", counted(_COLOURS, "colour"), counted(1, "metric", "memory"))
    written = scope.assumed.log_gb_per_host
    logs = Factor(written, f"{shown(written)} GB (log_gb_per_host)")
    yield use("log ingestion", "GB", hosts, logs)
    yield use("log storage", "GB-month", hosts, logs, scope.log_months)


def _load_balancer(scope: CostScope) -> Iterator[Use]:
    network = scope.environment.network
    zones = len(network.public_subnets) if isinstance(network, ExistingNetwork) else ZONES
    yield use("load balancer", "hour", counted(1, "load balancer"), scope.hours)
    yield use("load balancer capacity", "LCU-hour", scope.requests, _capacity(scope))
    yield use("public IPv4 address", "hour", counted(zones, "zone", "of the load balancer"), scope.hours)


def _capacity(scope: CostScope) -> Factor:
    """LCU-hours of one request, by the measure that takes most: its GB, or a connection of its own."""
    size = answer_size(scope)
    connection = Factor(
        1 / _CONNECTIONS_PER_LCU_HOUR, f"1/{_CONNECTIONS_PER_LCU_HOUR:,} (connections of an LCU-hour)"
    )
    return max(size, connection)


def _alarms(scaling: Scaling) -> Iterator[Use]:
    colours = counted(_COLOURS, "colour")
    yield use("metrics in alarms", "metric", colours, counted(_ALARM_METRICS, "metric"))
    goals = (scaling.cpu_percent, scaling.memory_percent, scaling.requests_per_host)
    tracked = sum(goal is not None for goal in goals)
    if tracked:
        metrics = counted(tracked, "metric", "scaling")
        yield use("metrics in alarms", "metric", colours, metrics, counted(_ALARMS_OF_A_POLICY, "alarm"))
