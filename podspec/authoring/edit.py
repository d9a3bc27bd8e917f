"""Sets and takes away single values of a spec, in its text: every byte that is not the value's own stays as it is.

Values that are mappings or lists on both sides are edited inside, down to what really differs, so that comments
between their entries stay. Each edit is read back, and refused if it says anything else than it should.
"""

from __future__ import annotations

from itertools import takewhile

from podspec.authoring import block, flow
from podspec.authoring.document import Document, LayoutError, Splice
from podspec.authoring.expected import is_same, said, with_value, without_value
from podspec.authoring.written import entry, is_plain, key
from podspec.authoring.written import flow as in_one_line
from podspec.model.schema_at import arms_at
from podspec.model.source import Entry, Mapping, Node, Path, Plain, Scalar, Sequence, Span, child

_NOWHERE = Span(1, 1, 1, 1)


def put(document: Document, path: Path, value: Node) -> Document:
    """The document with another value at a path; what is missing on the way is made.

    An index right behind a list's end appends to it.

    Raises:
        LayoutError: if the text cannot be edited there.
    """
    expected = with_value(document.tree.plain(), path, value.plain())
    return _proven(_put(document, path, value), expected, document, path)


def take(document: Document, path: Path, *, with_comments: bool = False) -> Document:
    """The document without what stands at a path, which is there; also without the comment right above, if asked.

    Raises:
        LayoutError: if the text cannot be edited there.
    """
    expected = without_value(document.tree.plain(), path)
    return _proven(_take(document, path, with_comments=with_comments), expected, document, path)


def way(root: Node, path: Path) -> list[Node]:
    """The nodes that a path leads through, from the root on, as far as they are there."""
    found = [root]
    for part in path:
        below = child(found[-1], part)
        if below is None:
            break
        found.append(below[1])
    return found


# -- one edit ----------------------------------------------------------------------------------------------


def _put(document: Document, path: Path, value: Node) -> Document:
    there = way(document.tree, path)
    if len(there) <= len(path):
        return _added(document, path, value)
    old = there[-1]
    if is_same(old.plain(), value.plain()):
        return document
    if isinstance(old, Mapping) and isinstance(value, Mapping) and old.entries and value.entries:
        return _entries(document, path, old, value)
    if isinstance(old, Sequence) and isinstance(value, Sequence) and old.items and value.items:
        return _items(document, path, old, value)
    return _replaced(document, path, value)


def _entries(document: Document, path: Path, old: Mapping, new: Mapping) -> Document:
    """Edit what differs between two mappings, and nothing else."""
    for name, one in new.entries.items():
        document = _put(document, (*path, name), one.value)
    for name in old.entries:
        if name not in new.entries:
            document = _take(document, (*path, name))
    return document


def _items(document: Document, path: Path, old: Sequence, new: Sequence) -> Document:
    """Edit what differs between two lists: what they begin and end with alike stays."""
    ours, theirs = [said(one.plain()) for one in old.items], [said(one.plain()) for one in new.items]
    start = _alike(ours, theirs)
    end = _alike(ours[start:][::-1], theirs[start:][::-1])
    changed, wanted = len(ours) - start - end, new.items[start : len(theirs) - end]
    for number, one in enumerate(wanted, start=start):
        is_new = number >= start + changed
        document = _inserted(document, path, number, one) if is_new else _put(document, (*path, number), one)
    for number in reversed(range(start + len(wanted), start + changed)):
        document = _take(document, (*path, number))
    return document


def _alike(one: list[str], other: list[str]) -> int:
    """How many entries two lists begin with alike."""
    return len(list(takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))))


def _replaced(document: Document, path: Path, value: Node) -> Document:
    """Another value where there is one, whole."""
    there = way(document.tree, path)
    old, start, end = there[-1], document.start(there[-1]), document.end(there[-1])
    if isinstance(old, Scalar) or document.is_flow(old):
        inside = any(document.is_flow(one) for one in there[:-1])
        like = _quotes(old, document.text[start:end], inside=inside)
        text = in_one_line(value, like, inside=inside)
        return document.spliced(Splice(start, end, f"{_lead(document, start) if start == end else ''}{text}"))
    lines = _lines(document, value, start)
    if lines:
        return document.spliced(Splice(start, end, "\n".join(lines).lstrip(" ")))
    return document.spliced(*_on_its_keys_line(document, there, path, in_one_line(value)))


def _quotes(old: Node, text: str, *, inside: bool) -> str:
    """The quotes that somebody chose for a value; those that it needed say nothing of the next one."""
    if not (isinstance(old, Scalar) and old.quoted):
        return ""
    return "" if text.startswith('"') and not is_plain(str(old.value), inside=inside) else text[:1]


