"""Syntax tree -> HCL in one line: what is said of an expression that nobody could evaluate."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from podspec.impact.hcl import syntax
from podspec.impact.hcl.syntax import Node
from podspec.impact.hcl.values import before_a_template, text


def written(node: Node) -> str:
    """The expression as text; parsed again, it gives the same tree."""
    return _NODES[type(node)](node)


def _attribute(node: syntax.Attribute) -> str:
    return f"{_operand(node.of)}.{node.name}"


def _index(node: syntax.Index) -> str:
    return f"{_operand(node.of)}[{written(node.key)}]"


def _splat(node: syntax.Splat) -> str:
    return f"{_operand(node.of)}[*]{written(node.each)[1:]}"


def _call(node: syntax.Call) -> str:
    return f"{node.name}({_listed(node.arguments)}{'...' if node.expands else ''})"


def _sequence(node: syntax.Sequence) -> str:
    return f"[{_listed(node.items)}]"


def _object(node: syntax.Object) -> str:
    return f"{{{', '.join(f'{_key(key)} = {written(item)}' for key, item in node.items)}}}"


def _unary(node: syntax.Unary) -> str:
    return f"({node.operator}{_operand(node.operand)})"


def _binary(node: syntax.Binary) -> str:
    return f"({written(node.left)} {node.operator} {written(node.right)})"


def _conditional(node: syntax.Conditional) -> str:
    return f"({written(node.test)} ? {written(node.yes)} : {written(node.no)})"


def _loop(node: syntax.For) -> str:
    if node.joined:
        return _template(syntax.Template((node,)))
    head = f"for {_names(node)} in {written(node.collection)} :"
    tail = f" if {written(node.condition)}" if node.condition else ""
    if node.result_key is None:
        return f"[{head} {written(node.result)}{tail}]"
    more = "..." if node.grouped else ""
    return f"{{{head} {written(node.result_key)} => {written(node.result)}{more}{tail}}}"


def _template(node: syntax.Template) -> str:
    return f'"{"".join(map(_part, node.parts))}"'


def _part(part: Node) -> str:
    if isinstance(part, syntax.Literal) and isinstance(part.value, str):
        return before_a_template(part.value)
    if isinstance(part, syntax.For) and part.joined:
        parts = part.result.parts if isinstance(part.result, syntax.Template) else (part.result,)
        body = "".join(map(_part, parts))
        return f"%{{for {_names(part)} in {written(part.collection)}}}{body}%{{endfor}}"
    return f"${{{written(part)}}}"


def _names(node: syntax.For) -> str:
    return f"{node.key}, {node.value}" if node.key else node.value


def _listed(nodes: tuple[Node, ...]) -> str:
    return ", ".join(map(written, nodes))


def _operand(node: Node) -> str:
    """What a dot, a bracket or a sign follows."""
    return written(node) if isinstance(node, _OPERANDS) else f"({written(node)})"


def _key(node: Node) -> str:
    return written(node) if isinstance(node, syntax.Literal | syntax.Template) else f"({written(node)})"


# Names and what follows them; operations have brackets of their own.
_OPERANDS: Final = (
    *(syntax.Name, syntax.Attribute, syntax.Index, syntax.Call),
    *(syntax.Unary, syntax.Binary, syntax.Conditional),
)
_NODES: Final[dict[type, Callable[[Any], str]]] = {
    syntax.Literal: lambda node: text(node.value),
    syntax.Name: lambda node: str(node.name),
    syntax.Template: _template,
    syntax.Attribute: _attribute,
    syntax.Index: _index,
    syntax.Splat: _splat,
    syntax.Call: _call,
    syntax.Sequence: _sequence,
    syntax.Object: _object,
    syntax.For: _loop,
    syntax.Unary: _unary,
    syntax.Binary: _binary,
    syntax.Conditional: _conditional,
}
