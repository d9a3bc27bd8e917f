"""The architecture as a picture: where the service runs, what gets traffic, and who may change it.

The layout has layers from top to bottom: delivery (GitHub, roles, registry), then one band for each environment in
the order of promotion. In a band, callers and the deploy role stand on the left, and what every region has on the
right. Two lines run down along the bands: who may deploy on the left, and where images come from on the right.
Every width is fixed, and every height follows from what a spec has, so nothing can lie over anything else.
"""

from collections.abc import Iterator

from podspec.components import presence
from podspec.components.component import Context
from podspec.components.docs import band, delivery
from podspec.components.docs.frame import GAP, LEFT, RIGHT, WIDTH
from podspec.components.docs.marks import Arrow, Box, Mark, Words, as_context
from podspec.components.docs.words import TARGETS, counted, listed
from podspec.model.scope import ServiceScope

_TOP = 96
_BOTTOM = 28
#: Where the two lines along the bands run.
_DEPLOY_LINE = LEFT - 24
_IMAGE_LINE = RIGHT + 24


def picture(scope: ServiceScope) -> Context:
    """Everything in the picture with its place."""
    service = scope.spec.service
    drawn = list(_drawn(scope))
    bottom = max(one.bottom for one in drawn if isinstance(one, Box))
    return as_context(drawn, bottom + _BOTTOM, WIDTH) | {"service": service.name, "said": _said(scope)}


def _drawn(scope: ServiceScope) -> Iterator[Mark]:
    service = scope.spec.service
    yield Words("heading", LEFT, 48, RIGHT - LEFT, service.name)
    yield Words("text", LEFT, 72, RIGHT - LEFT, service.description or "Where it runs, and who may change it")
    top = delivery.Row(scope, _TOP)
    yield from top.drawn()
    below = top.bottom + GAP
    for one in scope.environments:
        here = band.Band(scope, one, below)
        yield from here.drawn()
        yield from _lines_into(top, here)
        below = here.bottom + GAP


def _lines_into(top: "delivery.Row", here: "band.Band") -> Iterator[Mark]:
    """From GitHub to the role that deploys here, and from the registry to what runs here."""
    role, panel = here.role_box, here.panel_box
    yield Arrow(
        "deploys",
        (
            (top.github.x, top.github.middle),
            (_DEPLOY_LINE, top.github.middle),
            (_DEPLOY_LINE, role.middle),
            (role.x, role.middle),
        ),
    )
    yield Arrow(
        "image",
        (
            (top.registry.right, top.registry.middle),
            (_IMAGE_LINE, top.registry.middle),
            (_IMAGE_LINE, panel.y + 24),
            (panel.right, panel.y + 24),
        ),
    )


def _said(scope: ServiceScope) -> str:
    """What the picture shows, for those who do not see it."""
    places = [
        f"{one.name} in account {one.account}, in {listed(one.regions)}, on "
        f"{listed([TARGETS[target] for target in presence.targets(one)])}"
        for one in scope.environments
    ]
    count = counted(len(scope.environments), "environment")
    return (
        f"GitHub builds an image once and pushes it to one registry; {count} run it by its digest: "
        f"{'; '.join(places)}. Each environment has a role of its own that only its GitHub environment may take."
    )
