"""A spec's own text beside its tree: spans become offsets, and edits become splices.

The parser sees a text without byte order mark and carriage returns; the offsets here count in the text as it is,
so whatever is not spliced stays as it is, to the byte.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from podspec.model.diagnostic import Staged, has_errors
from podspec.model.source import Mapping, Node, Scalar, Span
from podspec.pipeline.parse import parse
from podspec.pipeline.read import CREDENTIAL, decode

_BYTE_ORDER_MARK = "\ufeff"
_BLANKS = " \t\r\n"


class LayoutError(ValueError):
    """The text is laid out in a way that cannot be edited; `line` is where."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line} is laid out in a way that podspec cannot edit: change it by hand")
        self.line = line


class CredentialError(ValueError):
    """The edit would write a credential down in plain text."""


class Splice(NamedTuple):
    """What stands in the text from `start` to `end` gives way to `text`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Document:
    """A spec as it is written: its text, with whatever line endings it has, and the tree that was read from it."""

    file: str
    text: str
    tree: Mapping

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        return self.text.encode()

    @cached_property
    def newline(self) -> str:
        """What ends the lines of the text: what ends the first one."""
        return "\r\n" if self.text.partition("\n")[0].endswith("\r") else "\n"

    @cached_property
    def _starts(self) -> list[int]:
        """Where each line starts."""
        starts = [1 if self.text.startswith(_BYTE_ORDER_MARK) else 0]
        while (found := self.text.find("\n", starts[-1])) >= 0:
            starts.append(found + 1)
        return starts

    def offset(self, line: int, column: int) -> int:
        """Where a place of the tree stands in the text."""
        if line > len(self._starts):
            return len(self.text)
        return min(self._starts[line - 1] + column - 1, len(self.text))

    def start(self, node: Node) -> int:
        """Where a node starts."""
        return self.offset(node.span.line, node.span.column)

    def end(self, node: Node) -> int:
        """Where a node's own text ends: a block ends with its last value, whatever comments follow."""
        if isinstance(node, Scalar) or self.is_flow(node):
            return self._end(node.span)
        return max((self.end(one) for one in _inside(node)), default=self._end(node.span))

    def _end(self, span: Span) -> int:
        """Where a span ends, without the blank lines behind it that only a `|+` counts as its own."""
        start, end = self.offset(span.line, span.column), self.offset(span.end_line, span.end_column)
        text = self.text[start:end]
        keeps = text[:1] in {"|", ">"} and "+" in text.partition("\n")[0].partition("#")[0]
        return start + len(text.removesuffix("\n").removesuffix("\r") if keeps else text.rstrip(_BLANKS))

    def is_flow(self, node: Node) -> bool:
        """True for a collection in brackets or braces."""
        return not isinstance(node, Scalar) and self.text[self.start(node)] in "[{"

    def line_start(self, offset: int) -> int:
        """Where the line begins that an offset stands in."""
        return max(self.text.rfind("\n", 0, offset) + 1, self._starts[0])

    def line_end(self, offset: int) -> int:
        """Where that line ends, before what ends it."""
        found = self.text.find("\n", offset)
        end = len(self.text) if found < 0 else found
        return end - 1 if end > offset and self.text[end - 1] == "\r" else end

    def next_line(self, offset: int) -> int:
        """Where the next line begins; the end of the text, if there is none."""
        found = self.text.find("\n", offset)
        return len(self.text) if found < 0 else found + 1

    def indent(self, offset: int) -> str:
        """What a line needs in front to begin below an offset, whatever stands in front of that."""
        before = self.text[self.line_start(offset) : offset]
        return before if not before.strip(" ") else " " * len(before)

    def spliced(self, *splices: Splice) -> Document:
        """The document with other text in places that do not overlap; line feeds become its own line endings.

        Raises:
            CredentialError: if there is a credential in what comes out.
            LayoutError: if what comes out is no YAML, so that what went in cannot be edited this way.
        """
        made, first = self.text, min(splices)
        for start, end, text in sorted(splices, reverse=True):
            made = made[:start] + text.replace("\n", self.newline) + made[end:]
        found = read_document(made.encode(), self.file)
        for one in found.diagnostics:
            if one.code == CREDENTIAL:
                raise CredentialError(f"{one.message}: {one.help}")
        if found.value is None or has_errors(found.diagnostics):
            raise LayoutError(self.text.count("\n", 0, first.start) + 1)
        return found.value


def read_document(data: bytes, file: str) -> Staged[Document]:
    """The document that a spec's bytes hold; None with the findings, if they are no YAML at all."""
    source, found = decode(data, file)
    if source is None:
        return Staged(None, found)
    tree, found = parse(source)
    if tree is None or has_errors(found):
        return Staged(None, found)
    return Staged(Document(file, data.decode(), tree))


def _inside(node: Node) -> Iterable[Node]:
    """The nodes right inside a collection, keys and values."""
    if isinstance(node, Mapping):
        return (one for entry in node.entries.values() for one in entry)
    return () if isinstance(node, Scalar) else node.items
