"""Every Terraform root of a service: what it is called, where it stands, and with which role it is read."""

from collections.abc import Iterator
from typing import NamedTuple

from podspec.components import names
from podspec.components.places import Place, home_region, in_order, registry_place
from podspec.model.environment import Environment
from podspec.model.layout import output_directory
from podspec.model.scope import ServiceScope


class Root(NamedTuple):
    """One root: its name, its folder from the repository's root, the role that reads it, and its region."""

    name: str
    folder: str
    role: str
    region: str


def roots(scope: ServiceScope) -> list[Root]:
    """All roots, in the order in which they are applied."""
    spec = scope.spec
    registry = registry_place(spec, scope.environments)
    homes = [Place(account, _home(scope, account)) for account in _accounts(scope, registry.account)]
    found = [_root(scope, f"accounts/{home.account}", home) for home in homes if spec.foundation == "create"]
    found += [_root(scope, f"bootstrap/{home.account}", home) for home in homes]
    found.append(_root(scope, "global", registry))
    return found + [root for one in scope.environments for root in environment_roots(scope, one)]


def environment_roots(scope: ServiceScope, environment: Environment) -> Iterator[Root]:
    """The roots of one environment, in the order of its regions."""
    for region in environment.regions:
        place = Place(environment.account, region)
        yield _root(scope, f"environments/{environment.name}/{region}", place)


def account_of(root: Root) -> str:
    """The account that a root is in, which the ARN of its role names."""
    return root.role.split(":")[4]


def _accounts(scope: ServiceScope, registry: str) -> list[str]:
    return in_order([registry, *(one.account for one in scope.environments)])


def _home(scope: ServiceScope, account: str) -> str:
    inside = [one for one in scope.environments if one.account == account]
    return home_region(scope.spec, inside, account)


def _root(scope: ServiceScope, name: str, place: Place) -> Root:
    folder = f"{output_directory(scope.spec)}/terraform/{name}"
    return Root(name, folder, names.ci_role_arn(scope.spec.service.name, "plan", place), place.region)
