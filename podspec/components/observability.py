"""What people see and hear of an environment in one region: alarms that page, dashboards, canaries."""

from podspec.components import names, presence
from podspec.components.component import Component, Context
from podspec.components.places import Place
from podspec.model.environment import Environment
from podspec.model.scope import RegionScope, ServiceScope


def root(scope: RegionScope) -> Context:
    """The call of the module in one environment and region."""
    one = scope.environment
    return {
        "targets": list(presence.targets(one)),
        "notifies": presence.notifies(one),
        "rotates": _rotates(scope),
        "slo": _slo(one),
        "synthetics": _synthetics(one, scope.region),
        "dashboard": one.observability.dashboard,
        "overview_regions": _overview_regions(scope),
        "log_retention_days": one.observability.log_retention_days,
    }


def _rotates(scope: RegionScope) -> bool:
    """True if podspec's own function rotates secrets here: the other regions hold copies."""
    one = scope.environment
    generated = any(secret.rotation == "generated" for secret in one.secrets.values())
    return generated and scope.region == one.regions[0]


def _slo(environment: Environment) -> Context | None:
    slo = environment.observability.slo
    return None if slo is None else {"availability_percent": slo.availability_percent}


def _synthetics(environment: Environment, region: str) -> Context | None:
    synthetics = environment.observability.synthetics
    if synthetics is None:
        return None
    service, name = environment.service.name, environment.name
    prefix = names.canary_prefix(service, name)
    return {
        "names": {target: f"{prefix}_{target}" for target in presence.targets(environment)},
        "interval_minutes": synthetics.interval_minutes,
        "readiness_path": environment.container.health.readiness,
        "bucket": names.bucket_name(names.base_name(service, name), "canary", Place(environment.account, region)),
    }


def _overview_regions(scope: RegionScope) -> list[str]:
    """The regions of the dashboard over all of them: it stands in the first, and one region needs none."""
    regions = scope.environment.regions
    wanted = scope.environment.observability.dashboard and scope.region == regions[0] and len(regions) > 1
    return list(regions) if wanted else []


def module(_scope: ServiceScope) -> Context:
    """The module is the same for every service."""
    return {}


def permissions(scope: ServiceScope) -> Context:
    """The policies of the CI roles, with what notifications and canaries add to them where there are any."""
    parts = {"notifications": presence.notifies, "synthetics": presence.has_canaries}
    return {"parts": [part for part, wanted in parts.items() if any(map(wanted, scope.environments))]}


def canary_permissions(scope: ServiceScope) -> Context | None:
    """What canaries add to the roles of the pipeline."""
    return {} if any(map(presence.has_canaries, scope.environments)) else None


_FILES = (
    "alarms.tf",
    "canary.tf",
    "canary/probe.py",
    "canary_bucket.tf",
    "canary_iam.tf",
    "dashboard.tf",
    "dashboard_ec2.tf",
    "dashboard_lambda.tf",
    "dashboard_logs.tf",
    "dashboard_overview.tf",
    "dashboard_service.tf",
    "dashboards.tf",
    "locals.tf",
    "outputs.tf",
    "requests.tf",
    "rotation.tf",
    "slo.tf",
    "variables.tf",
    "variables_targets.tf",
    "versions.tf",
)

COMPONENT = Component(
    name="observability",
    service={f"terraform/modules/observability/{file}": module for file in _FILES}
    | {"terraform/modules/identity/observability.tf": permissions}
    | {
        f"terraform/modules/identity/{file}.tf": canary_permissions for file in ("synthetics", "synthetics_deploy")
    },
    region={"terraform/environments/{environment}/{region}/observability.tf": root},
)
