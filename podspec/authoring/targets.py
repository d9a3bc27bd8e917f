"""Adds targets to a spec and takes them away, with what hangs on them: overlays, networks, the public name."""

from __future__ import annotations

from collections.abc import Iterator

from podspec.authoring.document import Document, Splice
from podspec.authoring.edit import put, take, way
from podspec.authoring.place import PlaceError, environments
from podspec.authoring.value import node_of
from podspec.authoring.written import ROOM
from podspec.model.fields import find
from podspec.model.ipv4 import Block, network
from podspec.model.nearest import nearest
from podspec.model.schema_at import arms_at
from podspec.model.source import Mapping, Node, Path, Plain, Scalar
from podspec.model.spec.targets import Targets

_TARGETS = "targets"
_ENVIRONMENTS = "environments"
#: The fields of a new target that people change first; the others keep their defaults, unwritten.
_FIRST = {"lambda": ("memory_mb", "timeout_seconds", "rollout"), "ec2": ("instance_type", "hosts", "rollout")}
#: Whose hosts run in a VPC.
_NEEDS_NETWORK = {"ec2"}
#: The smallest instance types that run the image well, by its processor.
_INSTANCES = {"arm64": "t4g.small", "amd64": "t3.small"}


def names() -> list[str]:
    """Every target that there is."""
    return [name for arm in arms_at((_TARGETS,)) for name in arm["properties"]]


def check_name(name: str) -> None:
    """Refuse what is no target.

    Raises:
        PlaceError: with the target that was probably meant.
    """
    if name not in names():
        meant = nearest(name, names())
        raise PlaceError(f"{name!r} is no target; {f'did you mean {meant}?' if meant else f'there are {_all()}'}")


def where(tree: Mapping) -> dict[str, list[str]]:
    """The targets that each environment runs on, in the schema's order."""
    return {environment: _running(tree, environment) for environment in environments(tree)}


def added(document: Document, name: str, environment: str | None = None) -> Document:
    """A spec with one target more, everywhere or in one environment.

    Environments whose hosts need a network get one that overlaps no other, and a public name goes on leading to
    the target that it leads to.

    Raises:
        PlaceError: if it is there already.
        LayoutError: if the text cannot be edited.
    """
    before = where(document.tree)
    path = _path(name, environment)
    if (name in before[environment]) if environment else _at(document, path) is not None:
        raise PlaceError(f"{name} runs {f'in {environment}' if environment else 'here'} already")
    document = _written(document, name, environment)
    for one, targets in where(document.tree).items():
        if name in targets and name not in before[one]:
            document = _with_network(_with_primary(document, one, before[one]), one, name)
    return document


def removed(document: Document, name: str, environment: str | None = None) -> Document:
    """A spec with one target less, everywhere or in one environment. Networks stay: their addresses are taken.

    Raises:
        PlaceError: if it is not there.
        LayoutError: if the text cannot be edited.
    """
    before = where(document.tree)
    is_there = name in before[environment] if environment else _found(document, name)
    if not is_there:
        raise PlaceError(f"{name} does not run {f'in {environment}' if environment else 'here'}")
    for one in [environment] if environment else environments(document.tree):
        document = _without_overlay(document, name, one)
    if environment is None and _at(document, _path(name)) is not None:
        document = take(document, _path(name), with_comments=True)
    elif environment and name in where(document.tree)[environment]:
        document = put(document, _path(name, environment), node_of(None))
    for one, targets in where(document.tree).items():
        document = _without_primary(document, one, name, targets)
    return document


# -- what a spec has ---------------------------------------------------------------------------------------


def _all() -> str:
    return " and ".join(names())


def _path(name: str, environment: str | None = None) -> Path:
    return (_ENVIRONMENTS, environment, _TARGETS, name) if environment else (_TARGETS, name)


def _at(document: Document, path: Path) -> Node | None:
    """What stands at a path, if anything but null does."""
    there = way(document.tree, path)
    found = there[-1] if len(there) > len(path) else None
    return None if isinstance(found, Scalar) and found.value is None else found


def _running(tree: Mapping, environment: str) -> list[str]:
    block = tree.plain()
    base = _entries(block, (_TARGETS,))
    merged = {**base, **_entries(block, (_ENVIRONMENTS, environment, _TARGETS))}
    return [name for name in names() if merged.get(name) is not None]


