"""The roles of this service's pipeline, in each of its accounts."""

from collections.abc import Callable, Mapping

from podspec.components import domains, presence
from podspec.components.component import Component, Context
from podspec.components.names import base_name, canary_prefix, repository_name
from podspec.components.places import Place, home_region, in_order, registry_place, state_bucket
from podspec.components.secrets import rotation_functions
from podspec.model.environment import Environment
from podspec.model.scope import AccountScope, ServiceScope
from podspec.model.spec.service import Repository


def root(scope: AccountScope) -> Context:
    """The call of the module in one account."""
    spec, service = scope.spec, scope.spec.service.name
    registry = registry_place(spec, scope.environments)
    home = Place(scope.account, home_region(spec, scope.environments, scope.account))
    return {
        "service": service,
        "regions": _regions(scope, home, registry),
        "state_bucket": state_bucket(home),
        "repository_subject": oidc_subject(spec.repository),
        "default_branch": spec.repository.default_branch,
        "images": {
            "account": registry.account,
            "repository": repository_name(service),
            "push": registry.account == scope.account,
        },
        "environments": [_environment(service, one) for one in scope.environments],
    }


def oidc_subject(repository: Repository) -> str:
    """Beginning of the subject in the repository's OIDC tokens, up to what says why the job runs.

    Source: GitHub docs, OpenID Connect, immutable subject claims (2026-11).
    """
    owner, _, name = repository.slug.partition("/")
    if repository.oidc_subject == "legacy":
        return f"repo:{owner}/{name}"
    return f"repo:{owner}@{repository.owner_id}/{name}@{repository.repository_id}"


def _regions(scope: AccountScope, home: Place, registry: Place) -> list[str]:
    """Regions where the account's roles work: state, images, and whatever runs here.

    In the registry's account that is every region with a copy of the images, whoever pulls there.
    """
    own = [region for one in scope.environments for region in one.regions]
    if registry.account == scope.account:
        own = [region for one in scope.spec.environments.values() for region in one.regions]
    return in_order([home.region, registry.region, *own])


def _environment(service: str, environment: Environment) -> Context:
    return {
        "name": environment.name,
        "base_name": base_name(service, environment.name),
        "components": _components(environment),
        "domain_names": [name for name, _ in domains.answers(environment)],
        "rotation_functions": rotation_functions(environment),
        "canary_prefix": canary_prefix(service, environment.name) if presence.has_canaries(environment) else None,
    }


def _components(environment: Environment) -> list[str]:
    """The components that bring permissions of their own; each has a file <component>.tf in the module."""
    return [component for component, wanted in _PERMITTED.items() if wanted(environment)]


def module(_scope: ServiceScope) -> Context:
    """The module is the same for every service."""
    return {}


def boundaries(scope: ServiceScope) -> Context:
    """Ceilings that let each component of the service work, in any of its environments."""
    wanted = in_order(component for one in scope.environments for component in _components(one))
    return {"components": wanted, "global_components": [one for one in wanted if one in _GLOBAL]}


# Which components bring permissions, and in which environments.
_PERMITTED: Mapping[str, Callable[[Environment], bool]] = {
    "network": presence.builds_network,
    "existing_network": presence.uses_existing_network,
    "secrets": presence.has_secrets,
    "lambda": presence.runs_on_lambda,
    "ec2": presence.runs_on_ec2,
    "dns": presence.has_domain,
    "notifications": presence.notifies,
    "synthetics": presence.has_canaries,
}

# Those that need a service of AWS which has no regions.
_GLOBAL = {"dns", "network"}

_FILES = ("deploy", "images", "locals", "outputs", "plan", "roles", "state", "variables", "versions")

COMPONENT = Component(
    name="identity",
    service={
        **{f"terraform/modules/identity/{file}.tf": module for file in _FILES},
        "terraform/modules/identity/boundaries.tf": boundaries,
    },
    account={"terraform/bootstrap/{account}/identity.tf": root},
)
