"""Reads a folder of Terraform as far as proofs need it: its blocks, their arguments, and what these refer to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from podspec.quoting.hcl_tokens import BLOCK_COMMENT, IDENT, LINE_COMMENT, NEWLINE, STRING, Token, scan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_BRACKETS = {"{": 1, "(": 1, "[": 1, "}": -1, ")": -1, "]": -1}


@dataclass(frozen=True)
class Block:
    """A block: its kind, its labels, and the tokens of its body.

    Attributes:
        file: name of the file in which it stands.
    """

    kind: str
    labels: tuple[str, ...]
    tokens: tuple[Token, ...]
    file: str

    @cached_property
    def blocks(self) -> list[Block]:
        """The blocks in its body."""
        return list(_blocks(self.tokens, self.file))

    @cached_property
    def arguments(self) -> dict[str, list[Token]]:
        """Its own arguments, with the tokens of their values."""
        return dict(_arguments(self.tokens))

    @cached_property
    def references(self) -> set[tuple[str, ...]]:
        """What its body refers to, such as ("module", "lambda", "url"); words that refer to nothing are in it."""
        return set(references(self.tokens))


def read(folder: Path) -> list[Block]:
    """The blocks of all files in a folder."""
    return [block for path in sorted(folder.glob("*.tf")) for block in parse(path.read_text("utf-8"), path.name)]


def parse(text: str, file: str = "") -> list[Block]:
    """The blocks of a file."""
    return list(_blocks([token for token in scan(text)[0] if token[0] not in {LINE_COMMENT, BLOCK_COMMENT}], file))


def references(tokens: Sequence[Token]) -> Iterator[tuple[str, ...]]:
    """Every traversal such as `a.b[0].c` as its names: ("a", "b", "c")."""
    for index, (kind, _) in enumerate(tokens):
        if kind == IDENT and (index == 0 or tokens[index - 1][0] != "."):
            yield tuple(_traversal(tokens, index))


def _traversal(tokens: Sequence[Token], index: int) -> Iterator[str]:
    yield tokens[index][1]
    index += 1
    while index < len(tokens) and tokens[index][0] in {".", "["}:
        if tokens[index][0] == ".":
            yield tokens[index + 1][1]
            index += 2
        else:
            index = _closing(tokens, index) + 1


def _blocks(tokens: Sequence[Token], file: str) -> Iterator[Block]:
    for start, end in _statements(tokens):
        labels = _labels(tokens[start + 1 : end])
        opening = start + 1 + len(labels)
        if opening < end and tokens[opening][0] == "{":
            yield Block(tokens[start][1], labels, tuple(tokens[opening + 1 : end - 1]), file)


def _arguments(tokens: Sequence[Token]) -> Iterator[tuple[str, list[Token]]]:
    for start, end in _statements(tokens):
        if end > start + 1 and tokens[start + 1][0] == "=":
            yield tokens[start][1].strip('"'), list(tokens[start + 2 : end])


def _statements(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Where each argument or block of a body begins and ends: a line, and on to where its brackets close."""
    start, depth = 0, 0
    for index, (kind, _) in enumerate((*tokens, (NEWLINE, "\n"))):
        depth += _BRACKETS.get(kind, 0)
        if depth == 0 and kind in {NEWLINE, ","}:
            if index > start:
                yield start, index
            start = index + 1


def _labels(tokens: Sequence[Token]) -> tuple[str, ...]:
    labels = []
    for kind, text in tokens:
        if kind not in {STRING, IDENT}:
            break
        labels.append(text.strip('"'))
    return tuple(labels)


def _closing(tokens: Sequence[Token], opening: int) -> int:
    depth = 0
    for index in range(opening, len(tokens)):
        depth += _BRACKETS.get(tokens[index][0], 0)
        if depth == 0:
            return index
    raise ValueError("a bracket has no end")
