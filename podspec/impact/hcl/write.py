"""Syntax tree -> HCL in one line: what is said of an expression that nobody could evaluate."""

from __future__ import annotations

from podspec.impact.hcl import syntax
from podspec.impact.hcl.syntax import Node
from podspec.impact.hcl.values import escaped, text


def written(node: Node) -> str:
    """The expression as text; parsed again, it gives the same tree."""
    match node:
        case syntax.Literal(value):
            return text(value)
        case syntax.Name(name):
            return name
        case syntax.Template():
            return _template(node)
        case syntax.Attribute(of, name):
            return f"{_operand(of)}.{name}"
        case syntax.Index(of, key):
            return f"{_operand(of)}[{written(key)}]"
        case syntax.Splat(of, each):
            return f"{_operand(of)}[*]{written(each)[1:]}"
        case syntax.Call(name, arguments, expands):
            return f"{name}({', '.join(map(written, arguments))}{'...' if expands else ''})"
        case syntax.Sequence(items):
            return f"[{', '.join(map(written, items))}]"
        case syntax.Object(items):
            return f"{{{', '.join(f'{_key(key)} = {written(item)}' for key, item in items)}}}"
        case syntax.For():
            return _template(syntax.Template((node,))) if node.joined else _loop(node)
    return _operation(node)


def _operation(node: syntax.Unary | syntax.Binary | syntax.Conditional) -> str:
    match node:
        case syntax.Unary(operator, operand):
            return f"({operator}{_operand(operand)})"
        case syntax.Binary(operator, left, right):
            return f"({written(left)} {operator} {written(right)})"
        case syntax.Conditional(test, yes, no):
            return f"({written(test)} ? {written(yes)} : {written(no)})"


def _operand(node: Node) -> str:
    """What a dot, a bracket or a sign follows."""
    simple = (syntax.Name, syntax.Attribute, syntax.Index, syntax.Call)
    shown = written(node)
    return shown if isinstance(node, simple) or shown.startswith("(") else f"({shown})"


def _key(node: Node) -> str:
    return written(node) if isinstance(node, syntax.Literal | syntax.Template) else f"({written(node)})"


def _loop(node: syntax.For) -> str:
    key = f"{node.key}, " if node.key else ""
    head = f"for {key}{node.value} in {written(node.collection)} :"
    tail = f" if {written(node.condition)}" if node.condition else ""
    if node.result_key is None:
        return f"[{head} {written(node.result)}{tail}]"
    more = "..." if node.grouped else ""
    return f"{{{head} {written(node.result_key)} => {written(node.result)}{more}{tail}}}"


def _template(node: syntax.Template) -> str:
    return f'"{"".join(map(_part, node.parts))}"'


def _part(part: Node) -> str:
    if isinstance(part, syntax.Literal) and isinstance(part.value, str):
        return escaped(part.value)
    if isinstance(part, syntax.For) and part.joined:
        key = f"{part.key}, " if part.key else ""
        return f"%{{for {key}{part.value} in {written(part.collection)}}}{_body(part.result)}%{{endfor}}"
    return f"${{{written(part)}}}"


def _body(node: Node) -> str:
    """What stands between two directives."""
    parts = node.parts if isinstance(node, syntax.Template) else (node,)
    return "".join(map(_part, parts))
