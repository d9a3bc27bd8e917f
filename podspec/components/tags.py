"""The tags that every resource of a root carries."""

from collections.abc import Mapping

from podspec.model.environment import Environment
from podspec.model.spec import Spec
from podspec.model.spec.service import Service

#: Stands in the Environment tag of what all environments share.
SHARED = "shared"

_MADE_BY = {"ManagedBy": "podspec"}


def environment_tags(environment: Environment) -> dict[str, str]:
    """Tags of what belongs to one environment; its own tags may differ from the service's."""
    return _tags(environment.service, {"Service": environment.service.name, "Environment": environment.name})


def shared_tags(spec: Spec) -> dict[str, str]:
    """Tags of what the environments of the service share."""
    return _tags(spec.service, {"Service": spec.service.name, "Environment": SHARED})


def account_tags() -> dict[str, str]:
    """Tags of what the services of an account share: no single one owns it or pays for it."""
    return {"Environment": SHARED, **_MADE_BY}


def _tags(service: Service, place: Mapping[str, str]) -> dict[str, str]:
    owner = {} if service.owner is None else {"Owner": service.owner}
    return {**service.tags, **place, **owner, **_MADE_BY}