def _entries(value: Plain, path: tuple[str, ...]) -> dict[str, Plain]:
    for part in path:
        value = value.get(part) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def _found(document: Document, name: str) -> bool:
    paths = [_path(name), *(_path(name, one) for one in environments(document.tree))]
    return any(_at(document, path) is not None for path in paths)


# -- adding ------------------------------------------------------------------------------------------------


def _written(document: Document, name: str, environment: str | None) -> Document:
    """The spec with the target's own block, and comments where it has lines for them."""
    path = _path(name, environment)
    if environment and _at(document, _path(name)) is not None:
        # The base has it, and the overlay's null took it away.
        return _without_overlay(document, name, environment)
    document = put(document, path, node_of(_start(document, name)))
    splices = list(_comments(document, path, name))
    return document.spliced(*splices) if splices else document


def _start(document: Document, name: str) -> dict[str, Plain]:
    """The fields to begin with, at their defaults."""
    made = Targets.model_validate({name: {}}).model_dump(mode="json", by_alias=True)[name]
    found: dict[str, Plain] = {field: made[field] for field in _FIRST.get(name, ())}
    if "instance_type" in found:
        architecture = _at(document, ("container", "architecture"))
        found["instance_type"] = _INSTANCES.get(str(architecture.plain()) if architecture else "", "t4g.small")
    return found


def _comments(document: Document, path: Path, name: str) -> Iterator[Splice]:
    """What the target is, above its block, and what each field is for, behind it."""
    *_, above, block = way(document.tree, path)
    if not (isinstance(above, Mapping) and isinstance(block, Mapping)) or document.is_flow(above):
        return
    start = document.line_start(document.start(above.entries[name].key))
    said = find(f"{_TARGETS}.{name}")
    about = f"{said.summary if said else name}. Every field: podspec explain {_TARGETS}.{name}"
    yield Splice(start, start, f"{' ' * (above.span.column - 1)}# {about}\n")
    if document.is_flow(block):
        return
    for key, entry in block.entries.items():
        field, end = find(f"{_TARGETS}.{name}.{key}"), document.line_end(document.end(entry.value))
        width = end - document.line_start(end)
        if field and field.summary and width + len(field.summary) < ROOM:
            yield Splice(end, end, f" # {field.summary}")


def _with_network(document: Document, environment: str, name: str) -> Document:
    path = (_ENVIRONMENTS, environment, "network")
    if name not in _NEEDS_NETWORK or _at(document, path) is not None:
        return document
    return put(document, path, node_of({"cidr": _free_range(document), "nat": "single"}))


def _free_range(document: Document) -> str:
    """The first of 10.10.0.0/16, 10.20.0.0/16 … that no environment has."""
    cidrs = [
        str(found.plain())
        for one in environments(document.tree)
        if (found := _at(document, (_ENVIRONMENTS, one, "network", "cidr")))
    ]
    taken = [block for block in map(network, cidrs) if block]
    numbers = [*range(10, 256, 10), *range(256)]
    free = (Block((10 << 24) + (number << 16), 16) for number in numbers)
    return str(next((one for one in free if not any(one.overlaps(other) for other in taken)), "10.10.0.0/16"))


def _with_primary(document: Document, environment: str, before: list[str]) -> Document:
    """Where the name led to the only target, it has to be said that it still does."""
    domain = (_ENVIRONMENTS, environment, "domain")
    if len(before) != 1 or _at(document, domain) is None or _at(document, (*domain, "primary")) is not None:
        return document
    return put(document, (*domain, "primary"), node_of(before[0]))


# -- removing ----------------------------------------------------------------------------------------------


def _without_overlay(document: Document, name: str, environment: str) -> Document:
    """Without what an environment says of a target; an overlay of targets that is empty then goes, too."""
    path = _path(name, environment)
    above = way(document.tree, path[:-1])
    if len(above) < len(path) or not isinstance(above[-1], Mapping) or name not in above[-1].entries:
        return document
    return take(document, path if len(above[-1].entries) > 1 else path[:-1], with_comments=True)


def _without_primary(document: Document, environment: str, name: str, left: list[str]) -> Document:
    """A name cannot lead to a target that is gone; of one target that is left it need not be said."""
    path = (_ENVIRONMENTS, environment, "domain", "primary")
    found = _at(document, path)
    return take(document, path) if found and found.plain() == name and len(left) == 1 else document
