"""What a component may look at when it makes one artifact: the service, one account, or one region."""

from typing import NamedTuple

from podspec.model.environment import Environment
from podspec.model.spec import Spec


class ServiceScope(NamedTuple):
    """The whole service."""

    spec: Spec
    environments: tuple[Environment, ...]


class AccountScope(NamedTuple):
    """One AWS account of the service, and the environments that live in it."""

    spec: Spec
    environments: tuple[Environment, ...]
    account: str


class RegionScope(NamedTuple):
    """One region of one environment, beside all environments of the service."""

    spec: Spec
    environments: tuple[Environment, ...]
    environment: Environment
    region: str
