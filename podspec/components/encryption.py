"""The key that encrypts an environment's logs, variables and messages in one region."""

from podspec.components.component import Component, Context
from podspec.model.scope import RegionScope, ServiceScope


def root(_scope: RegionScope) -> Context:
    """The call of the module: every environment has a key in each of its regions."""
    return {}


def module(_scope: ServiceScope) -> Context:
    """The module is the same for every service."""
    return {}


_FILES = ("main", "outputs", "policy", "variables", "versions")

COMPONENT = Component(
    name="encryption",
    service={f"terraform/modules/encryption/{file}.tf": module for file in _FILES}
    | {f"terraform/modules/identity/{file}.tf": module for file in ("encryption", "encryption_deploy")},
    region={"terraform/environments/{environment}/{region}/encryption.tf": root},
)
