"""The image repository: one per region in use, in the registry's account."""

from collections.abc import Iterable

from podspec.components.component import Component, Context
from podspec.components.names import base_name, function_arn, repository_name
from podspec.components.places import Place, in_order, registry_place
from podspec.model.environment import Environment
from podspec.model.scope import ServiceScope


def root(scope: ServiceScope) -> Context:
    """The call of the module, with who pulls where."""
    service = scope.spec.service.name
    place = registry_place(scope.spec, scope.environments)
    regions = in_order([place.region, *(region for one in scope.environments for region in one.regions)])
    return {
        "name": repository_name(service),
        "regions": [
            {
                "name": region,
                "account_ids": _other_accounts(scope.environments, place.account, region),
                "function_arns": _functions(scope.environments, service, region),
            }
            for region in regions
        ],
    }


def module(_scope: ServiceScope) -> Context:
    """The module is the same for every service."""
    return {}


def _other_accounts(environments: Iterable[Environment], owner: str, region: str) -> list[str]:
    return in_order(one.account for one in environments if region in one.regions and one.account != owner)


def _functions(environments: Iterable[Environment], service: str, region: str) -> list[str]:
    return [
        function_arn(base_name(service, one.name), Place(one.account, region))
        for one in environments
        if region in one.regions and one.targets.lambda_ is not None
    ]


_FILES = ("access", "main", "outputs", "variables", "versions")

COMPONENT = Component(
    name="registry",
    service={"terraform/global/registry.tf": root}
    | {f"terraform/modules/registry/{file}.tf": module for file in _FILES},
)
