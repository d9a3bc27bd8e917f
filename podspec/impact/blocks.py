"""What a block sets: its attributes, and its nested blocks as lists of the same, `dynamic` ones written out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from podspec.impact.hcl.evaluate import Scope, evaluate_or_quote, loose_or_quoted, pairs
from podspec.impact.hcl.syntax import Block, Body, Name, Node
from podspec.impact.hcl.values import Expression, FailedError, Names, Value, text, unknown

#: What Terraform keeps for itself in a `resource` or `data` block.
META: Final = frozenset({"count", "depends_on", "for_each", "lifecycle", "provider", "connection", "provisioner"})


def attributes_of(body: Body, scope: Scope) -> dict[str, Value]:
    """Every attribute that the body sets; one that is null is not set."""
    values = {name: evaluate_or_quote(node, scope) for name, node in body.attributes.items() if name not in META}
    blocks: dict[str, list[Value]] = {}
    for block in body.blocks:
        if block.type not in META:
            blocks.setdefault(kind_of(block), []).extend(written_out(block, scope))
    return {name: value for name, value in (values | blocks).items() if value is not None and value != []}


def kind_of(block: Block) -> str:
    """The type of nested block that a block stands for."""
    return block.labels[0] if block.type == "dynamic" and block.labels else block.type


def written_out(block: Block, scope: Scope) -> Iterator[Value]:
    """The block; in place of a `dynamic` one, as many as it makes."""
    if block.type == "dynamic":
        yield from _dynamic(block, scope)
    else:
        yield dict(attributes_of(block.body, scope))


def _dynamic(block: Block, scope: Scope) -> Iterator[Value]:
    for_each, content = block.body.attributes.get("for_each"), _content(block)
    if for_each is None or content is None:
        return
    name = _iterator(block)
    collection = loose_or_quoted(for_each, scope)
    try:
        for key, value in pairs(collection):
            yield dict(attributes_of(content, scope.binding({name: _element(key, value, collection)})))
    except FailedError:
        # How many blocks there will be is not known: one of them stands for all.
        each = {part: Expression(f"{name}.{part}") for part in ("key", "value")}
        made = attributes_of(content, scope.binding({name: Names(each.__getitem__)}))
        known = evaluate_or_quote(for_each, scope)
        yield unknown(f"[for {name} in {text(known)} : {text(made)}]", known, made)


def _element(key: object, value: object, collection: object) -> Names:
    parts = {"key": value if isinstance(collection, list) and not isinstance(value, dict | list) else key}
    parts["value"] = value
    return Names(parts.__getitem__)


def _content(block: Block) -> Body | None:
    return next((inner.body for inner in block.body.blocks if inner.type == "content"), None)


def _iterator(block: Block) -> str:
    given: Node | None = block.body.attributes.get("iterator")
    return given.name if isinstance(given, Name) else kind_of(block)
