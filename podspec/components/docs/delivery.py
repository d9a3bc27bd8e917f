"""The upper layer of the architecture's picture: from GitHub over the roles to the registry of images."""

from collections.abc import Iterator

from podspec.components.docs.frame import GAP, LEFT, RIGHT
from podspec.components.docs.marks import Arrow, Box, Mark, Words, card, card_height
from podspec.components.docs.words import counted
from podspec.components.identity import oidc_subject
from podspec.components.names import repository_name
from podspec.components.places import copy_regions, in_order, registry_place
from podspec.model.scope import ServiceScope

_GAP = 2 * GAP
_WIDTH = (RIGHT - LEFT - 2 * _GAP) / 3
_LINES = 4


class Row:
    """Three cards side by side, with what leads from each to the next."""

    def __init__(self, scope: ServiceScope, top: float) -> None:
        self.scope = scope
        self.github, self.roles, self.registry = (
            Box("card", LEFT + number * (_WIDTH + _GAP), top, _WIDTH, card_height(_LINES)) for number in range(3)
        )
        self.bottom = self.github.bottom

    def drawn(self) -> Iterator[Mark]:
        """The cards, and the arrows between them."""
        yield from card(self.github, "GitHub", _github(self.scope))
        yield from card(self.roles, "Roles in AWS", _roles(self.scope))
        yield from card(self.registry, "Image registry", _registry(self.scope))
        yield from _between(self.github, self.roles, "deploys", "OIDC")
        yield from _between(self.roles, self.registry, "image", "push")


def _between(one: Box, other: Box, kind: str, label: str) -> Iterator[Mark]:
    yield Arrow(kind, ((one.right, one.middle), (other.x, other.middle)))
    yield Words("small", one.right + 10, one.middle - 8, _GAP - 20, label)


def _github(scope: ServiceScope) -> Iterator[str]:
    repository = scope.spec.repository
    yield repository.slug
    yield f"branch {repository.default_branch}"
    yield "builds, scans and signs once"
    yield oidc_subject(repository)


def _roles(scope: ServiceScope) -> Iterator[str]:
    service = scope.spec.service.name
    accounts = in_order([registry_place(scope.spec, scope.environments).account, *_accounts(scope)])
    yield f"{service}-ci-plan"
    yield f"reads, in {counted(len(accounts), 'account')}"
    yield f"{service}-ci-build"
    yield "pushes images from the default branch"


def _accounts(scope: ServiceScope) -> list[str]:
    return [one.account for one in scope.environments]


def _registry(scope: ServiceScope) -> Iterator[str]:
    place = registry_place(scope.spec, scope.environments)
    copies = len(copy_regions(scope.spec, place))
    yield f"account {place.account}"
    yield place.region + (f", copied to {counted(copies, 'region')}" if copies else "")
    yield repository_name(scope.spec.service.name)
    yield "named by digest, signed, attested"
