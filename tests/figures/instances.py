"""Specs that nobody would write, as JSON: legal ones with random changes, most of them wrong in shape."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from random import Random
from typing import Any

from podspec.model.schema_at import arms_at

#: Values of every kind, with those that one kind takes for another.
ODD: list[Any] = [
    None, True, False, 0, 1, -1, 2, 10, 99, 100, 365, 10**9, 0.5, 1.5, 99.9,
    "", " ", "x", "1", "true", "null", "arm64", "us-east-1", "111111111111", "a b", "a\tb", "é", "x" * 300,
    [], ["x"], [1], [None], {}, {"a": 1}, {"a": None}, {"strategy": "linear"}, {"lambda_arn": "x"},
    {"strategy": "all_at_once", "percent": 5},
]  # fmt: skip

Place = tuple[Any, Any, tuple[str | int, ...]]


def mutated(spec: dict[str, Any], random: Random) -> dict[str, Any]:
    """A copy of a spec with one to three changes."""
    made = deepcopy(spec)
    for _ in range(random.choice([1, 1, 1, 2, 3])):
        _change(made, random)
    return made


def _change(spec: dict[str, Any], random: Random) -> None:
    """Put another value somewhere, take one away, or add one."""
    holder, part, path = random.choice(list(places(spec)))
    kind = random.choice(["odd", "near", "gone", "unknown", "known", "elsewhere"])
    if kind == "odd":
        holder[part] = deepcopy(random.choice(ODD))
    elif kind == "near":
        holder[part] = near(holder[part], path, random)
    elif kind == "gone":
        del holder[part]
    elif kind == "unknown" and isinstance(holder, dict):
        holder[random.choice(["nobody", "", "Name", "x" * 60, "a-b"])] = deepcopy(random.choice(ODD))
    elif kind == "known" and isinstance(holder, dict):
        _add_known(holder, path[:-1], random)
    else:
        other, its, _ = random.choice(list(places(spec)))
        holder[part] = deepcopy(other[its])


def near(value: Any, path: tuple[str | int, ...], random: Random) -> Any:  # noqa: ANN401 - any JSON
    """A value close by: at a limit of its field, one further, or with a letter more or less."""
    if isinstance(value, str):
        at = random.randrange(len(value) + 1)
        return random.choice([value[:at] + random.choice("aZ0-_./ \n") + value[at:], value[:at], value.upper()])
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        keys = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
        limits = [arm[key] for arm in arms_at(path) for key in keys if key in arm]
        return random.choice([*limits, *(one + 1 for one in limits), *(one - 1 for one in limits), value + 1])
    if isinstance(value, list):
        return random.choice([value + value[:1], value[1:], value * 12])
    return random.choice(ODD)


def _add_known(holder: dict[str, Any], path: tuple[str | int, ...], random: Random) -> None:
    """Add a field that is allowed here, with its own example or with any value."""
    fields = {key: one for arm in arms_at(path) for key, one in arm.get("properties", {}).items()}
    if not fields:
        return
    name = random.choice(sorted(fields))
    holder[name] = deepcopy(
        random.choice([*fields[name].get("examples", []), *fields[name].get("enum", []), *ODD[:6]])
    )


def places(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[Place]:  # noqa: ANN401 - any JSON
    """Every value with what holds it."""
    pairs = (
        list(value.items())
        if isinstance(value, dict)
        else list(enumerate(value))
        if isinstance(value, list)
        else []
    )
    for part, inside in pairs:
        yield value, part, (*path, part)
        yield from places(inside, (*path, part))