def _lead(document: Document, start: int) -> str:
    """What an empty place needs before a value may stand there."""
    before = document.text[:start].rstrip(" ")
    if before.endswith((":", "-", ",", "[")):
        return "" if document.text[start - 1] == " " else " "
    return ": "


def _lines(document: Document, value: Node, start: int) -> list[str]:
    """A collection as lines that begin where another one stood; none for what is no block."""
    if isinstance(value, Scalar) or not (value.entries if isinstance(value, Mapping) else value.items):
        return []
    from podspec.authoring.written import block as in_lines

    return in_lines(value, document.indent(start), block.step(document))


def _on_its_keys_line(document: Document, there: list[Node], path: Path, text: str) -> list[Splice]:
    """What stands in one line instead of a block: behind its key, whose comment stays."""
    old, above = there[-1], there[-2] if path else None
    start, width = document.start(old), above.span.column if above else 1
    end = block.reach(document, document.end(old), width)
    if not isinstance(above, Mapping):
        return [Splice(start, end, text)]
    behind = document.text.index(":", document.end(above.entries[str(path[-1])].key)) + 1
    line_end = document.line_end(behind)
    if line_end > start:
        return [Splice(start, end, text)]
    return [Splice(behind, behind, f" {text}"), Splice(line_end, end, "")]


def _added(document: Document, path: Path, value: Node) -> Document:
    """A value where there is none yet, in whatever has to be there around it."""
    there = way(document.tree, path)
    depth = len(there) - 1
    parent, name = there[-1], path[depth]
    if isinstance(parent, Scalar):
        return _replaced(document, path[:depth], _around(path[depth:], value))
    inner = _around(path[depth + 1 :], value)
    if isinstance(parent, Sequence) and name == len(parent.items):
        return _inserted(document, path[:depth], name, inner)
    if not (isinstance(parent, Mapping) and isinstance(name, str)):
        raise LayoutError(parent.span.line)
    index = _turn(path[:depth], list(parent.entries), name)
    if document.is_flow(parent):
        text = f"{key(name, inside=True)}: {in_one_line(inner, inside=True)}"
        return document.spliced(*flow.added(document, parent, index, text))
    lines = entry(name, inner, " " * (parent.span.column - 1), block.step(document))
    return document.spliced(block.added(document, parent, index, lines, is_root=not depth))


def _inserted(document: Document, path: Path, index: int, value: Node) -> Document:
    """An item before another one of a list, or behind the last."""
    node = way(document.tree, path)[-1]
    if not isinstance(node, Sequence):
        raise LayoutError(node.span.line)
    if document.is_flow(node):
        return document.spliced(*flow.added(document, node, index, in_one_line(value, inside=True)))
    lines = _lines(document, Sequence(_NOWHERE, [value]), document.start(node))
    return document.spliced(block.added(document, node, index, lines, is_root=False))


def _take(document: Document, path: Path, *, with_comments: bool = False) -> Document:
    node = way(document.tree, path[:-1])[-1]
    names: list[str | int]
    if isinstance(node, Mapping):
        names = list(node.entries)
    else:
        names = [] if isinstance(node, Scalar) else list(range(len(node.items)))
    if isinstance(node, Scalar) or path[-1] not in names:
        raise KeyError(path[-1])
    if len(names) == 1:
        # What is left is empty, and not gone: a target with no fields has its defaults, and no target none.
        empty = Mapping(_NOWHERE, {}) if isinstance(node, Mapping) else Sequence(_NOWHERE, [])
        return _replaced(document, path[:-1], empty)
    index = names.index(path[-1])
    if document.is_flow(node):
        return document.spliced(flow.taken(document, node, index))
    return document.spliced(block.taken(document, node, index, with_comments=with_comments))


# -- what stands around a value ----------------------------------------------------------------------------


def _around(path: Path, value: Node) -> Node:
    """A value in all that has to be there around it."""
    for part in reversed(path):
        if isinstance(part, int):
            value = Sequence(_NOWHERE, [value])
        else:
            value = Mapping(_NOWHERE, {part: Entry(Scalar(_NOWHERE, part, part), value)})
    return value


def _turn(path: Path, names: list[str], name: str) -> int:
    """Where a new key belongs: behind the nearest of those that come before it in the schema."""
    order = [one for arm in arms_at(path) for one in arm.get("properties", {})]
    if name not in order:
        return len(names)
    before = [one for one in order[: order.index(name)] if one in names]
    return names.index(before[-1]) + 1 if before else 0


def _proven(made: Document, expected: Plain, was: Document, path: Path) -> Document:
    if is_same(made.tree.plain(), expected):
        return made
    raise LayoutError(way(was.tree, path)[-1].span.line)
