"""Who may do what: a matrix of roles and AWS services, and below it every statement of every role."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from podspec.model.access import Access, Reach, Role
from podspec.reporters.html.filling import Pieces, pieces

#: Bytes for the statements of all roles.
_ROOM = 300_000
#: Places of a role that are written out.
_PLACES = 6
_ADDRESS = re.compile(r"\bmodule\.|\baws_iam_role\.|\[[0-9]+\]")
_SERVICE = re.compile(r"Service:([a-z0-9-]+)(?:\.[a-z0-9-]+)*\.amazonaws\.com\Z")
_TERRAFORM = "/terraform/"
_GITHUB = "token.actions.githubusercontent.com"


class Mark(NamedTuple):
    """How far a role's rights in a service go; empty for none."""

    reach: str
    words: str


class Row(NamedTuple):
    """A role, the places that have it with the same reach, who may take it on, and a mark for each service."""

    name: str
    places: tuple[str, ...]
    takers: tuple[str, ...]
    marks: tuple[Mark, ...]


class Said(NamedTuple):
    """All statements of a role in one place."""

    place: str
    description: str
    trusted: tuple[str, ...]
    may: tuple[str, ...]
    may_not: tuple[str, ...]
    also: tuple[str, ...]


class Card(NamedTuple):
    """A role with its statements, place by place: they name the account and the region."""

    name: str
    places: tuple[str, ...]
    said: tuple[Said, ...]


class Rights(NamedTuple):
    """The matrix, and the statements. `notes` name what could not be read."""

    services: tuple[str, ...]
    rows: tuple[Row, ...]
    cards: Pieces
    notes: tuple[str, ...]


def view(access: Access) -> Rights | None:
    """The roles of a service; None if it has none, and nothing had to be left unread."""
    if not (access.roles or access.notes):
        return None
    services = tuple(sorted({service for role in access.roles for service, _ in role.reaches}))
    groups = _grouped(access.roles)
    return Rights(
        services,
        tuple(_row(group, services) for group in groups),
        pieces("role.html.j2", [_card(group) for group in groups], _ROOM),
        access.notes,
    )


def _grouped(roles: Iterable[Role]) -> list[list[Role]]:
    """Roles of one address, takers and reach in one row: they differ in the account and region that they name."""
    found: dict[tuple[object, ...], list[Role]] = {}
    for one in roles:
        found.setdefault((one.address, _takers(one), one.reaches), []).append(one)
    return list(found.values())


def _row(group: Sequence[Role], services: Sequence[str]) -> Row:
    reaches = dict(group[0].reaches)
    marks = tuple(_mark(reaches.get(service)) for service in services)
    return Row(_short(group[0]), _places(group), _takers(group[0]), marks)


def _mark(reach: Reach | None) -> Mark:
    return Mark(reach.value, reach.value) if reach else Mark("", "nothing")


def _short(role: Role) -> str:
    """An address without what all roles have in theirs: `ec2.host`."""
    return _ADDRESS.sub("", role.address)


def _places(group: Sequence[Role]) -> tuple[str, ...]:
    """Where a role is; of very many places the first, and how many more there are."""
    more = len(group) - _PLACES
    return (*(_place(one) for one in group[:_PLACES]), *([f"{more:,} more"] if more > 0 else []))


def _place(role: Role) -> str:
    """The folder of a role's root in a few words: `prod us-east-1`, or the account of its bootstrap."""
    kind, _, rest = role.root.partition(_TERRAFORM)[2].partition("/")
    return {"environments": rest.replace("/", " "), "bootstrap": f"account {rest}"}.get(kind, role.root)


def _takers(role: Role) -> tuple[str, ...]:
    """Who may take a role on, in a word each where there is one."""
    return tuple(dict.fromkeys(map(_taker, role.takers)))


def _taker(principal: str) -> str:
    if _GITHUB in principal:
        return "GitHub Actions"
    found = _SERVICE.match(principal)
    return found[1] if found else principal


def _card(group: Sequence[Role]) -> Card:
    said = (
        Said(_place(one), one.description, one.trusted, one.may, one.may_not, tuple(_also(one))) for one in group
    )
    return Card(_short(group[0]), _places(group), tuple(said))


def _also(role: Role) -> Iterator[str]:
    for arn in role.attached:
        yield f"all that the policy {arn} says, which stands elsewhere"
    for text in role.unread:
        yield f"what a policy says that is known only once it is applied: {text}"
    if role.boundary:
        yield f"never more than its boundary: {role.boundary}"
