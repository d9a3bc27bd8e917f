"""What each region of an environment has, in the architecture's picture: targets with their traffic, and data."""

from collections.abc import Iterator

from podspec.components import names, presence
from podspec.components.docs.lane import Lane
from podspec.components.docs.marks import Box, Mark, Words
from podspec.components.docs.regions import address_range
from podspec.components.docs.words import counted
from podspec.model.environment import Environment

_PADDING = 16
_TITLE = 44
_GAP = 12
_CHIP = 52
#: The cards on the left must fit beside it, one above the other.
_LOWEST = 238


class Panel:
    """The targets of a region, one below the other, and a row of what they keep and tell."""

    def __init__(self, environment: Environment, x: float, y: float, width: float) -> None:
        self.environment = environment
        self.lanes: list[Lane] = []
        inner, below = width - 2 * _PADDING, y + _TITLE
        for target in presence.targets(environment):
            lane = Lane(environment, target, x + _PADDING, below, inner)
            self.lanes.append(lane)
            below = lane.box.bottom + _GAP
        self.chips = below
        tall = max(below + _CHIP + _PADDING - y, _LOWEST)
        self.box = Box("panel", x, y, width, tall)

    @property
    def fronts(self) -> list[Box]:
        """Where requests come in, for each target."""
        return [lane.front for lane in self.lanes]

    def drawn(self) -> Iterator[Mark]:
        """The panel with everything in it."""
        yield self.box
        yield Words("title", self.box.x + _PADDING, self.box.y + 28, self.box.width - 2 * _PADDING, self._title())
        for lane in self.lanes:
            yield from lane.drawn()
        yield from self._chips()

    def _title(self) -> str:
        regions = self.environment.regions
        if len(regions) > 1:
            return f"Each of the {len(regions)} regions"
        network = address_range(self.environment, 0)
        return f"{regions[0]} · {network}" if network else regions[0]

    def _chips(self) -> Iterator[Mark]:
        told = list(_kept(self.environment))
        wide = (self.box.width - 2 * _PADDING - (len(told) - 1) * _GAP) / len(told)
        for number, (title, line) in enumerate(told):
            box = Box("data", self.box.x + _PADDING + number * (wide + _GAP), self.chips, wide, _CHIP)
            yield box
            yield Words("title", box.x + 12, box.y + 22, wide - 24, title)
            yield Words("small", box.x + 12, box.y + 40, wide - 24, line)


def _kept(one: Environment) -> Iterator[tuple[str, str]]:
    """What is kept in a region and told from it."""
    if presence.has_secrets(one):
        yield "Secrets", f"{len(one.secrets)}, encrypted, rotated"
    yield "Parameters", names.parameter_path(one.service.name, one.name)
    yield "Logs", f"{one.observability.log_retention_days} days, encrypted"
    told = len(one.observability.notify)
    yield "Alarms", f"tell {counted(told, 'address')}" if told else "tell nobody"
