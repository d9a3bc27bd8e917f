"""Secrets that the service reads: made in an environment's first region, copied to the others."""

from podspec.components import presence
from podspec.components.component import Component, Context
from podspec.model.environment import Environment
from podspec.model.naming import secret_name
from podspec.model.scope import RegionScope, ServiceScope
from podspec.model.spec.operations import Secret


def root(scope: RegionScope) -> Context | None:
    """The call of the module that makes the secrets, or of the one that finds their copies."""
    one = scope.environment
    if not presence.has_secrets(one):
        return None
    first, *others = one.regions
    if scope.region != first:
        return {"copies": {key: _name(one, key) for key in one.secrets}}
    return {
        "copies": None,
        "secrets": {key: _secret(one, key, secret) for key, secret in one.secrets.items()},
        "replica_regions": others,
        "log_retention_days": one.observability.log_retention_days,
    }


def _secret(environment: Environment, key: str, secret: Secret) -> Context:
    own = {} if secret.rotation == "generated" else {"rotation_lambda_arn": secret.rotation.lambda_arn}
    return {
        "name": _name(environment, key),
        "description": secret.description,
        "rotate_days": secret.rotate_days,
        **own,
    }


def _name(environment: Environment, key: str) -> str:
    return secret_name(environment.service.name, environment.name, key)


def rotation_functions(environment: Environment) -> list[str]:
    """ARNs of the functions of the user's own that rotate secrets here, each once."""
    rotations = (secret.rotation for secret in environment.secrets.values())
    return sorted({one.lambda_arn for one in rotations if one != "generated"})


def module(scope: ServiceScope) -> Context | None:
    """The module is the same for every service that has secrets anywhere."""
    return {} if any(map(presence.has_secrets, scope.environments)) else None


def replicated_module(scope: ServiceScope) -> Context | None:
    """The module is the same for every service that has copies of secrets anywhere."""
    copied = any(presence.has_secrets(one) and len(one.regions) > 1 for one in scope.environments)
    return {} if copied else None


_FILES = (
    "key.tf",
    "main.tf",
    "outputs.tf",
    "rotation.tf",
    "rotation/rotate.py",
    "rotation/steps.py",
    "rotation/version.py",
    "rotation_iam.tf",
    "variables.tf",
    "versions.tf",
)

_REPLICATED_FILES = ("main.tf", "outputs.tf", "variables.tf", "versions.tf")

# What the component adds to the roles of the pipeline.
_PERMISSIONS = ("secrets.tf", "secrets_deploy.tf", "secrets_keys.tf")

COMPONENT = Component(
    name="secrets",
    service={f"terraform/modules/secrets/{file}": module for file in _FILES}
    | {f"terraform/modules/replicated_secrets/{file}": replicated_module for file in _REPLICATED_FILES}
    | {f"terraform/modules/identity/{file}": module for file in _PERMISSIONS},
    region={"terraform/environments/{environment}/{region}/secrets.tf": root},
)
