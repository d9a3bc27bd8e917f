"""The function behind its HTTP API: what is asked of it, how long it takes, and what is kept warm."""

from collections.abc import Iterator
from math import ceil

from podspec.cost.traffic import answers, request_logs
from podspec.cost.use import MB_PER_GB, CostScope, Factor, Use, counted, shown, use
from podspec.model.spec.targets import LambdaTarget

#: An answer counts as one request for each 512 KB of it.
#: Source: Amazon API Gateway pricing, HTTP APIs (2026-11).
_METERED_KB = 512

#: Metrics in the alarms of terraform/modules/lambda: failed and all requests, latency, errors and invocations.
_ALARM_METRICS = 5


def uses(scope: CostScope) -> Iterator[Use]:
    """What the target uses in one region. CodeDeploy takes nothing for Lambda."""
    target = scope.environment.targets.lambda_
    if target is None:
        return
    yield use("HTTP API", "request", scope.requests, counted(_parts(scope), "part", "512 KB each, response_kb"))
    yield use("invocations", "request", scope.requests)
    yield from _compute(scope, target)
    yield from answers(scope)
    yield from request_logs(scope)
    yield use("metrics in alarms", "metric", counted(_ALARM_METRICS, "metric"))
    yield use("metrics in Metrics Insights alarms", "metric", counted(1, "metric", "of the live version"))


def _parts(scope: CostScope) -> int:
    return max(1, ceil(scope.assumed.response_kb / _METERED_KB))


def _compute(scope: CostScope, target: LambdaTarget) -> Iterator[Use]:
    """Time by the GB of memory. What is warm is paid for by the hour, and its requests at another rate."""
    processor = scope.environment.container.architecture
    memory = Factor(target.memory_mb / MB_PER_GB, f"{target.memory_mb:,} MB (memory_mb)")
    length = scope.assumed.request_milliseconds
    seconds = Factor(length / 1000, f"{shown(length)} ms (request_milliseconds)")
    if not target.provisioned_concurrency:
        yield use(f"duration ({processor})", "GB-second", scope.requests, seconds, memory)
        return
    warm = counted(target.provisioned_concurrency, "warm function", "provisioned_concurrency")
    hour = Factor(3600, "3,600 seconds an hour")
    yield use(f"provisioned concurrency ({processor})", "GB-second", warm, memory, scope.hours, hour)
    yield use(f"duration when provisioned ({processor})", "GB-second", scope.requests, seconds, memory)
