"""The public names: health checks of each target, and a zone where the spec makes one. Answers cost nothing."""

from collections.abc import Iterator

from podspec.cost.use import CostScope, Use, counted, use


def uses(scope: CostScope) -> Iterator[Use]:
    """What the names of one region use.

    All names are aliases of AWS's own, and those are free to ask for: Amazon Route 53 pricing (2026-11).
    """
    domain = scope.environment.domain
    if domain is None:
        return
    checks = counted(len(scope.targets), "target")
    yield use("health check", "check", checks)
    yield use("HTTPS of a health check", "check", checks)
    if domain.create_zone and scope.is_first:
        yield use("hosted zone", "zone", counted(1, "zone", "domain.create_zone"))
