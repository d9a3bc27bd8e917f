"""What watches the service in one region: alarms over all targets, dashboards, canaries."""

from collections.abc import Iterator

from podspec.cost.use import MB_PER_GB, CostScope, Factor, Use, counted, shown, use

#: Metrics that tell how many requests there were and how many failed: see terraform/modules/observability.
_REQUEST_METRICS = {"lambda": 2, "ec2": 4}

#: How much faster than allowed errors come, by burn rate; each is watched over a long and a short window.
_BURN_RATES = (14.4, 6.0, 1.0)
_WINDOWS = 2

#: Memory of a canary in MB, which runs Python on x86.
_CANARY_MB = 960


def uses(scope: CostScope) -> Iterator[Use]:
    """What the module uses in one region."""
    yield from _objective(scope)
    yield from _rotation(scope)
    yield from _canaries(scope)
    yield use("composite alarm", "alarm", counted(_composites(scope), "alarm", "that tell somebody"))
    yield from _dashboards(scope)


def _burns(scope: CostScope) -> int:
    """Burn rates that can be reached at all: of a large budget nothing burns fast."""
    slo = scope.environment.observability.slo
    if slo is None:
        return 0
    allowed = 1 - slo.availability_percent / 100
    return sum(rate * allowed < 1 for rate in _BURN_RATES)


def _objective(scope: CostScope) -> Iterator[Use]:
    burns = _burns(scope)
    if burns:
        metrics = counted(sum(_REQUEST_METRICS[target] for target in scope.targets), "metric", "of requests")
        yield use(
            "metrics in alarms", "metric", counted(burns, "burn rate", "slo"), counted(_WINDOWS, "window"), metrics
        )


def _rotates(scope: CostScope) -> bool:
    generated = any(one.rotation == "generated" for one in scope.environment.secrets.values())
    return generated and scope.is_first


def _rotation(scope: CostScope) -> Iterator[Use]:
    if _rotates(scope):
        yield use("metrics in alarms", "metric", counted(1, "metric", "of the rotation"))


def _canaries(scope: CostScope) -> Iterator[Use]:
    synthetics = scope.environment.observability.synthetics
    if synthetics is None:
        return
    canaries = counted(len(scope.targets), "target", "a canary each")
    minutes = synthetics.interval_minutes
    hourly = Factor(60 / minutes, f"60/{minutes} an hour (interval_minutes)")
    yield use("canary run", "run", canaries, hourly, scope.hours)
    seconds = scope.assumed.canary_seconds
    length = Factor(seconds, f"{shown(seconds)} seconds (canary_seconds)")
    memory = Factor(_CANARY_MB / MB_PER_GB, f"{_CANARY_MB} MB")
    yield use("duration (amd64)", "GB-second", canaries, hourly, scope.hours, length, memory)
    yield use("metrics in alarms", "metric", canaries)


def _composites(scope: CostScope) -> int:
    """One alarm pages; another makes a ticket, where there is something that can wait."""
    return 1 + (_burns(scope) > 0 or _rotates(scope))


def _dashboards(scope: CostScope) -> Iterator[Use]:
    if scope.environment.observability.dashboard:
        over_all = scope.is_first and len(scope.environment.regions) > 1
        yield use("dashboard", "dashboard", counted(1 + over_all, "dashboard"))
