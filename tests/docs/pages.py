"""A page of the documentation as the tests read it: blocks of code, and notes to whoever edits the page.

A note is a comment, `<!-- word: text -->`. Readers do not see it.

| note | where | what it says |
|---|---|---|
| `commands run in: podinfo` | before a command | the place, see places.py; later in the page: a new one |
| `run: COMMAND` | between blocks | a step that the page tells in words only |
| `file: PATH` | above a block | the block is written to that file |
| `append: PATH` | above a block | the block is added to the end of that file |
| `not run: REASON` | above a block | its commands are only read by bash |
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from markdown_it import MarkdownIt

ROOT = Path(__file__).parents[2]

#: Words of notes.
PLACE, RUN, FILE, APPEND, NOT_RUN = "commands run in", "run", "file", "append", "not run"
ABOVE_A_BLOCK = (FILE, APPEND, NOT_RUN)
WORDS = (PLACE, RUN, *ABOVE_A_BLOCK)
#: The place of a page that names none.
EVERYTHING = "specs"

_NOTE = re.compile(r"<!-- ([a-z ]+): (.+?) -->")
_READER = MarkdownIt("commonmark").enable("table")


@dataclass(frozen=True)
class Note:
    """A word to the tests, and the line of the page on which it stands."""

    word: str
    text: str
    line: int


@dataclass(frozen=True)
class Block:
    """A fenced block.

    Attributes:
        kind: the language that it names.
        text: what stands in it.
        line: the line of the page on which its text begins, counted from 0.
        indent: what stands before each of its lines.
        note: the note on the line above it.
    """

    kind: str
    text: str
    line: int
    indent: str
    note: Note | None


@dataclass(frozen=True)
class Command:
    """A command of a page with the output that is shown below it.

    Attributes:
        text: what is typed; several lines, if it goes on in them.
        shown: the lines that are shown as its output.
        line: the line of the page on which the output begins, counted from 0.
        indent: what stands before each line.
    """

    text: str
    shown: tuple[str, ...]
    line: int
    indent: str = ""


@dataclass(frozen=True)
class Page:
    """A Markdown file of the repository, by its path from the root."""

    path: str

    def __str__(self) -> str:
        """Its path."""
        return self.path

    @cached_property
    def text(self) -> str:
        """What it says."""
        return (ROOT / self.path).read_text("utf-8")

    @cached_property
    def parts(self) -> tuple[Note | Block, ...]:
        """Its notes and blocks, in their order."""
        return tuple(_parts(self.text))

    @property
    def blocks(self) -> list[Block]:
        """Its blocks."""
        return [one for one in self.parts if isinstance(one, Block)]

    @property
    def notes(self) -> list[Note]:
        """Its notes."""
        return [one for one in self.parts if isinstance(one, Note)]

    @property
    def is_followed(self) -> bool:
        """True if it has commands that are run."""
        return any(is_run(block) for block in self.blocks)


def is_run(block: Block) -> bool:
    """True if a block shows a terminal whose commands are run."""
    return block.kind == "console" and not (block.note and block.note.word == NOT_RUN)


@cache
def pages() -> tuple[Page, ...]:
    """The README and every page in docs/."""
    found = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    return tuple(Page(path.relative_to(ROOT).as_posix()) for path in found)


def commands(block: Block) -> Iterator[Command]:
    """The commands of a terminal, each with what is shown below it.

    A line that begins with `$ ` is a command. It goes on in the lines that begin with `> `.
    """
    lines = block.text.splitlines()
    starts = [number for number, line in enumerate(lines) if line.startswith("$ ")]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        below = start + 1
        while below < end and lines[below].startswith("> "):
            below += 1
        typed = "\n".join(line[2:] for line in lines[start:below])
        yield Command(typed, tuple(lines[below:end]), block.line + below, block.indent)


def _parts(text: str) -> Iterator[Note | Block]:
    lines = text.splitlines()
    above: Note | None = None
    for token in _READER.parse(text):
        if token.type == "html_block" and token.map:
            for above in _notes(token.content, token.map[0]):
                yield above
        elif token.type == "fence" and token.map:
            start, _ = token.map
            fence = lines[start]
            note = above if above and above.line == start - 1 and above.word in ABOVE_A_BLOCK else None
            indent = fence[: len(fence) - len(fence.lstrip())]
            yield Block(token.info.split(" ")[0], token.content, start + 1, indent, note)


def _notes(comment: str, line: int) -> Iterator[Note]:
    for offset, text in enumerate(comment.splitlines()):
        for word, said in _NOTE.findall(text):
            yield Note(word, said, line + offset)
