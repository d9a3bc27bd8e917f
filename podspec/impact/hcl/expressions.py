"""Tokens -> expression, by precedence climbing; templates are in templates.py."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from podspec.impact.hcl.cursor import Cursor
from podspec.impact.hcl.syntax import (
    Attribute,
    Binary,
    Call,
    Conditional,
    For,
    Index,
    Literal,
    Name,
    Node,
    Object,
    Sequence,
    Splat,
    Unary,
)
from podspec.impact.hcl.templates import Templates
from podspec.quoting.hcl_tokens import IDENT, NEWLINE, NUMBER, OPEN_HEREDOC, OPEN_QUOTE, STRING

# hclsyntax/spec.md, "Operations": the higher, the tighter.
PRECEDENCE: Final = {
    "||": 1,
    "&&": 2,
    "==": 3,
    "!=": 3,
    "<": 4,
    ">": 4,
    "<=": 4,
    ">=": 4,
    "+": 5,
    "-": 5,
    "*": 6,
    "/": 6,
    "%": 6,
}
ELEMENT: Final = Name("*")
_WORDS: Final = {"true": True, "false": False, "null": None}
# Digits of the longest number that is read whole: Python refuses to convert more than 4,300.
_LONGEST: Final = 300


def expression(at: Cursor) -> Node:
    """Read a whole expression.

    Raises:
        HclError: there is none.
    """
    test = _operation(at, 1)
    if not at.takes("?"):
        return test
    at.enter(ignores_newlines=at.ignores_newlines)
    yes = expression(at)
    at.take(":")
    no = expression(at)
    at.leave()
    return Conditional(test, yes, no)


def _operation(at: Cursor, lowest: int) -> Node:
    left = _operand(at)
    while (strength := PRECEDENCE.get(at.kind, 0)) >= lowest:
        operator = at.take()
        left = Binary(operator, left, _operation(at, strength + 1))
    return left


def _operand(at: Cursor) -> Node:
    if at.kind not in {"!", "-"}:
        return _steps(at, _term(at))
    operator = at.take()
    at.enter(ignores_newlines=at.ignores_newlines)
    operand = _operand(at)
    at.leave()
    return Unary(operator, operand)


def _term(at: Cursor) -> Node:
    kind = at.kind
    if kind in _TERMS:
        return _TERMS[kind](at)
    raise at.error(f"expected a value, found {at.shown}")


def _number(at: Cursor) -> Literal:
    return Literal(number(at.take()))


def number(text: str) -> int | float:
    """A number of HCL; whole ones are integers, however they are written."""
    if text.isdecimal():
        return int(text[:_LONGEST])
    value = float(text)
    return int(value) if value.is_integer() else value


def _word(at: Cursor) -> Node:
    word = at.take(IDENT)
    while at.takes("::"):
        word += "::" + at.take(IDENT)
    if at.kind == "(":
        return _call(at, word)
    return Literal(_WORDS[word]) if word in _WORDS else Name(word)


def _call(at: Cursor, name: str) -> Call:
    arguments: list[Node] = []
    expands = False
    at.enter("(", ignores_newlines=True)
    while at.kind != ")":
        arguments.append(expression(at))
        expands = at.takes("...")
        if expands or not at.takes(","):
            break
    at.leave(")")
    return Call(name, tuple(arguments), expands)


def _parenthesis(at: Cursor) -> Node:
    at.enter("(", ignores_newlines=True)
    inner = expression(at)
    at.leave(")")
    return inner


def _sequence(at: Cursor) -> Node:
    at.enter("[", ignores_newlines=True)
    if at.takes_word("for"):
        loop = _loop(at, "]")
        at.leave("]")
        return loop
    items: list[Node] = []
    while at.kind != "]":
        items.append(expression(at))
        if not at.takes(","):
            break
    at.leave("]")
    return Sequence(tuple(items))


def _object(at: Cursor) -> Node:
    at.enter("{")
    at.skip_newlines()
    if at.takes_word("for"):
        at.enter(ignores_newlines=True)
        loop = _loop(at, "}")
        at.leave("}")
        at.leave()
        return loop
    items: list[tuple[Node, Node]] = []
    while at.kind != "}":
        items.append(_item(at))
        if not at.takes(",", NEWLINE):
            break
        at.skip_newlines()
    at.leave("}")
    return Object(tuple(items))


def _item(at: Cursor) -> tuple[Node, Node]:
    is_bare = at.kind == IDENT
    key = expression(at)
    if is_bare and isinstance(key, Name):
        key = Literal(key.name)
    if not at.takes("=", ":"):
        raise at.error(f"expected `=` after the key, found {at.shown}")
    return key, expression(at)


def _loop(at: Cursor, closing: str) -> For:
    """What follows `for`, up to the closing bracket."""
    key, value, collection = loop_head(at)
    at.take(":")
    result_key, result, grouped = None, expression(at), False
    if closing == "}":
        at.take("=>")
        result_key, result = result, expression(at)
        grouped = at.takes("...")
    condition = expression(at) if at.takes_word("if") else None
    return For(key, value, collection, result_key, result, condition, grouped)


def loop_head(at: Cursor) -> tuple[str, str, Node]:
    """`key, value in collection`; the key is empty where only the value has a name."""
    key, value = "", at.take(IDENT)
    if at.takes(","):
        key, value = value, at.take(IDENT)
    if not at.takes_word("in"):
        raise at.error(f"expected `in`, found {at.shown}")
    return key, value, expression(at)


def _steps(at: Cursor, node: Node) -> Node:
    """The node with all that follows it: `.name`, `[key]`, `[*]`, `.*`, `.0`."""
    while True:
        if at.kind == ".":
            at.take()
            # An old splat reaches over attributes only; what follows is of the list.
            node = Splat(node, _attributes(at, ELEMENT)) if at.takes("*") else _attribute(at, node)
        elif at.kind == "[":
            at.enter("[", ignores_newlines=True)
            if at.takes("*"):
                at.leave("]")
                return Splat(node, _steps(at, ELEMENT))
            node = Index(node, expression(at))
            at.leave("]")
        else:
            return node


def _attributes(at: Cursor, node: Node) -> Node:
    while at.takes("."):
        node = _attribute(at, node)
    return node


def _attribute(at: Cursor, of: Node) -> Node:
    """A name after a dot, or the numbers of Terraform 0.11: `.0`, and `.0.1`, which looks like one number."""
    if at.kind != NUMBER:
        return Attribute(of, at.take(IDENT))
    for digits in at.take().split("."):
        of = Index(of, Literal(number(digits)))
    return of


_TEMPLATES: Final = Templates(expression, loop_head)
_TERMS: Final[dict[str, Callable[[Cursor], Node]]] = {
    IDENT: _word,
    NUMBER: _number,
    STRING: _TEMPLATES.plain,
    OPEN_QUOTE: _TEMPLATES.quoted,
    OPEN_HEREDOC: _TEMPLATES.heredoc,
    "(": _parenthesis,
    "[": _sequence,
    "{": _object,
}
