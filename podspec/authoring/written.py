"""Values as YAML: flow in one line, blocks where one line is too long, text quoted as its neighbours are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from podspec.model.source import Mapping, Node, Scalar, Sequence
from podspec.pipeline.scalars import TooLongError, resolve_plain
from podspec.quoting.plain import code_point

#: Columns that a line should not go beyond.
ROOM = 100

# No indicator first, nothing that ends a plain scalar, and nothing that some reader takes for more than text.
# Source: YAML 1.2.2, sections 5.3 and 7.3.3 (read 2026-11).
_PLAIN = re.compile(r"[^\s!\"#%&'*,:>?@\[\\\]`{|}=<~^-][^\n\t]*")
_NOT_PLAIN = re.compile(r":(?:\s|$)|\s#|\s$")
_NOT_IN_FLOW = re.compile(r"[,\[\]{}:?]")
# What a reader of YAML 1.1 takes for a boolean: yaml.org/type/bool (read 2026-11).
_RESERVED = frozenset({"y", "yes", "n", "no", "on", "off", "true", "false", "null"})
#: Such as 1:30, which is a number of YAML 1.1, and days.
_LIKE_A_NUMBER = re.compile(r"[-+.]*[0-9_][0-9_:.\-+eExXobA-Fa-f]*")
_ESCAPED = re.compile(r"[\"\\\x00-\x1f\x7f-\x9f]")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}


def flow(node: Node, like: str = "", *, inside: bool = False) -> str:
    """A value in one line.

    Args:
        node: the value; numbers stay as they were written.
        like: the text that a scalar takes the place of; its quotes are kept, if the new text can stand in them.
        inside: whether the value stands within brackets or braces.
    """
    if isinstance(node, Mapping):
        pairs = (f"{_text(key, inside=True)}: {flow(one.value, inside=True)}" for key, one in node.entries.items())
        return f"{{{', '.join(pairs)}}}"
    if isinstance(node, Sequence):
        return f"[{', '.join(flow(one, inside=True) for one in node.items)}]"
    if isinstance(node.value, str):
        return _text(node.value, like, inside=inside)
    if node.value is None or isinstance(node.value, bool):
        return {None: "null", True: "true", False: "false"}[node.value]
    return node.raw


def key(text: str, *, inside: bool = False) -> str:
    """A key of a mapping."""
    return _text(text, inside=inside)


def entry(name: str, node: Node, indent: str, step: int) -> list[str]:
    """A key with its value, as lines of a block: in one line where that is short and flat."""
    lead = f"{indent}{key(name)}:"
    if isinstance(node, Scalar) or _is_short(node, len(lead)):
        return [f"{lead} {flow(node)}"]
    return [lead, *block(node, indent + " " * step, step)]


def block(node: Mapping | Sequence, indent: str, step: int) -> list[str]:
    """The lines of a collection that is not empty."""
    return list(_block(node, indent, step))


def _block(node: Mapping | Sequence, indent: str, step: int) -> Iterator[str]:
    if isinstance(node, Mapping):
        for name, one in node.entries.items():
            yield from entry(name, one.value, indent, step)
        return
    for item in node.items:
        if isinstance(item, Mapping) and item.entries and not _is_short(item, len(indent) + 2):
            first, *rest = block(item, f"{indent}  ", step)
            yield from (f"{indent}- {first.lstrip()}", *rest)
        else:
            yield f"{indent}- {flow(item)}"


def _is_short(node: Mapping | Sequence, used: int) -> bool:
    """Whether a collection reads well in one line: no mapping in it holds a mapping, and there is room."""
    return not _holds_mapping(node) and used + 1 + len(flow(node)) <= ROOM


def _holds_mapping(node: Mapping | Sequence) -> bool:
    inside = [one.value for one in node.entries.values()] if isinstance(node, Mapping) else node.items
    return any(isinstance(one, Mapping) and one.entries for one in inside)


def _text(text: str, like: str = "", *, inside: bool) -> str:
    """Text that reads back as itself: as its predecessor was quoted, else plain if that is safe."""
    if like.startswith("'") and not _ESCAPED.search(text.replace('"', "").replace("\\", "")):
        return "'" + text.replace("'", "''") + "'"
    if not like.startswith('"') and is_plain(text, inside=inside):
        return text
    return f'"{_ESCAPED.sub(lambda found: _ESCAPES.get(found[0]) or code_point(found), text)}"'


def is_plain(text: str, *, inside: bool) -> bool:
    """True if a text needs no quotes to be read as itself, by readers of YAML 1.1, too."""
    if not _PLAIN.fullmatch(text) or _NOT_PLAIN.search(text) or (inside and _NOT_IN_FLOW.search(text)):
        return False
    if text.lower() in _RESERVED or _LIKE_A_NUMBER.fullmatch(text) or text.startswith(("---", "...")):
        return False
    try:
        return isinstance(resolve_plain(text), str)
    except TooLongError:
        return False
