"""A path as people type it -> a place in a spec, judged by the schema; and what may be typed next.

`targets.lambda.memory_mb` is the base's, `prod.targets.lambda.memory_mb` the overlay's of an environment. Indices
stand in brackets, and names with dots in quotes: `regions[1]`, `service.tags."a.b"`.
"""

from __future__ import annotations

import json
import re

from podspec.authoring.edit import way
from podspec.model.environment import OWN
from podspec.model.nearest import nearest
from podspec.model.schema_at import arms_at
from podspec.model.source import Mapping, Path, Sequence, dotted

_ENVIRONMENTS = "environments"
_PART = re.compile(r'(?:"([^"]*)"|([^.\[\]"]+))((?:\[[0-9]{1,4}\])*)(?:\.(?=.)|$)')
#: Field names that are shown, where nothing comes near what was typed.
_SHOWN = 12


class PlaceError(ValueError):
    """A path that leads to no field of a spec, or not to one that is there."""


def find_place(tree: Mapping, typed: str, environment: str | None = None) -> Path:
    """The place that a typed path means in a spec.

    Args:
        tree: the spec.
        typed: the path, which may begin with the name of an environment.
        environment: the environment whose overlay is meant; the same as its name in front.

    Raises:
        PlaceError: if there is no such field; with the one that was probably meant.
    """
    parts = _parts(typed)
    names = environments(tree)
    if environment is not None:
        check_environment(tree, environment)
        parts = (_ENVIRONMENTS, environment, *parts)
    elif parts[0] in names and not arms_at(parts[:1]):
        parts = (_ENVIRONMENTS, *parts)
    _check_known(parts, names)
    _check_index(tree, parts)
    return parts


def check_environment(tree: Mapping, name: str) -> None:
    """Refuse the name of an environment that a spec does not have.

    Raises:
        PlaceError: with the one that was probably meant.
    """
    names = environments(tree)
    if name not in names:
        raise PlaceError(f"{name!r} is no environment of this spec{_advice(name, names)}")


def environments(tree: Mapping) -> list[str]:
    """The names of a spec's environments, in its order."""
    found = way(tree, (_ENVIRONMENTS,))[-1]
    return list(found.entries) if isinstance(found, Mapping) and found is not tree else []


def completions(tree: Mapping | None, typed: str, environment: str | None = None) -> list[str]:
    """The paths that begin with what was typed, one field further; without a spec, those of every spec."""
    above, dot, _ = typed.rpartition(".")
    try:
        parts = _parts(above) if above else ()
    except PlaceError:
        return []
    names = environments(tree) if tree else []
    if environment is not None:
        parts = (_ENVIRONMENTS, environment, *parts)
    elif parts and parts[0] in names and not arms_at(parts[:1]):
        parts = (_ENVIRONMENTS, *parts)
    known = [*_keys(parts), *(_present(tree, parts) if tree else []), *([] if parts else names)]
    return [path for one in dict.fromkeys(known) if (path := f"{above}{dot}{_typed(one)}").startswith(typed)]


def _parts(typed: str) -> Path:
    """The parts of a typed path."""
    found: list[str | int] = []
    at = 0
    while at < len(typed):
        match = _PART.match(typed, at)
        if match is None:
            break
        found.append(match[2] if match[1] is None else match[1])
        found += [int(one) for one in re.findall(r"[0-9]+", match[3])]
        at = match.end()
    if at < len(typed) or not found:
        raise PlaceError(f"{typed!r} is no path such as targets.lambda.memory_mb or prod.regions[0]")
    return tuple(found)


def _typed(name: str) -> str:
    """A name as it is typed in a path."""
    return json.dumps(name, ensure_ascii=False) if re.search(r"[.\[\]]", name) else name


def _keys(path: Path) -> list[str]:
    return [key for arm in arms_at(path) for key in arm.get("properties", {})]


def _present(tree: Mapping, path: Path) -> list[str]:
    there = way(tree, path)
    return list(there[-1].entries) if len(there) > len(path) and isinstance(there[-1], Mapping) else []


def _check_known(path: Path, names: list[str]) -> None:
    """Follow a path through the schema, and say where it leaves it."""
    for depth, part in enumerate(path):
        if not arms_at(path[: depth + 1]):
            known = list(dict.fromkeys([*_keys(path[:depth]), *([] if depth else names)]))
            above = f"{dotted(path[:depth])}" or "a spec"
            advice = _elsewhere(path, depth, names) or _stranger(path, depth, known, names)
            advice = advice or _advice(str(part), known)
            raise PlaceError(f"{above} has no {_named(part)}{advice}")


def _named(part: str | int) -> str:
    return f"entry [{part}]: it is no list" if isinstance(part, int) else f"`{part}`"


def _elsewhere(path: Path, depth: int, names: list[str]) -> str:
    """Where a field stands that the base has and an environment has not, or the other way round."""
    inside = path[2:]
    if path[0] in OWN and names:
        return f": it belongs to an environment, as in {dotted((names[0], *path))}"
    if path[0] == _ENVIRONMENTS and depth > 1 and arms_at(inside):
        return f": it is the same in every environment; set {dotted(inside)}"
    return ""


def _stranger(path: Path, depth: int, known: list[str], names: list[str]) -> str:
    """An environment that the spec does not have, in front of a field that environments have."""
    if depth or nearest(str(path[0]), known) or len(path) == 1 or not arms_at((_ENVIRONMENTS, *path)):
        return ""
    return f", and no environment of that name; there are {', '.join(names)}" if names else ""


def _advice(typed: str, known: list[str]) -> str:
    """What was probably meant; else all that there is."""
    meant = nearest(typed, known)
    if meant:
        return f"; did you mean {meant}?"
    shown = ", ".join(known[:_SHOWN]) + (", …" if len(known) > _SHOWN else "")
    return f"; there are {shown}" if known else ""


def _check_index(tree: Mapping, path: Path) -> None:
    """Refuse an index that is not in its list, nor the next one."""
    for depth, part in enumerate(path):
        if not isinstance(part, int):
            continue
        there = way(tree, path[:depth])
        is_there = len(there) > depth and isinstance(there[-1], Sequence)
        count = len(there[-1].items) if is_there and isinstance(there[-1], Sequence) else 0
        if part > count:
            raise PlaceError(f"{dotted(path[:depth])} has {count} entries: the next one is [{count}]")


def choices(path: Path) -> list[str]:
    """The values that a field takes, where it takes a few only; else its examples."""
    arms = arms_at(path)
    found = [one for arm in arms for one in arm.get("enum", [arm["const"]] if "const" in arm else [])]
    found += [one for arm in arms if arm.get("type") == "boolean" for one in (True, False)]
    found = found or [one for arm in arms[:1] for one in arm.get("examples", [])]
    return list(
        dict.fromkeys(one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in found)
    )
