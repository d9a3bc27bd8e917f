"""Python source -> its mutants: the same source with one small mistake each, of the kinds that people make."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from copy import copy
from typing import NamedTuple


class Mutant(NamedTuple):
    """One mistake: the number of its line, what stood there, what stands there now, and the whole source."""

    number: int
    line: str
    becomes: str
    source: str


_SWAPPED: dict[type[ast.AST], ast.AST] = {
    ast.Eq: ast.NotEq(),
    ast.NotEq: ast.Eq(),
    ast.Lt: ast.LtE(),
    ast.LtE: ast.Lt(),
    ast.Gt: ast.GtE(),
    ast.GtE: ast.Gt(),
    ast.In: ast.NotIn(),
    ast.NotIn: ast.In(),
    ast.Is: ast.IsNot(),
    ast.IsNot: ast.Is(),
    ast.And: ast.Or(),
    ast.Or: ast.And(),
    ast.Add: ast.Sub(),
    ast.Sub: ast.Add(),
    ast.Mult: ast.FloorDiv(),
    ast.FloorDiv: ast.Mult(),
    ast.Mod: ast.Add(),
    ast.BitOr: ast.BitAnd(),
    ast.BitAnd: ast.BitOr(),
}


#: Functions that give the same for the same arguments in another order.
_ORDERLESS = {"min", "max"}


def mutants(source: str) -> Iterator[Mutant]:
    """Every mutant of a source, in the order of the source. Annotations, docstrings and f-strings stay."""
    data = source.encode()
    starts = [0, *(at + 1 for at, byte in enumerate(data) if byte == ord("\n"))]
    for node in _nodes(ast.parse(source)):
        for wrong, new in _mistakes(node):
            begin = starts[wrong.lineno - 1] + wrong.col_offset
            end = starts[(wrong.end_lineno or 0) - 1] + (wrong.end_col_offset or 0)
            whole = data[:begin] + new.encode() + data[end:]
            first, last = data.rfind(b"\n", 0, begin) + 1, (data + b"\n").find(b"\n", end)
            grown = last + len(whole) - len(data)
            was, now = data[first:last].decode().strip(), whole[first:grown].decode().strip()
            yield Mutant(wrong.lineno, was, now, whole.decode())


def _nodes(tree: ast.AST) -> Iterator[ast.expr | ast.stmt]:
    """Expressions and statements that run, and whose places are known: f-strings have none before Python 3.12."""
    for name, field in ast.iter_fields(tree):
        for child in field if isinstance(field, list) else [field]:
            if name in {"annotation", "returns"} or not isinstance(child, ast.AST):
                continue
            if isinstance(child, ast.JoinedStr) or _says_nothing(child):
                continue
            if isinstance(child, ast.expr | ast.stmt):
                yield child
            yield from _nodes(child)


def _says_nothing(node: ast.AST) -> bool:
    """A docstring, an import, or what only a checker of types reads."""
    if isinstance(node, ast.If):
        return ast.unparse(node.test) == "TYPE_CHECKING"
    if isinstance(node, ast.AnnAssign):
        return ast.unparse(node.annotation) == "TypeAlias"
    if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
        return ast.unparse(node.value.func) == "TypeVar"
    is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return is_text or isinstance(node, ast.Import | ast.ImportFrom)


def _mistakes(node: ast.expr | ast.stmt) -> Iterator[tuple[ast.expr | ast.stmt, str]]:
    """What may be replaced, and by what. Brackets keep it in one piece, whatever stands around it."""
    for kind, mistakes in _MISTAKES.items():
        if isinstance(node, kind):
            for wrong, new in mistakes(node):
                whole = isinstance(new, ast.stmt | ast.Constant | ast.Name | ast.Call)
                yield wrong, ast.unparse(new) if whole else f"({ast.unparse(new)})"


Wrong = Iterator[tuple[ast.AST, ast.AST]]


def _other_comparison(node: ast.Compare) -> Wrong:
    for at, operator in enumerate(node.ops):
        if type(operator) in _SWAPPED:
            yield node, _with(node, ops=[*node.ops[:at], _SWAPPED[type(operator)], *node.ops[at + 1 :]])


def _other_operator(node: ast.BoolOp | ast.BinOp) -> Wrong:
    if type(node.op) in _SWAPPED:
        yield node, _with(node, op=_SWAPPED[type(node.op)])


def _without_sign(node: ast.UnaryOp) -> Wrong:
    yield node, node.operand


def _other_constant(node: ast.Constant) -> Wrong:
    """Another truth, the next number, or no text."""
    value = node.value
    if isinstance(value, bool):
        yield node, ast.Constant(not value)
    elif isinstance(value, int):
        yield node, ast.Constant(value + 1)
    elif isinstance(value, str | bytes) and value:
        yield node, ast.Constant(value[:0])


def _nothing(node: ast.Return) -> Wrong:
    """Instead of False it means the same to whoever asks for a truth, and True is a mutant already."""
    if node.value is not None and ast.unparse(node.value) not in {"None", "False"}:
        yield node, _with(node, value=ast.Constant(None))


def _the_opposite(node: ast.If | ast.IfExp | ast.While) -> Wrong:
    """Of what no other mistake turns around."""
    if not isinstance(node.test, ast.Compare | ast.BoolOp | ast.UnaryOp):
        yield node.test, ast.UnaryOp(ast.Not(), node.test)


def _swapped(node: ast.Call) -> Wrong:
    """The first two arguments, if they are two, and if it matters which is which."""
    first_two = node.args[:2]
    is_certain = not any(isinstance(one, ast.Starred) for one in first_two)
    matters = ast.unparse(node.func) not in _ORDERLESS
    if is_certain and matters and len({ast.unparse(one) for one in first_two}) > 1:
        yield node, _with(node, args=[*reversed(first_two), *node.args[2:]])


def _left_out(node: ast.stmt) -> Wrong:
    yield node, ast.Pass()


def _on(node: ast.Break) -> Wrong:
    yield node, ast.Continue()


def _off(node: ast.Continue) -> Wrong:
    yield node, ast.Break()


_MISTAKES: dict[type[ast.AST], Callable[..., Iterator[tuple[ast.expr | ast.stmt, ast.AST]]]] = {
    ast.Compare: _other_comparison,
    ast.BoolOp: _other_operator,
    ast.BinOp: _other_operator,
    ast.UnaryOp: _without_sign,
    ast.Constant: _other_constant,
    ast.Return: _nothing,
    ast.If: _the_opposite,
    ast.IfExp: _the_opposite,
    ast.While: _the_opposite,
    ast.Call: _swapped,
    ast.Expr: _left_out,
    ast.AugAssign: _left_out,
    ast.Raise: _left_out,
    ast.Break: _on,
    ast.Continue: _off,
}


def _with(node: ast.AST, **fields: object) -> ast.AST:
    """A copy with other fields."""
    made = copy(node)
    for name, value in fields.items():
        setattr(made, name, value)
    return made
