"""What a component may look at when it makes one artifact: the service, one account, or one region."""

from dataclasses import dataclass

from podspec.model.environment import Environment
from podspec.model.spec import Spec


@dataclass(frozen=True, slots=True)
class ServiceScope:
    """The whole service."""

    spec: Spec
    environments: tuple[Environment, ...]


@dataclass(frozen=True, slots=True)
class AccountScope:
    """One AWS account of the service, and the environments that live in it."""

    spec: Spec
    environments: tuple[Environment, ...]
    account: str


@dataclass(frozen=True, slots=True)
class RegionScope:
    """One region of one environment, beside all environments of the service."""

    spec: Spec
    environments: tuple[Environment, ...]
    environment: Environment
    region: str
