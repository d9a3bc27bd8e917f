"""One environment in the architecture's picture."""

from collections.abc import Iterator

from podspec.components import domains, presence
from podspec.components.docs import regions
from podspec.components.docs.frame import LEFT, PADDING, RIGHT
from podspec.components.docs.marks import Arrow, Box, Mark, Words, card, card_height
from podspec.components.docs.panel import Panel
from podspec.components.docs.words import TARGETS
from podspec.model.environment import Environment
from podspec.model.scope import ServiceScope

_HEADER = 52
_SIDE = 272
#: Enough for the longest name of an environment.
_NAME = 194
#: Between the cards on the left and what they lead to; the line to the targets runs in the middle of it.
_BETWEEN = 44


class Band:
    """An environment: its name, its regions, who calls it, who deploys it, and what each region has."""

    def __init__(self, scope: ServiceScope, environment: Environment, top: float) -> None:
        self.environment = environment
        self.top = top
        self.service = scope.spec.service.name
        self.left = LEFT + PADDING
        self.right = RIGHT - PADDING
        below = top + _HEADER + regions.height(environment)
        panel_x = self.left + _SIDE + _BETWEEN
        self.panel = Panel(environment, panel_x, below, self.right - panel_x)
        self.panel_box = self.panel.box
        self.bottom = self.panel_box.bottom + PADDING
        self.callers = list(_callers(environment))
        self.callers_box = Box("card", self.left, below, _SIDE, card_height(len(self.callers)))
        tall = card_height(2)
        self.role_box = Box("card", self.left, self.panel_box.bottom - tall, _SIDE, tall)

    def drawn(self) -> Iterator[Mark]:
        """All that stands in the band, and the arrows inside of it."""
        yield Box("band", LEFT, self.top, RIGHT - LEFT, self.bottom - self.top)
        yield from self._header()
        yield from regions.drawn(self.environment, self.left, self.top + _HEADER, self.right - self.left)
        yield from self.panel.drawn()
        yield from card(self.callers_box, "Callers", self.callers)
        yield from card(self.role_box, "Role that deploys", self._role())
        yield from self._arrows()

    def _header(self) -> Iterator[Mark]:
        one, baseline = self.environment, self.top + 32
        yield Words("name", self.left, baseline, _NAME, one.name)
        approval = f" · {' or '.join(one.approval.reviewers)} must approve" if one.approval is not None else ""
        said = f"account {one.account}{approval}"
        yield Words("text", self.left + _NAME + 10, baseline, self.right - self.left - _NAME - 10, said)

    def _role(self) -> Iterator[str]:
        yield f"{self.service}-ci-deploy-{self.environment.name}"
        yield f"for GitHub's environment {self.environment.name}"

    def _arrows(self) -> Iterator[Mark]:
        callers, role = self.callers_box, self.role_box
        trunk = callers.right + _BETWEEN / 2
        for front in self.panel.fronts:
            end = (front.x, front.middle)
            yield Arrow(
                "traffic", ((callers.right, callers.middle), (trunk, callers.middle), (trunk, front.middle), end)
            )
        yield Arrow("deploys", ((role.right, role.middle), (self.panel_box.x, role.middle)))


def _callers(environment: Environment) -> Iterator[str]:
    """The names that lead here, with what is behind each; without a domain AWS's own."""
    yield from (f"{TARGETS[target]}: {name}" for name, target in domains.answers(environment))
    if not presence.has_domain(environment):
        yield "by the host names that AWS gives"
    elif len(environment.regions) > 1:
        yield "to the nearest healthy region"
