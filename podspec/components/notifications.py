"""The topic through which people hear of alarms, of failed rollouts and of failed rotations."""

from podspec.components import names, presence
from podspec.components.component import Component, Context
from podspec.model.scope import RegionScope, ServiceScope


def root(scope: RegionScope) -> Context | None:
    """The call of the module in one environment and region."""
    one = scope.environment
    if not presence.notifies(one):
        return None
    return {
        "emails": list(one.observability.notify),
        "targets": list(presence.targets(one)),
        "secret_path": _secret_path(scope),
    }


def _secret_path(scope: RegionScope) -> str | None:
    """Where the secrets that are rotated here stand: in an environment's other regions are copies."""
    one = scope.environment
    if not presence.has_secrets(one) or scope.region != one.regions[0]:
        return None
    return names.parameter_path(scope.spec.service.name, one.name).removeprefix("/")


def module(scope: ServiceScope) -> Context | None:
    """The module is the same for every service that tells anybody anywhere."""
    return {} if any(map(presence.notifies, scope.environments)) else None


_FILES = ("events", "main", "outputs", "policy", "variables", "versions")

COMPONENT = Component(
    name="notifications",
    service={f"terraform/modules/notifications/{file}.tf": module for file in _FILES}
    | {"terraform/modules/identity/notifications.tf": module},
    region={"terraform/environments/{environment}/{region}/notifications.tf": root},
)
