"""`jsonencode(…)` that cannot be evaluated before an apply -> its data, with holes where values are not known."""

from __future__ import annotations

from podspec.impact.hcl.parse import parse_expression
from podspec.impact.hcl.syntax import Call, HclError, Literal, Node, Object, Sequence
from podspec.impact.hcl.values import Expression, Value
from podspec.impact.hcl.write import written

_ENCODE = "jsonencode"


def decoded(text: str) -> Value:
    """The data that an expression encodes.

    Raises:
        ValueError: if it encodes nothing, or its keys are not known.
    """
    try:
        node = parse_expression(text)
    except HclError as error:
        raise ValueError(str(error)) from error
    if not isinstance(node, Call) or node.name != _ENCODE or len(node.arguments) != 1:
        raise ValueError("this is no call of jsonencode")
    return _data(node.arguments[0])


def _data(node: Node) -> Value:
    match node:
        case Literal(value):
            return value
        case Sequence(items):
            return [_data(item) for item in items]
        case Object(items):
            return {_key(key): _data(item) for key, item in items}
    return Expression(written(node))


def _key(node: Node) -> str:
    if not isinstance(node, Literal):
        raise ValueError("a key is not known")  # noqa: TRY004 - the data is at fault, not its type
    return str(node.value)
