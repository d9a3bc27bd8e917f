"""Where a value stands: files, spans, and the tree of nodes that remembers both."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, TypeAlias

#: What a spec's value is once its place is forgotten. Sequences are tuples, so that models can be frozen.
Plain: TypeAlias = "str | int | float | bool | tuple[Plain, ...] | dict[str, Plain] | None"

#: A place in a tree: keys of mappings and indices of sequences, from the root.
Path: TypeAlias = "tuple[str | int, ...]"


class Span(NamedTuple):
    """A piece of a file. Lines and columns count characters from 1; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Blot(NamedTuple):
    """A piece of a text that nobody may see, and what it was, for a sentence."""

    span: Span
    what: str


class Source(NamedTuple):
    """One file that was read: its path from the repository's root, with `/`, and its text.

    The text has lost its `blots`: stars stand in their place.
    """

    path: str
    text: str
    blots: tuple[Blot, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """The text's lines as an editor numbers them: only LF and CRLF end a line."""
        return _lines(self.text)


@lru_cache(maxsize=16)  # every finding of a spec asks for them again
def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.removesuffix("\r") for line in text.split("\n"))


@dataclass(slots=True)
class Scalar:
    """A single value. `quoted` tells `"1.10"` from `1.10`, `raw` is the text as written; it stands in `file`."""

    span: Span
    value: str | int | float | bool | None
    raw: str
    quoted: bool = False
    file: str = ""

    def plain(self) -> Plain:
        """The value alone."""
        return self.value


@dataclass(slots=True)
class Sequence:
    """A list of nodes."""

    span: Span
    items: list[Node]
    file: str = ""

    def plain(self) -> Plain:
        """The values alone, as a tuple."""
        return tuple(item.plain() for item in self.items)


class Entry(NamedTuple):
    """A key with its own place, and what stands behind it, in the same file."""

    key: Scalar
    value: Node


@dataclass(slots=True)
class Mapping:
    """Nodes by key, in the order of the file. Where trees of two files were merged, each keeps its own `file`."""

    span: Span
    entries: dict[str, Entry]
    file: str = ""

    def plain(self) -> dict[str, Plain]:
        """The values alone, as a dict in the order of the file."""
        return {key: entry.value.plain() for key, entry in self.entries.items()}


Node: TypeAlias = "Scalar | Sequence | Mapping"


class Place(NamedTuple):
    """What a path leads to: the spans of the key (if it has one) and of the value."""

    key: Span | None
    value: Span
    node: Node
    #: how many parts of the path were found; fewer than asked means the rest is missing below this node
    depth: int

    @property
    def file(self) -> str:
        """The file that key and value stand in."""
        return self.node.file


def child(node: Node, part: str | int) -> tuple[Span | None, Node] | None:
    """The node below `node` at one part of a path, with its key's span; None if there is none."""
    if isinstance(node, Mapping) and isinstance(part, str) and part in node.entries:
        entry = node.entries[part]
        return entry.key.span, entry.value
    if isinstance(node, Sequence) and isinstance(part, int) and 0 <= part < len(node.items):
        return None, node.items[part]
    return None


def locate(root: Node, path: Path) -> Place:
    """Follow `path` from `root` as far as it goes: a missing value is placed at its nearest parent."""
    key, node, depth = None, root, 0
    for part in path:
        found = child(node, part)
        if found is None:
            break
        key, node, depth = found[0], found[1], depth + 1
    return Place(key, node.span, node, depth)


def dotted(path: Path) -> str:
    """A path as people write it: `targets.ec2.hosts`, `environments.prod.regions[1]`."""
    out = ""
    for part in path:
        out += f"[{part}]" if isinstance(part, int) else f".{part}" if out else part
    return out
