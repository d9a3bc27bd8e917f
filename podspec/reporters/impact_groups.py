"""What a change does, put together so that people read everything once: equal changes of many roots are one."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import NamedTuple, TypeVar

from podspec.model.impact import (
    Action,
    AttributeChange,
    Direction,
    Impact,
    PermissionChange,
    ResourceChange,
    WorkflowChange,
)

#: Actions that take something away that may be missed; what is not known to be safe is among them.
LOSSES = (Action.REPLACE, Action.DESTROY, Action.MAY_REPLACE)
#: Places, and keys of an address, that are written out.
_SHOWN_PLACES = 4
#: What Terraform itself prints before each resource.
MARKS = {
    Action.REPLACE: "-/+",
    Action.MAY_REPLACE: "-/+?",
    Action.DESTROY: "-",
    Action.UPDATE: "~",
    Action.ADD: "+",
    Action.MOVE: "->",
}
_TERRAFORM = "/terraform/"
#: Behind a role's address: who may take it.
_TRUST = " (trust)"
_ACTION = re.compile(r"\A[a-zA-Z0-9-]+:|\A\*\Z| more\Z")
_ENVIRONMENTS = "environments/"
_ITEM = re.compile(r"\[[0-9]+\]$")
_KEY = re.compile(r"(\[[^\[\]]*\])$")
#: Columns of a value that are shown, and those before the first difference.
_WIDEST = 56
_BEFORE = 20

Item = TypeVar("Item")


class Attribute(NamedTuple):
    """An attribute that changes, with each pair of values and the roots where it holds."""

    path: str
    forces: bool | None
    because: str
    values: tuple[tuple[str, str, str], ...]

    @property
    def effect(self) -> str:
        """What it means for its resource."""
        return {True: "forces replacement", False: "", None: "may force replacement"}[self.forces]


class Resource(NamedTuple):
    """One change of resources in one or many roots."""

    action: Action
    address: str
    places: str
    attributes: tuple[Attribute, ...]
    moved_from: str
    size: int

    @property
    def own(self) -> list[Attribute]:
        """The attributes that the change itself makes other."""
        return [one for one in self.attributes if not one.because]

    @property
    def reasons(self) -> list[str]:
        """`vpc_id ← module.network.aws_vpc.this`: what is new because another resource is replaced.

        Of a resource that is replaced itself, only what forces that.
        """
        following = [one for one in self.attributes if one.because]
        forcing = [one for one in following if one.forces is not False] if self.action in LOSSES else []
        return list(dict.fromkeys(f"{_ITEM.sub('', one.path)} ← {one.because}" for one in forcing or following))


class Right(NamedTuple):
    """One change of rights, of one or many holders."""

    direction: Direction
    holder: str
    places: str
    subject: str
    old: str
    new: str


class Workflow(NamedTuple):
    """One change of workflows, in one or many files."""

    direction: Direction
    subject: str
    old: str
    new: str
    paths: tuple[str, ...]


def resources(impact: Impact, *actions: Action) -> list[Resource]:
    """The changes of these actions, in their order; those that only follow from another one come last."""
    chosen = [one for one in impact.resources if one.action in actions]
    grouped = _grouped(chosen, lambda one: (one.action, *_shape(one)))
    found = [_resource(group, impact) for group in grouped]
    return sorted(found, key=lambda one: (actions.index(one.action), not one.own, one.address))


def rights(impact: Impact, *directions: Direction) -> list[Right]:
    """What is given or taken, in these directions; all that a new holder is given is one."""
    added = {(one.root, one.address) for one in impact.resources if one.action is Action.ADD}
    chosen = [one for one in impact.permissions if one.direction in directions]
    gifts = [one for one in chosen if one.direction is Direction.WIDENED and _is_of(one, added)]
    grouped = _grouped(
        [one for one in chosen if one not in gifts],
        lambda one: (one.direction, _plain(one.holder), one.subject, one.old, one.new),
    )
    found = [_right(group, impact) for group in grouped] + _of_new_holders(gifts, impact)
    return sorted(found, key=lambda one: (directions.index(one.direction), one.holder, one.subject))


def workflows(impact: Impact) -> list[Workflow]:
    """Changes of workflows, what is given first; one that many files share is one, and so is a new file."""
    added = {one.path for one in impact.files if one.change == "added"}
    new = {path: [one for one in impact.workflows if one.path == path] for path in sorted(added)}
    grouped = _grouped(
        [one for one in impact.workflows if one.path not in added],
        lambda one: (one.direction, one.subject, one.old, one.new),
    )
    order = list(Direction)
    found = [
        Workflow(one.direction, one.subject, one.old, one.new, tuple(dict.fromkeys(each.path for each in group)))
        for group in grouped
        for one in group[:1]
    ]
    found += [_new_workflow(path, facts) for path, facts in new.items() if facts]
    return sorted(found, key=lambda one: (order.index(one.direction), one.paths, one.subject))


def _new_workflow(path: str, facts: Sequence[WorkflowChange]) -> Workflow:
    """A file that was not there before: what starts it, and what it may write or read of secrets."""
    told = [one.subject for one in facts if one.subject.startswith(("trigger ", "secret ", "every secret"))]
    told += [one.subject for one in facts if one.subject.startswith("permission ") and one.new == "write"]
    return Workflow(Direction.WIDENED, "new workflow", "", ", ".join(told), (path,))


def _is_of(one: PermissionChange, added: set[tuple[str, str]]) -> bool:
    return (one.root, one.holder.removesuffix(_TRUST)) in added


def _of_new_holders(gifts: Iterable[PermissionChange], impact: Impact) -> list[Right]:
    """One line for each new holder, with the services that it is given something of."""
    by_holder = _grouped(gifts, lambda one: (one.root, one.holder))
    told = [one[0]._replace(subject=_gift(one), new="") for one in by_holder]
    return [_right(group, impact) for group in _grouped(told, lambda one: (_plain(one.holder), one.subject))]


def _gift(gifts: Sequence[PermissionChange]) -> str:
    """`new, may use: ecr, kms (4 statements)`; of trust and networks, which say little, all of it."""
    actions = [name for one in gifts for name in one.subject.split(", ")]
    if gifts[0].holder.endswith(_TRUST) or not all(_ACTION.search(name) for name in actions):
        return f"new: {'; '.join(sorted({_without_conditions(one.new) for one in gifts}))}"
    services = sorted({name.partition(":")[0] for name in actions if ":" in name})
    count = f"{len(gifts)} statement{'' if len(gifts) == 1 else 's'}"
    return f"new, may use: {', '.join(services)} ({count})"


def _without_conditions(statement: str) -> str:
    """Conditions name regions and accounts, which differ in places that are otherwise alike."""
    head, _, conditions = statement.partition(" if ")
    return f"{head}, under conditions" if conditions else head


def added_by_type(impact: Impact) -> list[tuple[str, int]]:
    """How many resources of each type are added, the most first."""
    counts: dict[str, int] = {}
    for one in impact.resources:
        if one.action is Action.ADD:
            counts[one.type] = counts.get(one.type, 0) + 1
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def _grouped(items: Iterable[Item], key: Callable[[Item], Hashable]) -> list[list[Item]]:
    groups: dict[Hashable, list[Item]] = {}
    for one in items:
        groups.setdefault(key(one), []).append(one)
    return list(groups.values())


def _shape(one: ResourceChange) -> tuple[Hashable, ...]:
    """What two changes have in common that are shown as one: all but root, key and values."""
    attributes = tuple((each.path, each.forces, _plain(each.because)) for each in one.attributes)
    return _plain(one.address), _plain(one.moved_from), attributes


def _plain(address: str) -> str:
    """An address without the key of its last part: `this["blue"]` is like `this["green"]`."""
    return _KEY.sub("", address)


def _resource(group: Sequence[ResourceChange], impact: Impact) -> Resource:
    first = group[0]
    attributes = tuple(_attribute([one.attributes[at] for one in group], group, impact) for at in _indexes(first))
    return Resource(
        first.action,
        _addresses([one.address for one in group]),
        places([one.root for one in group], impact),
        attributes,
        _addresses([one.moved_from for one in group]),
        len(group),
    )


def _indexes(one: ResourceChange) -> range:
    return range(len(one.attributes))


def _attribute(same: Sequence[AttributeChange], group: Sequence[ResourceChange], impact: Impact) -> Attribute:
    """One attribute of all changes of a group; where values differ in what is shown, each with its roots."""
    roots: dict[tuple[str, str], list[str]] = {}
    for each, change in zip(same, group, strict=True):
        roots.setdefault(pair(each.old, each.new), []).append(change.root)
    alone = len(roots) == 1
    values = tuple((*pair, "" if alone else places(where, impact)) for pair, where in roots.items())
    because = _addresses([each.because for each in same])
    return Attribute(same[0].path, same[0].forces, because, values)


def _right(group: Sequence[PermissionChange], impact: Impact) -> Right:
    first = group[0]
    where = places([one.root for one in group], impact)
    holder = _addresses([one.holder for one in group])
    return Right(first.direction, holder, where, first.subject, first.old, first.new)


def _addresses(addresses: Iterable[str]) -> str:
    """Addresses that differ in their last key at most, as one: `this["blue"], ["green"]`."""
    different = list(dict.fromkeys(addresses))
    keys = [_KEY.search(one) for one in different]
    shown = [different[0], *(key[1] for key in keys[1:_SHOWN_PLACES] if key)]
    return ", ".join(shown) + _more(len(different) - _SHOWN_PLACES)


def _more(count: int) -> str:
    return f" and {count} more" if count > 0 else ""


# -- values ------------------------------------------------------------------------------------------------


def pair(old: str, new: str) -> tuple[str, str]:
    """Two values, each cut to what can be shown around their first difference."""
    if max(len(old), len(new)) <= _WIDEST:
        return old, new
    at = next(
        (at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other),
        min(len(old), len(new)),
    )
    start = 0 if at < _WIDEST - _BEFORE else at - _BEFORE
    return _cut(old, start), _cut(new, start)


def _cut(text: str, start: int) -> str:
    shown = text[start : start + _WIDEST]
    return f"{'…' if start else ''}{shown}{'…' if start + _WIDEST < len(text) else ''}"


# -- places ------------------------------------------------------------------------------------------------


def places(roots: Iterable[str], impact: Impact) -> str:
    """The roots of a change, as people call them."""
    found = list(dict.fromkeys(place(root, is_alone=_is_alone(impact)) for root in roots))
    return ", ".join(found[:_SHOWN_PLACES]) + _more(len(found) - _SHOWN_PLACES)


def place(root: str, *, is_alone: bool) -> str:
    """A root's folder in short: `prod/us-east-1`, with its service where there are others."""
    home, _, inside = root.partition(_TERRAFORM)
    short = inside.removeprefix(_ENVIRONMENTS) or root
    return short if is_alone else f"{home.rpartition('/')[2]} {short}"


def _is_alone(impact: Impact) -> bool:
    """Whether only one service has changes."""
    roots = [one.root for one in impact.resources] + [one.root for one in impact.permissions]
    return len({root.partition(_TERRAFORM)[0] for root in roots}) <= 1
