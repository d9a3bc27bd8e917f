"""Two states of a resource -> the attributes that differ, down to the smallest part."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from podspec.impact.hcl.values import (
    Expression,
    FailedError,
    Reference,
    Value,
    is_known,
    references,
    same,
    string,
    text,
)

_INDEX: Final = re.compile(r"\[[^]]*\]")
_HOLE: Final = re.compile(r"\$\{[^}]*\}")


class Difference(NamedTuple):
    """A part of a resource that says something else.

    Attributes:
        path: such as `environment[0].variables.LOG_LEVEL`.
        is_certain: whether it is another value for sure, and not only another way to the same one.
    """

    path: str
    old: Value
    new: Value
    is_certain: bool = True


def plain_path(path: str) -> str:
    """A path without indices: what rules are about."""
    return _INDEX.sub("", path)


def differences(
    old: dict[str, Value], new: dict[str, Value], is_set: Callable[[str], bool], fresh: Callable[[Reference], bool]
) -> list[Difference]:
    """What differs between two states of a resource.

    Args:
        old: its attributes before.
        new: its attributes after.
        is_set: whether the order of what stands at a path, without indices, means nothing.
        fresh: whether a reference leads to what is new, gone, or replaced, so that its value is new for sure.
    """
    return list(_Comparison(is_set, fresh).of_objects(old, new, ""))


class _Comparison(NamedTuple):
    is_set: Callable[[str], bool]
    fresh: Callable[[Reference], bool]

    def of_objects(self, old: dict[str, Value], new: dict[str, Value], path: str) -> Iterator[Difference]:
        for key in sorted(old.keys() | new.keys()):
            yield from self.of_values(old.get(key), new.get(key), f"{path}.{key}" if path else key)

    def of_values(self, old: Value, new: Value, path: str) -> Iterator[Difference]:
        if alike(old, new):
            return
        if isinstance(old, dict) and isinstance(new, dict):
            yield from self.of_objects(old, new, path)
        elif isinstance(old, list) and isinstance(new, list):
            yield from self.of_lists(old, new, path)
        else:
            yield Difference(path, old, new, self._is_certain(old, new))

    def of_lists(self, old: list[Value], new: list[Value], path: str) -> Iterator[Difference]:
        if self.is_set(plain_path(path)):
            old, new = _without(old, new), _without(new, old)
        for index in range(max(len(old), len(new))):
            before, after = (items[index] if index < len(items) else None for items in (old, new))
            yield from self.of_values(before, after, f"{path}[{index}]")

    def _is_certain(self, old: Value, new: Value) -> bool:
        if is_known(old) and is_known(new):
            return True
        used = list(references([old, new]))
        if any(map(self.fresh, used)) or set(references(old)) != set(references(new)):
            return any(map(self.fresh, used))
        # The same things are referred to. Where no condition chooses among them, what stands around them differs.
        return bool(used) and " ? " not in text([old, new])


def alike(old: Value, new: Value) -> bool:
    """Whether two values are one to a provider, which gets 5 and "5" alike, and nothing for an empty block."""
    if isinstance(old, list) and isinstance(new, list):
        return len(old) == len(new) and all(map(alike, old, new))
    if isinstance(old, dict) and isinstance(new, dict):
        return all(alike(old.get(key), new.get(key)) for key in old.keys() | new.keys())
    try:
        return same(old, new) or string(old) == string(new)
    except FailedError:
        return False


def _without(items: list[Value], others: list[Value]) -> list[Value]:
    """The items that have no equal among others, in an order that does not depend on where they stand."""
    rest = {text(item): item for item in items if not any(alike(item, other) for other in others)}
    return [rest[key] for key in sorted(rest)]


def uses(value: Value, path: str = "") -> Iterator[tuple[str, Expression]]:
    """Every expression in a value, with the path to it."""
    if isinstance(value, Expression):
        yield path, value
    elif isinstance(value, dict):
        for key in sorted(value):
            yield from uses(value[key], f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from uses(item, f"{path}[{index}]")
