"""Types of variables: what Terraform makes of a value that is given to one.

Source: developer.hashicorp.com/terraform/language/expressions/type-constraints (read 2026-11).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from podspec.impact.hcl.functions_of_collections import as_set
from podspec.impact.hcl.operators import decimal, truth
from podspec.impact.hcl.syntax import Call, Literal, Name, Node, Object, Sequence
from podspec.impact.hcl.values import Expression, FailedError, Known, Names, Value, string

#: Gives the value of a default inside `optional()`.
Default = Callable[[Node], Value]


def converted(value: Any, kind: Node, default: Default) -> Any:  # noqa: ANN401 - any of Value, Known and Names
    """A value as this type has it: attributes that are missing take their defaults, others are dropped.

    Raises:
        FailedError: the value does not fit the type.
    """
    if value is None:
        return None
    if isinstance(kind, Call) and kind.name in _COLLECTIONS and kind.arguments:
        return _COLLECTIONS[kind.name](value, kind.arguments[0], default)
    if isinstance(value, Expression):
        return value
    return _PRIMITIVES[kind.name](value) if isinstance(kind, Name) and kind.name in _PRIMITIVES else value


def _object(value: Any, kind: Node, default: Default) -> Any:  # noqa: ANN401 - any of Value, Known and Names
    if not isinstance(kind, Object) or (isinstance(value, Expression) and not isinstance(value, Known)):
        return value
    made: dict[str, Any] = {}
    for key, wanted in kind.items:
        name = str(key.value) if isinstance(key, Literal) else ""
        made[name] = _attribute(value, name, wanted, default)
    return made


def _attribute(value: Any, name: str, kind: Node, default: Default) -> Any:  # noqa: ANN401 - as above
    fallback: Value = None
    optional = isinstance(kind, Call) and kind.name == "optional"
    if isinstance(kind, Call) and optional:
        inner, *given = kind.arguments
        fallback, kind = default(given[0]) if given else None, inner
    try:
        found = value[name] if isinstance(value, dict) else value.get(name)
    except (LookupError, AttributeError, FailedError):
        if not optional:
            raise FailedError(f"the attribute {name} is missing") from None
        found = None
    return converted(fallback if found is None else found, kind, default)


def _map(value: Any, kind: Node, default: Default) -> Any:  # noqa: ANN401 - as above
    if isinstance(value, Names) and value.all:
        value = {name: value.get(name) for name in value.all()}
    if isinstance(value, dict):
        return {key: converted(item, kind, default) for key, item in value.items()}
    return _unless_known(value, "a map")


def _list(value: Any, kind: Node, default: Default) -> Any:  # noqa: ANN401 - as above
    if isinstance(value, list):
        return [converted(item, kind, default) for item in value]
    return _unless_known(value, "a list")


def _set(value: Any, kind: Node, default: Default) -> Any:  # noqa: ANN401 - as above
    return as_set(_list(value, kind, default)) if isinstance(value, list) else _unless_known(value, "a set")


def _tuple(value: Any, kind: Node, default: Default) -> Any:  # noqa: ANN401 - as above
    if isinstance(value, list) and isinstance(kind, Sequence) and len(value) == len(kind.items):
        return [converted(item, wanted, default) for item, wanted in zip(value, kind.items, strict=True)]
    return _unless_known(value, "a tuple of this length")


def _unless_known(value: Any, wanted: str) -> Any:  # noqa: ANN401 - as above
    if isinstance(value, Expression):
        return value
    raise FailedError(f"this is not {wanted}")


def _number(value: Any) -> int | float:  # noqa: ANN401 - any value
    exact = decimal(value)
    return int(exact) if exact == exact.to_integral_value() else float(exact)


_COLLECTIONS: Final = {"list": _list, "map": _map, "object": _object, "set": _set, "tuple": _tuple}
_PRIMITIVES: Final[dict[str, Callable[[Any], Value]]] = {"bool": truth, "number": _number, "string": string}
