"""What a component may look at when it makes one artifact: the repository, the service, an account, a region."""

from collections.abc import Mapping
from typing import NamedTuple

from podspec.model.environment import Environment
from podspec.model.pins import Pin
from podspec.model.spec import Spec


class RepositoryScope(NamedTuple):
    """What all specs of a repository share: the commits that actions are used at, by the action's name."""

    pins: Mapping[str, Pin]


class ServiceScope(NamedTuple):
    """The whole service; `file` is its spec's path from the repository's root."""

    spec: Spec
    environments: tuple[Environment, ...]
    file: str = "service.yaml"


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
