"""The public names: a certificate in each region, and records that lead to the nearest healthy one."""

from podspec.components import domains, presence
from podspec.components.component import Component, Context
from podspec.model.scope import RegionScope, ServiceScope


def certificate(scope: RegionScope) -> Context | None:
    """The call of the certificate's module in one environment and region."""
    one = scope.environment
    if one.domain is None:
        return None
    return {
        "zone": one.domain.zone,
        "names": [name for name, _ in domains.answers(one)],
        "validation_records": scope.region == one.regions[0],
    }


def records(scope: RegionScope) -> Context | None:
    """The call of the module with records and health checks in one environment and region."""
    one = scope.environment
    if not presence.has_domain(one):
        return None
    return {
        "readiness_path": one.container.health.readiness,
        "targets": list(presence.targets(one)),
        "records": [{"name": name, "target": target} for name, target in domains.answers(one)],
    }


def module(scope: ServiceScope) -> Context | None:
    """The modules are the same for every service that has a domain anywhere."""
    return {} if any(map(presence.has_domain, scope.environments)) else None


_FILES = (
    *(f"certificate/{file}" for file in ("main", "outputs", "variables", "versions")),
    *(f"dns/{file}" for file in ("health", "outputs", "records", "variables", "versions")),
)

# What the names add to the roles of the pipeline.
_PERMISSIONS = ("dns", "dns_deploy", "dns_plan", "dns_records")

COMPONENT = Component(
    name="dns",
    service={f"terraform/modules/{file}.tf": module for file in _FILES}
    | {f"terraform/modules/identity/{file}.tf": module for file in _PERMISSIONS},
    region={
        "terraform/environments/{environment}/{region}/certificate.tf": certificate,
        "terraform/environments/{environment}/{region}/dns.tf": records,
    },
)
