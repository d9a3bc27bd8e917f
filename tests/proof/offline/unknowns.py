"""What a provider does to values: leave computed ones unknown in a plan, make them up when it applies."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from proof.offline.schema import Block, Type, Value, attributes, nested
from proof.offline.wire import Decoded, is_unknown

Make = Callable[[str, Type], Decoded]


def fill(block: Block, value: Value, make: Make) -> Value:
    """Give every computed argument that is not set, at any depth, the value `make(name, type)`.

    Write-only arguments never come back from a provider. Changes `value` and returns it.
    """
    for name, attribute in attributes(block).items():
        if attribute.get("write_only"):
            value[name] = None
        elif attribute.get("computed") and value.get(name) is None:
            value[name] = make(name, attribute["type"])
    for _, inner, item in nested(block, value):
        fill(inner, item, make)
    return value


def settle(block: Block, value: Value, make: Make) -> Value:
    """Replace what is unknown, at any depth, by `make(name, type)`. Changes `value` and returns it."""
    for name, attribute in attributes(block).items():
        value[name] = _settled(name, attribute["type"], value.get(name), make)
    for _, inner, item in nested(block, value):
        settle(inner, item, make)
    return value


def _settled(name: str, kind: Type, value: Decoded, make: Make) -> Decoded:
    if is_unknown(value):
        return make(name, kind)
    if value is None or isinstance(kind, str):
        return value
    collection, inner = kind
    if collection == "object":
        return {field: _settled(field, inner[field], held, make) for field, held in value.items()}
    if collection == "map":
        return {key: _settled(name, inner, held, make) for key, held in value.items()}
    return [_settled(name, inner, held, make) for held in value]


def not_settable(block: Block, value: Value, above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The paths of computed-only arguments that a configuration sets; core leaves that check to providers."""
    for name, attribute in attributes(block).items():
        settable = attribute.get("optional") or attribute.get("required")
        if value.get(name) is not None and not settable:
            yield (*above, name)
    for name, inner, item in nested(block, value):
        yield from not_settable(inner, item, (*above, name))


def at(value: Decoded, path: list[str]) -> Decoded:
    """What stands at a path; lists on the way stand for all their elements."""
    if not path:
        return value
    if isinstance(value, list):
        return [at(each, path) for each in value]
    return at(value.get(path[0]), path[1:]) if isinstance(value, dict) else None
