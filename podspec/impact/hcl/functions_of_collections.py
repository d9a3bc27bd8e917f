"""Functions of lists, sets and maps. A set is a list here: sorted, and each item once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import product
from typing import Any, Final

from podspec.impact.hcl.values import Expression, FailedError, settled, string, text

Items = list[Any]
Mapping = dict[str, Any]


def as_set(items: Iterable[Any]) -> Items:
    """The items, each once, in the order in which Terraform goes through a set."""
    return sorted(_distinct(items), key=_rank)


def _distinct(items: Iterable[Any]) -> Items:
    first: dict[str, Any] = {}
    for item in items:
        first.setdefault(text(settled(item)), item)
    return list(first.values())


def _rank(item: Any) -> tuple[float, str]:  # noqa: ANN401 - any value
    if isinstance(item, int | float) and not isinstance(item, bool):
        return item, ""
    return 0, item if isinstance(item, str) else text(settled(item))


def _flat(items: Iterable[Any]) -> Iterator[Any]:
    for item in items:
        if isinstance(item, list):
            yield from _flat(item)
        else:
            yield item


def _merge(*maps: Mapping | None) -> Mapping:
    merged: Mapping = {}
    for one in maps:
        merged |= one or {}
    return merged


def _concat(*lists: Items) -> Items:
    return [item for one in lists for item in one]


def _compact(items: Items) -> Items:
    return [item for item in items if item is not None and item != ""]


def _values(mapping: Mapping) -> Items:
    return [mapping[key] for key in sorted(mapping)]


def _element(items: Items, index: int) -> Any:  # noqa: ANN401 - any value
    return items[index % len(items)] if index >= 0 else items[index]


def _slice(items: Items, start: int, end: int) -> Items:
    if not 0 <= start <= end <= len(items):
        raise ValueError("there are too few items")
    return items[start:end]


def _chunks(items: Items, size: int) -> Items:
    return [items[start : start + size] for start in range(0, len(items), size)]


def _one(items: Items) -> Any:  # noqa: ANN401 - any value
    if len(items) > 1:
        raise ValueError("there is more than one item")
    return items[0] if items else None


def _index(items: Items, wanted: Any) -> int:  # noqa: ANN401 - any value
    return items.index(wanted)


def _range(*numbers: int) -> Items:
    if len(numbers) > 3 or len(range(*numbers)) > 1024:  # noqa: PLR2004 - Terraform's own limit
        raise ValueError("this is too long")
    return list(range(*numbers))


def _sorted(items: Items) -> Items:
    if any(isinstance(item, Expression) for item in items):
        raise FailedError("what is not known cannot be sorted")
    return sorted(map(string, items))


def _product(*lists: Items) -> Items:
    return [list(items) for items in product(*lists)]


def _union(*sets: Items) -> Items:
    return as_set(_concat(*sets))


def _intersection(first: Items, *others: Items) -> Items:
    return as_set(item for item in first if all(item in other for other in others))


def _subtract(first: Items, second: Items) -> Items:
    return as_set(item for item in first if item not in second)


def _transpose(mapping: dict[str, list[str]]) -> Mapping:
    found: Mapping = {}
    for key in sorted(mapping):
        for value in mapping[key]:
            found.setdefault(value, []).append(key)
    return found


def _coalescelist(*lists: Items | None) -> Items:
    for items in lists:
        if items:
            return items
    raise ValueError("every list is empty")


def _matchkeys(values: Items, keys: Items, wanted: Items) -> Items:
    return [value for value, key in zip(values, keys, strict=True) if key in wanted]


FUNCTIONS: Final[dict[str, Callable[..., Any]]] = {
    "chunklist": _chunks,
    "coalescelist": _coalescelist,
    "compact": _compact,
    "concat": _concat,
    "distinct": _distinct,
    "element": _element,
    "flatten": lambda items: list(_flat(items)),
    "index": _index,
    "keys": sorted,
    "length": len,
    "matchkeys": _matchkeys,
    "merge": _merge,
    "one": _one,
    "range": _range,
    "reverse": lambda items: items[::-1],
    "setintersection": _intersection,
    "setproduct": _product,
    "setsubtract": _subtract,
    "setunion": _union,
    "slice": _slice,
    "sort": _sorted,
    "tolist": list,
    "tomap": dict,
    "toset": as_set,
    "transpose": _transpose,
    "values": _values,
    "zipmap": lambda keys, values: dict(zip(keys, values, strict=True)),
}
