"""Specs that lie open on a desk, for tests. A `‸` is where the cursor stands; it is no part of the text."""

from pathlib import Path
from typing import NamedTuple

from specimens import AS_OF, with_blocks

from podspec.lsp.desk import Desk, Document, uri_of

CURSOR = "‸"
FILE = "specs/hello/service.yaml"


class Spot(NamedTuple):
    """An open spec, and a place in it."""

    desk: Desk
    document: Document
    line: int
    column: int


def without_cursor(text: str) -> tuple[str, int, int]:
    """A text without its cursor, and the line and column that it stood at."""
    before, _, after = text.partition(CURSOR)
    return before + after, before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1


def put(desk: Desk, root: Path, text: str, version: int = 1) -> Document:
    """Open a text as the spec of a repository, or as the next version of it."""
    (root / ".git").mkdir(exist_ok=True)
    uri = uri_of(root / FILE)
    desk.put(uri, version, text)
    document = desk.spec(uri)
    assert document is not None
    return document


def opened(root: Path, text: str) -> Spot:
    """Open a text with a cursor in it."""
    shown, line, column = without_cursor(text)
    desk = Desk(lambda: AS_OF)
    return Spot(desk, put(desk, root, shown), line, column)


def opened_with(root: Path, blocks: str) -> Spot:
    """Open the base spec with some of its blocks replaced by those with the cursor."""
    return opened(root, with_blocks(blocks))
