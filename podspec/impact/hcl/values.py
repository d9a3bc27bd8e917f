"""What expressions are worth: plain data, and for what nobody knows before an apply, the expression itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Final, NamedTuple, TypeAlias

Plain: TypeAlias = "bool | int | float | str | None"
Value: TypeAlias = "Plain | list[Value] | dict[str, Value] | Expression"

_WORD: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_SPECIAL: Final = re.compile(r'["\\\n\r\t]|[$%](?=\{)')
_EDGE: Final = re.compile(r"[$%]\Z")
_ESCAPES: Final = {
    '"': '\\"',
    "\\": "\\\\",
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
    "$": "$$",
    "%": "%%",
}


class FailedError(Exception):
    """An expression that Terraform would refuse, as it stands: `try` and `can` wait for it."""


class Reference(NamedTuple):
    """An attribute of a resource, a data source or a variable, by the address of its holder."""

    address: str
    attribute: str


class Expression:
    """What cannot be known before an apply.

    Two of them are equal if their texts are: what they refer to is named in full from the root module.

    Attributes:
        text: the expression in HCL, such as `module.lambda.aws_iam_role.this.arn`; template text begins with a
            quotation mark.
        references: what its value depends on.
    """

    __slots__ = ("references", "text")

    def __init__(self, text: str, references: Iterable[Reference] = ()) -> None:
        self.text = text
        self.references = tuple(sorted(set(references)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Expression) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)

    def __repr__(self) -> str:
        return f"Expression({self.text!r})"


class Known(Expression):
    """A resource, of which some attributes can be told: those that its block sets."""

    __slots__ = ("get",)

    def __init__(self, text: str, references: Iterable[Reference], get: Callable[[str], Value]) -> None:
        super().__init__(text, references)
        self.get = get


class Names:
    """What a first word such as `var` or `module` stands for: no value by itself, but its members are.

    Attributes:
        get: the value of a member.
        all: the names of all members, where the whole is a value, too: the outputs of a module.
    """

    __slots__ = ("all", "get")

    def __init__(self, get: Callable[[str], object], names: Callable[[], Iterable[str]] | None = None) -> None:
        self.get, self.all = get, names


def settled(value: object) -> Value:
    """A value without anything that is still to be looked up."""
    if isinstance(value, Names):
        if value.all is None:
            raise FailedError("this word is no value by itself")
        return {name: settled(value.get(name)) for name in value.all()}
    if isinstance(value, list):
        return [settled(item) for item in value]
    if isinstance(value, dict):
        return {key: settled(item) for key, item in value.items()}
    if isinstance(value, Known):
        return Expression(value.text, value.references)
    if value is None or isinstance(value, bool | int | float | str | Expression):
        return value
    raise TypeError(f"{type(value)} is no value of HCL")


def references(value: object) -> Iterator[Reference]:
    """All that a value depends on, at any depth."""
    if isinstance(value, Expression):
        yield from value.references
    elif isinstance(value, list):
        for item in value:
            yield from references(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from references(item)


def is_known(value: object) -> bool:
    """Whether nothing in a value has to wait for an apply."""
    if isinstance(value, list):
        return all(map(is_known, value))
    if isinstance(value, dict):
        return all(map(is_known, value.values()))
    return not isinstance(value, Expression | Names)


def same(left: object, right: object) -> bool:
    """Whether two values are one: in HCL `true` is not 1, and `1` is not "1"."""
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(same(left[key], right[key]) for key in left)
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    return left == right


def unknown(text: str, *parts: object) -> Expression:
    """An expression that depends on all that its parts depend on."""
    return Expression(text, (reference for part in parts for reference in references(part)))


def string(value: object) -> str:
    """A primitive value as text, as Terraform's `tostring` gives it.

    Raises:
        FailedError: it is no primitive, or nothing.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f")
    if isinstance(value, str | int):
        return str(value)
    raise FailedError("this is no text, number or bool")


def text(value: object) -> str:
    """A value as HCL in one line; the same for equal values."""
    if isinstance(value, Expression):
        return value.text
    if isinstance(value, str):
        return f'"{escaped(value)}"'
    if isinstance(value, list):
        return f"[{', '.join(map(text, value))}]"
    if isinstance(value, dict):
        items = ", ".join(f"{key_text(key)} = {text(item)}" for key, item in sorted(value.items()))
        return f"{{{items}}}"
    return "null" if value is None else string(value)


def key_text(key: str) -> str:
    """The key of an object as it stands before the equals sign."""
    return key if _WORD.fullmatch(key) and key != "for" else f'"{escaped(key)}"'


def escaped(value: str) -> str:
    """Text as it stands between quotation marks."""
    return _SPECIAL.sub(lambda match: _ESCAPES[match[0]], value)


def joined(parts: Iterable[object]) -> Value:
    """Primitive values and expressions as one text; an expression where any of them is one.

    Raises:
        FailedError: one of them is nothing, a list or an object.
    """
    parts = list(parts)
    if not any(isinstance(part, Expression) for part in parts):
        return "".join(map(string, parts))
    pieces = [part.text if isinstance(part, Expression) else string(part) for part in parts]
    quoted = [_inside(part, piece) for part, piece in zip(parts, pieces, strict=True)]
    return unknown(f'"{"".join(quoted)}"', *parts)


def _inside(part: object, piece: str) -> str:
    """What a part looks like between quotation marks; templates in templates are one template."""
    if not isinstance(part, Expression):
        return before_a_template(piece)
    return piece[1:-1] if piece.startswith('"') else f"${{{piece}}}"


def before_a_template(value: str) -> str:
    """Text as it stands between quotation marks, where an interpolation may follow it."""
    # A dollar sign would make the interpolation's own one an escape.
    return _EDGE.sub(lambda match: f"\\u{ord(match[0]):04x}", escaped(value))
