"""Terraform's functions, as far as they can be computed without Terraform; any other one stays an expression.

Their behaviour is that of developer.hashicorp.com/terraform/language/functions (read 2026-11). Left out on
purpose: what gives another result each time (`timestamp`, `uuid`, `bcrypt`), and what no one can follow here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from podspec.impact.hcl import (
    functions_of_collections,
    functions_of_files,
    functions_of_numbers,
    functions_of_text,
)
from podspec.impact.hcl.operators import truth
from podspec.impact.hcl.values import (
    Expression,
    FailedError,
    Names,
    Value,
    is_known,
    joined,
    same,
    settled,
    string,
    text,
    unknown,
)

if TYPE_CHECKING:
    from podspec.impact.hcl.evaluate import Scope


def call(name: str, arguments: list[Any], scope: Scope) -> object:
    """The result of a function.

    Raises:
        FailedError: Terraform would refuse the arguments.
    """
    name = name.removeprefix("core::")
    # A module as a whole is an object; a resource stays one that can be asked for its attributes.
    arguments = [settled(each) if isinstance(each, Names) else each for each in arguments]
    try:
        if name in _AWARE:
            return _AWARE[name](*arguments)
        if name in _STRUCTURAL and not any(isinstance(each, Expression) for each in arguments):
            return _STRUCTURAL[name](*arguments)
        arguments = [settled(each) for each in arguments]
        if not all(map(is_known, arguments)):
            return quoted(name, *arguments)
        if name in functions_of_files.FUNCTIONS:
            return functions_of_files.FUNCTIONS[name](scope, *arguments)
        if name in _EXACT:
            return _EXACT[name](*arguments)
    except (TypeError, ValueError, LookupError, AttributeError, ArithmeticError) as error:
        # The wrong number or types of arguments: what Python says of them is what a reader needs to know.
        raise FailedError(f"{name}: {error}") from None
    return quoted(name, *arguments)


def quoted(name: str, *arguments: object) -> Expression:
    """A call that has to wait, as an expression."""
    settled_arguments = [settled(each) for each in arguments]
    return unknown(f"{name}({', '.join(map(text, settled_arguments))})", *settled_arguments)


# -- functions that know what to do with expressions among their arguments ---------------------------------


def _join(separator: Value, *lists: Any) -> Value:  # noqa: ANN401 - lists or expressions
    if isinstance(separator, Expression) or any(isinstance(each, Expression) for each in lists):
        return quoted("join", separator, *lists)
    parts: list[object] = []
    for part in (part for each in lists for part in each):
        parts += [separator, part]
    return joined(parts[1:])


def _format(template: Value, *values: Any) -> Value:  # noqa: ANN401 - any values
    """`%s` takes any value; other verbs need to see it."""
    if isinstance(template, str) and template.count("%") == template.count("%s") == len(values):
        pieces: list[object] = [template.split("%s")[0]]
        for value, piece in zip(values, template.split("%s")[1:], strict=True):
            pieces += [value, piece]
        return joined(pieces)
    if not all(map(is_known, (template, *values))):
        return quoted("format", template, *values)
    return functions_of_text.formatted(string(template), *values)


def _contains(items: Any, wanted: Value) -> Value:  # noqa: ANN401 - a list or an expression
    if isinstance(items, list) and any(same(settled(each), wanted) for each in items):
        return True
    return False if is_known(items) and is_known(wanted) else quoted("contains", items, wanted)


def _lookup(mapping: Any, key: Value, *default: Any) -> object:  # noqa: ANN401 - an object or an expression
    if isinstance(mapping, Expression) or isinstance(key, Expression):
        return quoted("lookup", mapping, key, *default)
    if string(key) not in mapping and not default:
        raise FailedError(f"there is no {key}")
    return mapping[string(key)] if string(key) in mapping else default[0]


def _coalesce(*values: Any) -> object:  # noqa: ANN401 - any values
    for place, value in enumerate(values):
        if isinstance(value, Expression):
            return quoted("coalesce", *values[place:]) if place + 1 < len(values) else value
        if value is not None and value != "":
            return value
    raise FailedError("coalesce: every argument is nothing")


def _all(items: Any) -> Value:  # noqa: ANN401 - a list or an expression
    return _quantified("alltrue", items, decisive=False)


def _any(items: Any) -> Value:  # noqa: ANN401 - a list or an expression
    return _quantified("anytrue", items, decisive=True)


def _quantified(name: str, items: Any, *, decisive: bool) -> Value:  # noqa: ANN401 - a list or an expression
    if isinstance(items, Expression):
        return quoted(name, items)
    if decisive in [truth(each) for each in items if not isinstance(each, Expression)]:
        return decisive
    return quoted(name, items) if not is_known(items) else not decisive


def _same(value: object) -> object:
    return value


_AWARE: Final[dict[str, Callable[..., object]]] = {
    "alltrue": _all,
    "anytrue": _any,
    "coalesce": _coalesce,
    "contains": _contains,
    "format": _format,
    "join": _join,
    "lookup": _lookup,
    "nonsensitive": _same,
    "sensitive": _same,
}
#: Need to know how many items there are, and not what they are worth.
_STRUCTURAL: Final = functions_of_collections.FUNCTIONS
#: Need to know everything.
_EXACT: Final = functions_of_text.FUNCTIONS | functions_of_numbers.FUNCTIONS
