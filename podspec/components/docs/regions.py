"""The regions of an environment in the architecture's picture: what differs between them."""

from collections.abc import Iterator

from podspec.components import presence
from podspec.components.docs.marks import Box, Mark, Words
from podspec.model import ipv4
from podspec.model.environment import Environment
from podspec.model.spec.environments import ExistingNetwork, NewNetwork
from podspec.model.subnets import region_shares

_PER_ROW = 4
_GAP = 16
_HEIGHT = 50


def height(environment: Environment) -> float:
    """How tall the cards of several regions are together; one region has no card."""
    count = len(environment.regions)
    return _rows(count) * (_HEIGHT + _GAP) + 4 if count > 1 else 0


def _rows(count: int) -> int:
    """As few rows as there can be; their cards are then shared evenly."""
    return -(-count // _PER_ROW)


def drawn(environment: Environment, left: float, top: float, room: float) -> Iterator[Mark]:
    """A card for each of several regions, in rows."""
    count = len(environment.regions)
    if count == 1:
        return
    columns = -(-count // _rows(count))
    wide = (room - (columns - 1) * _GAP) / columns
    for number, region in enumerate(environment.regions):
        row, column = divmod(number, columns)
        box = Box("region", left + column * (wide + _GAP), top + row * (_HEIGHT + _GAP), wide, _HEIGHT)
        yield box
        yield Words("title", box.x + 14, box.y + 21, wide - 28, region)
        yield Words("small", box.x + 14, box.y + 39, wide - 28, what_differs(environment, number))


def what_differs(environment: Environment, number: int) -> str:
    """What one region has of its own: its addresses, and the duties of the first."""
    network = address_range(environment, number)
    duty = ""
    if presence.has_secrets(environment):
        duty = "copies of secrets" if number else "makes the secrets"
    return " · ".join(part for part in (network, duty) if part) or (
        "the first" if not number else "the same again"
    )


def address_range(environment: Environment, number: int) -> str:
    """Where hosts stand in a region, `VPC 10.20.0.0/17`; empty where there are none."""
    network = environment.network
    if presence.builds_network(environment) and isinstance(network, NewNetwork):
        whole = ipv4.network(network.cidr)
        return f"VPC {region_shares(whole, len(environment.regions))[number]}" if whole is not None else ""
    if presence.uses_existing_network(environment) and isinstance(network, ExistingNetwork):
        return network.vpc_id
    return ""
