"""A tree -> the same tree with one thing changed. The old one stays as it is; what did not change is shared."""

from __future__ import annotations

from podspec.model.source import Entry, Mapping, Node, Path, Plain, Scalar, Sequence, Span

_NOWHERE = Span(0, 0, 0, 0)


def changed(node: Node, path: Path, value: Plain) -> Node:
    """`node` with another value at `path`; blocks that lead there are made where there are none."""
    if not path:
        return node_of(value)
    part, rest = path[0], path[1:]
    if isinstance(node, Sequence) and isinstance(part, int):
        items = [*node.items[:part], changed(node.items[part], rest, value), *node.items[part + 1 :]]
        return Sequence(node.span, items, node.file)
    entries = dict(node.entries) if isinstance(node, Mapping) else {}
    part = str(part)
    key = entries[part].key if part in entries else _key(part)
    below = entries[part].value if part in entries else node_of({})
    entries[part] = Entry(key, changed(below, rest, value))
    return Mapping(node.span, entries, node.file)


def without(node: Node, path: Path) -> Node:
    """`node` without what stands at `path`, which must be there."""
    part, rest = path[0], path[1:]
    if isinstance(node, Sequence) and isinstance(part, int):
        left = [without(node.items[part], rest)] if rest else []
        return Sequence(node.span, [*node.items[:part], *left, *node.items[part + 1 :]], node.file)
    if not isinstance(node, Mapping) or not isinstance(part, str):
        raise KeyError(part)
    entries = dict(node.entries)
    if rest:
        entries[part] = Entry(entries[part].key, without(entries[part].value, rest))
    else:
        del entries[part]
    return Mapping(node.span, entries, node.file)


def renamed(node: Node, path: Path, name: str) -> Node:
    """`node` with another name for the entry at `path`, which keeps its turn."""
    if not isinstance(node, Mapping) or not isinstance(path[0], str):
        raise KeyError(path[0])
    entries = {}
    for key, entry in node.entries.items():
        if key != path[0]:
            entries[key] = entry
        elif path[1:]:
            entries[key] = Entry(entry.key, renamed(entry.value, path[1:], name))
        else:
            entries[name] = Entry(_key(name), entry.value)
    return Mapping(node.span, entries, node.file)


def substituted(tree: Mapping, old: Node, value: Plain) -> Mapping:
    """`tree` with another value for every entry that was written where `old` was; None takes the entry away."""
    entries = {}
    for key, entry in tree.entries.items():
        if (entry.value.file, entry.value.span) == (old.file, old.span):
            if value is not None:
                entries[key] = Entry(entry.key, node_of(value))
        elif isinstance(entry.value, Mapping):
            entries[key] = Entry(entry.key, substituted(entry.value, old, value))
        else:
            entries[key] = entry
    return Mapping(tree.span, entries, tree.file)


def node_of(value: Plain) -> Node:
    """A value as a tree that stands nowhere."""
    if isinstance(value, dict):
        return Mapping(_NOWHERE, {key: Entry(_key(key), node_of(one)) for key, one in value.items()})
    if isinstance(value, tuple):
        return Sequence(_NOWHERE, [node_of(one) for one in value])
    return Scalar(_NOWHERE, value, str(value), quoted=isinstance(value, str))


def _key(name: str) -> Scalar:
    return Scalar(_NOWHERE, name, name, quoted=True)
