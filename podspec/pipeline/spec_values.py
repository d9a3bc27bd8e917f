"""A compiled spec -> every value that decides its output: what is written, and the defaults of the rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from podspec.model.environment import OVERLAID, Resolved
from podspec.model.origin import Value
from podspec.model.source import Mapping, Node, Path, Plain, Sequence, Span, locate
from podspec.model.spec import Spec
from podspec.pipeline.other_values import frozen
from podspec.pipeline.resolve import changes_strategy

#: A block of the spec that holds one block for each environment, in which overlays stand.
_ENVIRONMENTS = "environments"
#: Where in a path the key of such a block stands, behind that word and the environment's name.
_KEY = 2


def spec_values(spec: Spec, tree: Mapping, resolved: tuple[Resolved, ...]) -> tuple[Value, ...]:
    """Every value of a spec: written ones in the order of the file, blocks and lists among them; then defaults."""
    whole = frozen(spec.model_dump(mode="json", by_alias=True))
    written = tuple(_written(tree, tree, ()))
    base = [one for one in _defaults(whole, tree, ()) if not _is_overlay(one.path)]
    known = {one.path for one in base}
    ruled = [one for each in resolved for one in _of_policy(each, tree)]
    own = [one for each in resolved for one in _own_defaults(each, tree, known)]
    return (*written, *ruled, *base, *own)


def standing_at(values: tuple[Value, ...], file: str, line: int, column: int | None = None) -> tuple[Value, ...]:
    """The values that are written on a line of a file, or at one column of it: single ones, without their blocks.

    If the line has none of its own, the innermost block around it.
    """
    here = [one for one in values if one.node and one.node.file == file]
    on_line = [one for one in here if _start(one).line == line]
    at_column = [one for one in on_line if column is None or _holds(one, line, column)]
    found = at_column or on_line or sorted((one for one in here if _holds(one, line, 1)), key=_start)[-1:]
    return tuple(one for one in found if not any(_is_inside(other, one) for other in found))


def _start(value: Value) -> Span:
    return value.key or (value.node.span if value.node else Span(0, 0, 0, 0))


def _holds(value: Value, line: int, column: int) -> bool:
    start, end = _start(value), value.node.span if value.node else _start(value)
    return (start.line, start.column) <= (line, column) < (end.end_line, end.end_column)


def _is_inside(one: Value, other: Value) -> bool:
    return len(one.path) > len(other.path) and one.path[: len(other.path)] == other.path


def as_seen(path: Path, environments: tuple[str, ...]) -> tuple[Path, ...]:
    """The paths at which components may read a value of the spec: in the spec itself, and in each environment."""
    if path[:1] == (_ENVIRONMENTS,) and len(path) > 1:
        return (path, path[1:])
    return (path, *((name, *path) for name in environments))


def overlaid(path: Path) -> Path | None:
    """The path in the base of a value that stands in an overlay; None for any other value."""
    return path[_KEY:] if _is_overlay(path) else None


def _is_overlay(path: Path) -> bool:
    return path[:1] == (_ENVIRONMENTS,) and len(path) > _KEY and path[_KEY] in OVERLAID


def _written(root: Mapping, node: Node, path: Path, key: Span | None = None) -> Iterator[Value]:
    if path:
        yield Value(path, node, key, node.plain(), _hidden(root, path))
    if isinstance(node, Mapping):
        for name, entry in node.entries.items():
            yield from _written(root, entry.value, (*path, name), entry.key.span)
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            yield from _written(root, item, (*path, index))


def _of_policy(one: Resolved, tree: Mapping) -> Iterator[Value]:
    """What a policy says of one environment alone: that stands in no place of the spec."""
    name = one.environment.name
    for value in _written(one.tree, one.tree, ()):
        path = (_ENVIRONMENTS, name, *value.path)
        node = value.node
        is_leaf = not isinstance(node, Mapping)  # merging makes blocks anew
        if node and is_leaf and node.file not in {"", tree.file} and not _has(tree, (value.path, path), node):
            yield Value(path, node, value.key, value.plain)


def _has(tree: Mapping, paths: tuple[Path, ...], node: Node) -> bool:
    return any(locate(tree, path).node is node for path in paths)


def _hidden(root: Mapping, path: Path) -> Node | None:
    base = overlaid(path)
    found = locate(root, base) if base else None
    return found.node if base and found and found.depth == len(base) else None


def _defaults(value: Plain, tree: Mapping, path: Path, strategy: Plain = None) -> Iterator[Value]:
    """What a filled-in block has and its tree lacks: of a block that is not written each field by itself, too."""
    if path and locate(tree, path).depth < len(path):
        yield Value(path, plain=value, strategy=strategy)
    for part, inside in _inside(value):
        yield from _defaults(
            inside, tree, (*path, part), value.get("strategy") if isinstance(value, dict) else None
        )


def _inside(value: Plain) -> Iterator[tuple[str | int, Plain]]:
    if isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, tuple):
        yield from enumerate(value)


def _own_defaults(one: Resolved, tree: Mapping, known: set[Path]) -> Iterator[Value]:
    """Defaults that hold in one environment alone: of blocks that only its overlay gives, or gives anew."""
    filled = frozen(one.environment.model_dump(mode="json", by_alias=True))
    for value in _defaults(filled, one.tree, ()):
        path = (_ENVIRONMENTS, one.environment.name, *value.path)
        if path not in known and (value.path not in known or _is_given_anew(tree, path)):
            yield replace(value, path=path)


def _is_given_anew(tree: Mapping, path: Path) -> bool:
    """True if a path leads into a block of an overlay that the base's is not merged into: another strategy's."""
    overlay, base = locate(tree, path[:-1]), locate(tree, path[_KEY:-1])
    if not isinstance(overlay.node, Mapping) or overlay.depth < len(path[:-1]):
        return False
    written = base.node if base.depth == len(path[_KEY:-1]) else None
    return changes_strategy(written if isinstance(written, Mapping) else Mapping(overlay.value, {}), overlay.node)
