"""What the service is estimated to cost, as the same tables that `podspec cost` prints."""

from json import dumps

from podspec.components.component import Context
from podspec.components.docs.page import common
from podspec.cost import estimates
from podspec.model.cost import CostLine, Estimate, added
from podspec.model.scope import ServiceScope


def cost(scope: ServiceScope) -> Context:
    """Estimates of all environments: by component and region, and what they take for granted."""
    found = estimates(scope.spec, scope.environments)
    return common(scope) | {
        "environments": [_environment(one) for one in found],
        "assumptions": _assumptions(found),
        "cost_filter": dumps(_of_service(scope.spec.service.name)),
        "dates": sorted({line.dated for one in found for line in one.lines}),
    }


def _of_service(service: str) -> Context:
    """What Cost Explorer is asked for.

    Source: AWS Cost Explorer API reference, Expression (2026-11).
    """
    return {"Tags": {"Key": "Service", "Values": [service]}}


def _environment(one: Estimate) -> Context:
    regions = list(dict.fromkeys(line.region for line in one.lines))
    components = dict.fromkeys(line.component for line in one.lines)
    dearest = sorted(one.lines, key=lambda line: -line.monthly_usd)[:5]
    return {
        "name": one.environment,
        "columns": [*regions, "all"] if len(regions) > 1 else regions,
        "rows": [
            {"component": name, "sums": _sums([line for line in one.lines if line.component == name], regions)}
            for name in components
        ],
        "total": _sums(one.lines, regions),
        "budget": None if one.budget_usd is None else f"{one.budget_usd:,.0f}",
        "percent": None if one.budget_usd is None else f"{100 * one.monthly_usd / one.budget_usd:,.0f}",
        "dearest": [_line(line) for line in dearest if line.monthly_usd > 0],
        "unpriced": sorted({f"{line.component}: {line.item}" for line in one.unpriced}),
    }


def _sums(lines: tuple[CostLine, ...] | list[CostLine], regions: list[str]) -> list[str]:
    """The sum of each region, and of all where there are several."""
    each = [added(line.monthly_usd for line in lines if line.region == region) for region in regions]
    return [f"{one:,.2f}" for one in ([*each, added(each)] if len(each) > 1 else each)]


def _line(line: CostLine) -> Context:
    return {
        "what": f"{line.component}: {line.item}",
        "region": line.region,
        "usd": f"{line.monthly_usd:,.2f}",
        "because": line.because,
    }


def _assumptions(found: tuple[Estimate, ...]) -> list[Context]:
    """What environments take for granted, once for those that agree."""
    agreed: dict[tuple[tuple[str, float], ...], list[str]] = {}
    for one in found:
        agreed.setdefault(one.assumptions, []).append(one.environment)
    return [
        {"environments": names, "figures": [{"name": name, "value": f"{value:,}"} for name, value in values]}
        for values, names in agreed.items()
    ]
