"""The Terraform roots themselves: backend, provider and the names that the components in them share.

One file per root stands here; every other component adds a file of its own.
"""

from podspec.components import names
from podspec.components.component import Component, Context
from podspec.components.links import runbooks_url
from podspec.components.places import Place, backend, home_region, registry_place
from podspec.components.tags import environment_tags, shared_tags
from podspec.model.scope import AccountScope, RegionScope, ServiceScope


def bootstrap(scope: AccountScope) -> Context:
    """The root of this service's CI roles in one account."""
    home = Place(scope.account, home_region(scope.spec, scope.environments, scope.account))
    return {
        "backend": backend(home, f"{scope.spec.service.name}/bootstrap"),
        "provider": _provider(home, shared_tags(scope.spec)),
    }


def global_(scope: ServiceScope) -> Context:
    """The root of what the service has once."""
    place = registry_place(scope.spec, scope.environments)
    home = Place(place.account, home_region(scope.spec, scope.environments, place.account))
    return {
        "backend": backend(home, f"{scope.spec.service.name}/global"),
        "provider": _provider(place, shared_tags(scope.spec)),
    }


def environment(scope: RegionScope) -> Context:
    """The root of one environment in one region."""
    service, one = scope.spec.service.name, scope.environment
    here = Place(one.account, scope.region)
    home = Place(one.account, home_region(scope.spec, scope.environments, one.account))
    registry = registry_place(scope.spec, scope.environments)
    return {
        "backend": backend(home, f"{service}/environments/{one.name}/{scope.region}"),
        "provider": _provider(here, environment_tags(one)),
        "name": names.base_name(service, one.name),
        "role_prefix": names.role_prefix(service, one.name, scope.region),
        "role_path": names.role_path(service, one.name),
        "permissions_boundary_arn": names.runtime_boundary_arn(service, one.name, here),
        "parameter_path": names.parameter_path(service, one.name),
        # Lambda pulls from its own region only, and the hosts have no reason to pull from farther away.
        "repository_url": names.repository_url(service, Place(registry.account, scope.region)),
        "runbooks": runbooks_url(scope.spec),
    }


def _provider(place: Place, tags: dict[str, str]) -> Context:
    return {"account": place.account, "region": place.region, "tags": tags}


COMPONENT = Component(
    name="root",
    service={"terraform/global/main.tf": global_},
    account={"terraform/bootstrap/{account}/main.tf": bootstrap},
    region={"terraform/environments/{environment}/{region}/main.tf": environment},
)
