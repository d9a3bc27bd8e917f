"""What a service costs in a month: its spec and some assumptions, times a table of prices, all that it reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from podspec.cost import dns, ec2, encryption, lambda_, network, observability, registry, secrets
from podspec.cost.prices import price_of
from podspec.cost.use import CostScope, Use
from podspec.model.cost import CostLine, Estimate, Unpriced
from podspec.model.environment import Environment
from podspec.model.spec import Spec
from podspec.model.spec.operations import Assumptions

#: The components that cost something, each with what it uses in one environment and region.
COMPONENTS: dict[str, Callable[[CostScope], Iterator[Use]]] = {
    "network": network.uses,
    "lambda": lambda_.uses,
    "ec2": ec2.uses,
    "secrets": secrets.uses,
    "encryption": encryption.uses,
    "observability": observability.uses,
    "dns": dns.uses,
    "registry": registry.uses,
}


def estimates(spec: Spec, environments: Sequence[Environment]) -> tuple[Estimate, ...]:
    """The monthly estimate of each environment, in their order. None depends on which others are asked for."""
    return tuple(_estimate(spec, one) for one in environments)


def _estimate(spec: Spec, environment: Environment) -> Estimate:
    priced = [one for region in environment.regions for one in _lines(CostScope(spec, environment, region))]
    return Estimate(
        environment.name,
        tuple(one for one in priced if isinstance(one, CostLine)),
        environment.cost.monthly_budget_usd,
        tuple(one for one in priced if isinstance(one, Unpriced)),
        tuple((name, getattr(environment.cost.assumptions, name)) for name in Assumptions.model_fields),
    )


def _lines(scope: CostScope) -> Iterator[CostLine | Unpriced]:
    for component, uses in COMPONENTS.items():
        for use in uses(scope):
            yield _line(scope, component, use)


def _line(scope: CostScope, component: str, use: Use) -> CostLine | Unpriced:
    price = price_of(use.item, scope.region)
    what = (scope.environment.name, scope.region, component, use.item, use.quantity, use.unit)
    if price is None:
        return Unpriced(*what, use.because)
    return CostLine(*what, price.usd, use.because, price.url, price.dated, price.region)
