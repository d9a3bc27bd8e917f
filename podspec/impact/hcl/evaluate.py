"""Expression -> value. What depends on something unknown becomes an Expression of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from podspec.impact.hcl import syntax
from podspec.impact.hcl.functions import call
from podspec.impact.hcl.operators import binary, truth, unary
from podspec.impact.hcl.syntax import Node
from podspec.impact.hcl.values import (
    Expression,
    FailedError,
    Known,
    Names,
    Value,
    is_known,
    joined,
    settled,
    string,
    text,
    unknown,
)
from podspec.impact.hcl.write import written


def _no_file(path: str) -> Any:  # noqa: ANN401 - never returns
    raise FailedError(f"there is no file {path}")


class Scope(NamedTuple):
    """What names mean in one place.

    Attributes:
        root: the value of a name that is bound nowhere nearer: `var`, `local`, a type of resources.
        bound: names of the place itself: `each`, `count`, what a `for` goes through.
        read: the content of a file, by its path as the text gives it.
        files: paths of all files below a folder.
    """

    root: Callable[[str], object]
    bound: Mapping[str, object] = {}
    read: Callable[[str], bytes] = _no_file
    files: Callable[[str], Iterable[str]] = _no_file

    def binding(self, names: Mapping[str, object]) -> Scope:
        """The scope with more names."""
        return self._replace(bound={**self.bound, **names})


def evaluate(node: Node, scope: Scope) -> Value:
    """The value of an expression.

    Raises:
        FailedError: Terraform would refuse it.
    """
    return settled(_value(node, scope))


def evaluate_or_quote(node: Node, scope: Scope) -> Value:
    """The value of an expression; where Terraform would refuse it, or nobody here can follow it, its text."""
    try:
        return evaluate(node, scope)
    except (FailedError, RecursionError):
        return Expression(written(node))


def loose_or_quoted(node: Node, scope: Scope) -> Any:  # noqa: ANN401 - any of Value, Known and Names
    """The same, but resources in it can still be asked for their attributes."""
    try:
        return _value(node, scope)
    except (FailedError, RecursionError):
        return Expression(written(node))


def _value(node: Node, scope: Scope) -> Any:  # noqa: ANN401 - any of Value, Known and Names
    return _NODES[type(node)](node, scope)


def _name(node: syntax.Name, scope: Scope) -> object:
    return scope.bound[node.name] if node.name in scope.bound else scope.root(node.name)


def _attribute(node: syntax.Attribute, scope: Scope) -> object:
    return member(_value(node.of, scope), node.name)


def member(of: object, name: str) -> object:
    """`of.name`.

    Raises:
        FailedError: there is no such member.
    """
    if isinstance(of, Names | Known):
        return of.get(name)
    if isinstance(of, Expression):
        return Expression(f"{of.text}.{name}", of.references)
    if isinstance(of, dict) and name in of:
        return of[name]
    raise FailedError(f"there is no {name}")


def _index(node: syntax.Index, scope: Scope) -> object:
    return item(_value(node.of, scope), _value(node.key, scope))


def item(of: Any, key: Any) -> object:  # noqa: ANN401 - any of Value, Known and Names
    """`of[key]`.

    Raises:
        FailedError: there is no such item.
    """
    if isinstance(of, Names | Known) and isinstance(key, str):
        return of.get(key)
    if isinstance(of, Expression) or isinstance(key, Expression):
        return unknown(f"{text(settled(of))}[{text(key)}]", of, key)
    try:
        return of[string(key)] if isinstance(of, dict) else of[int(string(key))]
    except (LookupError, TypeError, ValueError):
        raise FailedError(f"there is no item {text(settled(key))}") from None


def _splat(node: syntax.Splat, scope: Scope) -> object:
    of = _value(node.of, scope)
    if isinstance(of, list):
        return [_value(node.each, scope.binding({"*": element})) for element in of]
    if of is None:
        return []
    if isinstance(of, Expression) and not isinstance(of, Known):
        return _value(node.each, scope.binding({"*": Expression(f"{of.text}[*]", of.references)}))
    return [_value(node.each, scope.binding({"*": of}))]


def _template(node: syntax.Template, scope: Scope) -> object:
    if len(node.parts) == 1:
        return _value(node.parts[0], scope)
    return joined(settled(_value(part, scope)) for part in node.parts)


def _sequence(node: syntax.Sequence, scope: Scope) -> object:
    return [_value(each, scope) for each in node.items]


def _object(node: syntax.Object, scope: Scope) -> object:
    items = [(_value(key, scope), _value(value, scope)) for key, value in node.items]
    if any(isinstance(key, Expression) for key, _ in items):
        shown = ", ".join(f"({text(settled(key))}) = {text(settled(value))}" for key, value in items)
        return unknown(f"{{{shown}}}", *(part for pair in items for part in pair))
    return {string(key): value for key, value in items}


def _conditional(node: syntax.Conditional, scope: Scope) -> object:
    test = _value(node.test, scope)
    if not isinstance(test, Expression):
        return _value(node.yes if truth(test) else node.no, scope)
    yes, no = evaluate_or_quote(node.yes, scope), evaluate_or_quote(node.no, scope)
    if text(yes) == text(no):
        return yes
    return unknown(f"({test.text} ? {text(yes)} : {text(no)})", test, yes, no)


def _unary(node: syntax.Unary, scope: Scope) -> object:
    return unary(node.operator, settled(_value(node.operand, scope)))


def _binary(node: syntax.Binary, scope: Scope) -> object:
    left = settled(_value(node.left, scope))
    if node.operator in {"&&", "||"} and left is (node.operator == "||"):
        return left  # the other side may not even make sense then
    return binary(node.operator, left, settled(_value(node.right, scope)))


def _call(node: syntax.Call, scope: Scope) -> object:
    if node.name in {"try", "can"}:
        return _attempt(node, scope)
    arguments = [_value(argument, scope) for argument in node.arguments]
    if node.expands:
        last = arguments.pop()
        if isinstance(last, Expression):
            return unknown(
                f"{node.name}({', '.join(map(text, map(settled, [*arguments, last])))}...)", *arguments, last
            )
        arguments += last
    return call(node.name, arguments, scope)


def _attempt(node: syntax.Call, scope: Scope) -> object:
    """`try`: the first argument that makes sense; `can`: whether there is one."""
    for argument in node.arguments:
        try:
            value = settled(_value(argument, scope))
        except FailedError:
            continue
        if node.name == "try":
            return value
        return True if is_known(value) else unknown(f"can({text(value)})", value)
    if node.name == "can":
        return False
    raise FailedError("nothing of this makes sense")


def _for(node: syntax.For, scope: Scope) -> object:
    collection = _value(node.collection, scope)
    if isinstance(collection, Expression):
        return _quoted_loop(node, scope, collection)
    results: list[tuple[Any, Any]] = []
    for key, value in pairs(collection):
        inner = scope.binding({node.value: value} | ({node.key: key} if node.key else {}))
        wanted = _value(node.condition, inner) if node.condition else True
        if isinstance(wanted, Expression):
            return _quoted_loop(node, scope, settled(collection))
        if truth(wanted):
            results.append(
                (_value(node.result_key, inner) if node.result_key else None, _value(node.result, inner))
            )
    return _collected(node, results, scope, collection)


def _collected(node: syntax.For, results: list[tuple[Any, Any]], scope: Scope, collection: object) -> object:
    if node.joined:
        return joined(settled(result) for _, result in results)
    if node.result_key is None:
        return [result for _, result in results]
    if any(isinstance(key, Expression) for key, _ in results):
        return _quoted_loop(node, scope, settled(collection))
    if not node.grouped:
        return {string(key): result for key, result in results}
    groups: dict[str, list[Any]] = {}
    for key, result in results:
        groups.setdefault(string(key), []).append(result)
    return groups


def pairs(collection: object) -> Iterator[tuple[Any, Any]]:
    """Keys and values of a collection in the order in which Terraform goes through it.

    Raises:
        FailedError: it is no collection.
    """
    if isinstance(collection, Names) and collection.all:
        yield from ((name, collection.get(name)) for name in sorted(collection.all()))
    elif isinstance(collection, dict):
        yield from sorted(collection.items())
    elif isinstance(collection, list):
        yield from enumerate(collection)
    else:
        raise FailedError("this is nothing to go through")


def _quoted_loop(node: syntax.For, scope: Scope, collection: Value) -> Expression:
    """The loop as text, in which its own names stay and all others are values."""
    inner = scope.binding({name: Expression(name) for name in (node.key, node.value) if name})
    clauses = (node.result_key, node.result, node.condition)
    key, result, condition = (each and evaluate_or_quote(each, inner) for each in clauses)
    head = f"for {', '.join(filter(None, (node.key, node.value)))} in {text(collection)} : "
    made = f"{text(key)} => {text(result)}" if node.result_key else text(result)
    tail = f" if {text(condition)}" if node.condition else ""
    opening, closing = "{}" if node.result_key else "[]"
    return unknown(f"{opening}{head}{made}{tail}{closing}", collection, key, result, condition)


_NODES: Final[dict[type, Callable[[Any, Scope], object]]] = {
    syntax.Literal: lambda node, _: node.value,
    syntax.Name: _name,
    syntax.Attribute: _attribute,
    syntax.Index: _index,
    syntax.Splat: _splat,
    syntax.Template: _template,
    syntax.Sequence: _sequence,
    syntax.Object: _object,
    syntax.Conditional: _conditional,
    syntax.Unary: _unary,
    syntax.Binary: _binary,
    syntax.Call: _call,
    syntax.For: _for,
}
