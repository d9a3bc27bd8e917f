"""What HCL text consists of: bodies of attributes and blocks, and the expressions of the attributes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


class HclError(Exception):
    """Text that is not HCL, or that nobody could evaluate; says where.

    Attributes:
        file: path of the file, as it was given to the parser.
        line: counted from 1; 0 where no single line is to blame.
    """

    def __init__(self, message: str, file: str = "", line: int = 0) -> None:
        super().__init__(message)
        self.message, self.file, self.line = message, file, line

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line) if part)
        return f"{place}: {self.message}" if place else self.message


@dataclass(frozen=True, slots=True)
class Literal:
    """A number, a word of text without interpolation, `true`, `false` or `null`."""

    value: str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Template:
    """Text with interpolations; its parts are joined as text."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """The first word of a reference, such as `var`, or what a `for` or a splat gives a name to."""

    name: str


@dataclass(frozen=True, slots=True)
class Attribute:
    """`of.name`."""

    of: Node
    name: str


@dataclass(frozen=True, slots=True)
class Index:
    """`of[key]`."""

    of: Node
    key: Node


@dataclass(frozen=True, slots=True)
class Splat:
    """`of[*]…`; in `each` the name `*` stands for one element."""

    of: Node
    each: Node


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments; `expands` where the last one is followed by `...`."""

    name: str
    arguments: tuple[Node, ...]
    expands: bool = False


@dataclass(frozen=True, slots=True)
class Unary:
    """`!x` or `-x`."""

    operator: str
    operand: Node


@dataclass(frozen=True, slots=True)
class Binary:
    """Two operands and what stands between them."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Conditional:
    """`test ? yes : no`, also as `%{ if }` in a template."""

    test: Node
    yes: Node
    no: Node


@dataclass(frozen=True, slots=True)
class Sequence:
    """`[a, b]`."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Object:
    """`{a = b}`; a bare word as key is a Literal."""

    items: tuple[tuple[Node, Node], ...]


@dataclass(frozen=True, slots=True)
class For:
    """`[for key, value in collection : result if condition]`; with `result_key` it makes an object.

    `joined` is the `%{ for }` of a template: the results are text, one after the other.
    """

    key: str
    value: str
    collection: Node
    result_key: Node | None
    result: Node
    condition: Node | None = None
    grouped: bool = False
    joined: bool = False


Node: TypeAlias = (
    Literal
    | Template
    | Name
    | Attribute
    | Index
    | Splat
    | Call
    | Unary
    | Binary
    | Conditional
    | Sequence
    | Object
    | For
)


@dataclass(frozen=True, slots=True)
class Block:
    """`type "label" { … }`."""

    type: str
    labels: tuple[str, ...]
    body: Body


@dataclass(frozen=True, slots=True)
class Body:
    """What stands in a file or between a block's braces: attributes by name, and blocks in their order."""

    attributes: dict[str, Node]
    blocks: tuple[Block, ...]
