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
from podspec.reporters.impact_short import addresses, pair, places, plain

#: Actions that take something away that may be missed; what is not known to be safe is among them.
LOSSES = (Action.REPLACE, Action.DESTROY, Action.MAY_REPLACE)
#: What Terraform itself prints before each resource, and signs for what it does not say.
MARKS = {
    Action.REPLACE: "-/+",
    Action.MAY_REPLACE: "-/+?",
    Action.DESTROY: "-",
    Action.LEAVE: "!",
    Action.UPDATE: "~",
    Action.ADD: "+",
    Action.MOVE: "->",
}
#: Behind a role's address: who may take it.
_TRUST = " (trust)"
_ACTION = re.compile(r"\A[a-zA-Z0-9-]+:|\A\*\Z| more\Z")
#: A statement as it is told: principals, if it has any, and actions.
_ALLOWS = re.compile(r"\Aallow (?:(?P<principals>.*?) to do )?(?P<actions>.*?)(?: on .*| if .*)?\Z", re.DOTALL)
#: `*`, all of a service, what fills in later, or all but a few.
_WIDE = re.compile(r"\A[*?]|:\*|\$\{|\Aall but ")
#: Everybody, an account by its number, or all but a few. The account that a root is in has no number in the code.
_STRANGER = re.compile(r"(?:\A|, )(?:\*|AWS):(?:\*|[0-9]{12}|arn:[^:]*:[^:]*:[^:]*:[0-9]{12}:)|\Aall but ")
#: Policies that stand beside what they open, which may have been there before them.
_BESIDE = re.compile(r"\Aaws_(?!iam_).*_(?:policy|permission)\Z")
_ITEM = re.compile(r"\[[0-9]+\]$")
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
    chosen = [one for one in _once(impact.permissions) if one.direction in directions]
    gifts = {
        one
        for one in chosen
        if one.direction is Direction.WIDENED and _is_of(one, added) and not _is_told_in_full(one)
    }
    grouped = _grouped(
        [one for one in chosen if one not in gifts],
        lambda one: (one.direction, plain(one.holder), one.subject, one.old, one.new),
    )
    found = [_right(group, impact) for group in grouped] + _of_new_holders(
        [one for one in chosen if one in gifts], impact
    )
    # Of very many only the first are shown, and nobody may hide the greatest behind small ones.
    return sorted(
        found, key=lambda one: (directions.index(one.direction), not _is_great(one.new), one.holder, one.subject)
    )


def _once(found: Iterable[PermissionChange]) -> list[PermissionChange]:
    """Of one statement that became another, what is given: what is taken stands in the same two lines."""
    order = list(Direction)
    best: dict[Hashable, Direction] = {}
    for one in found:
        key = _became(one)
        best[key] = min(best.get(key, one.direction), one.direction, key=order.index)
    told: dict[Hashable, PermissionChange] = {}
    for at, one in enumerate(found):
        key = _became(one)
        if one.direction is best[key]:
            told.setdefault(key if _is_pair(one) else (at, one), one)
    return list(told.values())


def _became(one: PermissionChange) -> Hashable:
    return (one.root, one.holder, one.old, one.new) if _is_pair(one) else one


def _is_pair(one: PermissionChange) -> bool:
    """Whether both sides are statements; flags and boundaries have equal values without being one change."""
    return all(text.startswith(("allow ", "deny ")) for text in (one.old, one.new))


def _is_told_in_full(one: PermissionChange) -> bool:
    """Whether a gift to a new holder is too great, or opens too old a thing, to stand among others."""
    kind = plain(one.holder.removesuffix(_TRUST)).split(".")[-2:][0]
    # What is no statement, such as a rule of a network, is told in full by `_gift`.
    return bool(one.old or _BESIDE.match(kind) or _is_great(one.new))


def _is_great(statement: str) -> bool:
    """Whether a statement allows all of a service, or allows it to everybody or to another account."""
    said = _ALLOWS.match(statement)
    if said is None:
        return False
    is_wide = any(_WIDE.search(name) for name in said["actions"].split(", "))
    return is_wide or _STRANGER.search(said["principals"] or "") is not None


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
    return [_right(group, impact) for group in _grouped(told, lambda one: (plain(one.holder), one.subject))]


def _gift(gifts: Sequence[PermissionChange]) -> str:
    """`new, may use: ecr, kms (4 statements)`; of trust and networks, which say little, all of it."""
    actions = [name for one in gifts for name in _actions(one)]
    if gifts[0].holder.endswith(_TRUST) or not all(_ACTION.search(name) for name in actions):
        return f"new: {'; '.join(sorted({_without_conditions(one.new) for one in gifts}))}"
    services = sorted({name.partition(":")[0] for name in actions})
    count = f"{len(gifts)} statement{'' if len(gifts) == 1 else 's'}"
    return f"new, may use: {', '.join(services)} ({count})"


def _actions(one: PermissionChange) -> list[str]:
    """The actions of a statement, of which the subject names only the first few."""
    said = _ALLOWS.match(one.new)
    return (said["actions"] if said and said["actions"] else one.subject).split(", ")


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
    attributes = tuple((each.path, each.forces, plain(each.because)) for each in one.attributes)
    return plain(one.address), plain(one.moved_from), attributes


def _resource(group: Sequence[ResourceChange], impact: Impact) -> Resource:
    first = group[0]
    attributes = tuple(_attribute([one.attributes[at] for one in group], group, impact) for at in _indexes(first))
    return Resource(
        first.action,
        addresses([one.address for one in group]),
        places([one.root for one in group], impact),
        attributes,
        addresses([one.moved_from for one in group]),
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
    because = addresses([each.because for each in same])
    return Attribute(same[0].path, same[0].forces, because, values)


def _right(group: Sequence[PermissionChange], impact: Impact) -> Right:
    first = group[0]
    where = places([one.root for one in group], impact)
    holder = addresses([one.holder for one in group])
    return Right(first.direction, holder, where, first.subject, first.old, first.new)
