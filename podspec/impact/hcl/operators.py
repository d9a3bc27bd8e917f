"""What operators make of values, and of expressions whose values are not known yet."""

from __future__ import annotations

import operator
from collections.abc import Callable
from decimal import Decimal, DecimalException
from typing import Final

from podspec.impact.hcl.values import Expression, FailedError, Value, is_known, same, text, unknown


def unary(sign: str, operand: Value) -> Value:
    """`!x` and `-x`.

    Raises:
        FailedError: the operand is of another type.
    """
    if isinstance(operand, Expression):
        return unknown(f"({sign}{operand.text})", operand)
    return not truth(operand) if sign == "!" else _number(-decimal(operand))


def binary(sign: str, left: Value, right: Value) -> Value:
    """Two operands and the operator between them; `&&` and `||` know their result where one side decides it.

    Raises:
        FailedError: an operand is of another type, or something is divided by zero.
    """
    if sign in _EQUALITY:
        return _equality(sign, left, right)
    if sign in _LOGIC:
        return _logic(sign, left, right)
    if isinstance(left, Expression) or isinstance(right, Expression):
        return _unknown(sign, left, right)
    try:
        result = _ARITHMETIC[sign](decimal(left), decimal(right))
    except DecimalException:
        raise FailedError("this cannot be computed") from None
    return result if isinstance(result, bool) else _number(result)


def truth(value: object) -> bool:
    """A value as a condition.

    Raises:
        FailedError: it is none.
    """
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value in {"true", "false"}:
        return value == "true"
    raise FailedError("this is neither true nor false")


def decimal(value: object) -> Decimal:
    """A value as a number. Decimals, so that 0.1 + 0.2 is 0.3 as in Terraform.

    Raises:
        FailedError: it is none.
    """
    try:
        if isinstance(value, int | float | str) and not isinstance(value, bool):
            return Decimal(str(value))
    except DecimalException:
        pass
    raise FailedError("this is no number")


def _number(result: Decimal) -> int | float:
    if not result.is_finite():
        raise FailedError("this is no finite number")
    return int(result) if result == result.to_integral_value() else float(result)


def _equality(sign: str, left: Value, right: Value) -> Value:
    if same(left, right):
        return sign == "=="
    if (is_known(left) and is_known(right)) or _differs_in_kind(left, right):
        return sign == "!="
    return _unknown(sign, left, right)


def _differs_in_kind(left: Value, right: Value) -> bool:
    """Whether one is nothing and the other one is something, or they are a list and an object."""
    if isinstance(left, Expression) or isinstance(right, Expression):
        return False
    return type(left) is not type(right)


def _logic(sign: str, left: Value, right: Value) -> Value:
    decides = sign == "||"
    known = [truth(side) for side in (left, right) if not isinstance(side, Expression)]
    if decides in known:
        return decides
    return _unknown(sign, left, right) if len(known) < len((left, right)) else not decides


def _unknown(sign: str, left: Value, right: Value) -> Expression:
    return unknown(f"({text(left)} {sign} {text(right)})", left, right)


_EQUALITY: Final = frozenset({"==", "!="})
_LOGIC: Final = frozenset({"&&", "||"})
_ARITHMETIC: Final[dict[str, Callable[[Decimal, Decimal], Decimal | bool]]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "%": operator.mod,
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
}
