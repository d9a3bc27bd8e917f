"""A spec -> the same spec with one value changed, in every way that may make a difference."""

from __future__ import annotations

from collections.abc import Iterator

from podspec.model.origin import Value
from podspec.model.policy import Defaults, Policy
from podspec.model.schema_at import Schema, arms_at
from podspec.model.source import Mapping, Node, Plain, Scalar, Sequence, locate
from podspec.pipeline.other_values import minimal, names, others
from podspec.pipeline.tree_edit import changed, renamed, substituted, without


def other_trees(tree: Mapping, value: Value) -> Iterator[Mapping]:
    """The tree of a spec once for every other value, and without it, and with another name for it."""
    path, above = value.path, value.path[:-1]
    start = _whole(changed(tree, (*above, "strategy"), value.strategy)) if value.strategy else tree
    for other in others(value.plain, arms_at(path), _around(tree, value)):
        yield _whole(changed(start, path, other))
    if locate(tree, path).depth < len(path):  # a default, of podspec or of a policy
        return
    for other_block in _other_kinds(locate(tree, above).node, arms_at(above), path[-1]):
        yield _whole(changed(tree, above, other_block))
    yield _whole(without(tree, path))
    if isinstance(path[-1], str) and any("patternProperties" in arm for arm in arms_at(above)):
        for name in names(locate(tree, above).node.plain()):  # type: ignore[arg-type] # a mapping, by its arms
            yield _whole(renamed(tree, path, name))


def other_policies(policy: Policy, value: Value) -> Iterator[Policy]:
    """A policy once for every other default in the place of one, and without it."""
    for other in (*others(value.plain, arms_at(value.path)), None):
        yield policy._replace(
            base=_substituted(policy.base, value, other),
            environments={name: _substituted(one, value, other) for name, one in policy.environments.items()},
        )


def _substituted(defaults: Defaults, value: Value, other: Plain) -> Defaults:
    if value.node is None:
        raise ValueError("only what is written can be changed there")
    return defaults._replace(tree=substituted(defaults.tree, value.node, other))


def _other_kinds(block: Node, arms: list[Schema], part: str | int) -> Iterator[Plain]:
    """The block around a value that says of which kind it is, as blocks of the other kinds, with all that fits."""
    plain = block.plain()
    for arm in arms:
        properties = arm.get("properties", {})
        if isinstance(plain, dict) and "const" in properties.get(part, {}):
            kept = {key: one for key, one in plain.items() if key in properties}
            other = minimal(arm) | kept | {str(part): properties[part]["const"]}
            if other != plain:
                yield other


def _around(tree: Mapping, value: Value) -> tuple[Plain, ...]:
    """Scalars that are written beside a value, then those of the whole spec: some decisions ask for equality."""
    return (*_scalars(locate(tree, value.path[:-1]).node), *_scalars(tree))


def _scalars(node: Node) -> Iterator[Plain]:
    if isinstance(node, Scalar):
        yield node.value
    inside = node.items if isinstance(node, Sequence) else ()
    entries = node.entries.values() if isinstance(node, Mapping) else ()
    for one in (*inside, *(entry.value for entry in entries)):
        yield from _scalars(one)


def _whole(node: Node) -> Mapping:
    if not isinstance(node, Mapping):
        raise TypeError("a spec is a mapping")
    return node
