"""What is shown beside a word of a spec: the field's page, and its value in each environment."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from podspec.lsp.desk import Desk, Document
from podspec.lsp.values import Held, held
from podspec.model.fields import Field, children, find
from podspec.model.source import Path, Span, dotted
from podspec.pipeline.pages import page
from podspec.quoting.yaml import yaml

#: Characters of a value that are shown; a block is rather looked at where it is written.
_SHOWN = 80
_ACCEPTED = ("accept", "code")
_CODE_BLOCK = "```"


class Shown(NamedTuple):
    """A text in Markdown, and what in the spec it is about."""

    text: str
    span: Span


def hover(desk: Desk, document: Document, line: int, column: int) -> Shown | None:
    """What to show at a place of a spec; None where no field stands."""
    key = document.outline.at(line, column)
    if key is None:
        return None
    about = key.value if key.value and not key.is_item and _begins(key.value, line, column) else key.span
    if key.path[:1] + key.path[2:] == _ACCEPTED and about is key.value:
        return Shown(text, about) if (text := page(key.text)) else None
    field = find(dotted(key.path))
    parts = [*(_page(field) if field else ()), *_values(desk, document, key.path)]
    return Shown("\n\n".join(parts), about) if parts else None


def _begins(span: Span, line: int, column: int) -> bool:
    return (span.line, span.column) <= (line, column)


def _page(field: Field) -> Iterator[str]:
    """The page of `podspec explain FIELD`, as Markdown."""
    heading, *paragraphs = field.page().strip().split("\n\n")
    yield f"**`{heading.removeprefix('# ')}`**"
    yield from ("  \n".join(_prose(line) for line in one.split("\n")) for one in paragraphs)
    below = [f"{one.path.removeprefix(f'{field.path}.')}  {one.summary}" for one in children(field.path)]
    if below:
        yield "\n".join([f"{_CODE_BLOCK}text", *below, _CODE_BLOCK])


def _prose(line: str) -> str:
    """A line in which only what stands in backticks is code: `<name>` is no tag."""
    parts = line.split("`")
    return "`".join(part if index % 2 else _escaped(part) for index, part in enumerate(parts))


def _escaped(text: str) -> str:
    return "".join(f"\\{letter}" if letter in "<>*_[]\\" else letter for letter in text)


def _values(desk: Desk, document: Document, path: Path) -> Iterator[str]:
    valid = desk.last_valid(document)
    found = held(valid.analysed, path) if valid else []
    rows = [row for one in found if (row := _row(one, is_now=valid is document))]
    if not rows:
        return
    if valid is not document:
        yield "As of the last text that was a spec:"
    yield "\n".join(["| environment | value | from |", "|---|---|---|", *rows])


def _row(one: Held, *, is_now: bool) -> str | None:
    """A row of the table; None for a value that is too long to be read in one."""
    text = yaml(one.value)
    if len(text) > _SHOWN:
        return None
    value = text.replace("`", "'").replace("|", "\\|")
    return f"| {one.environment or 'all'} | `{value}` | {_origin(one, is_now=is_now)} |"


def _origin(one: Held, *, is_now: bool) -> str:
    if one.line is None:
        return "default"
    file = f"{one.file}:" if one.file else "line "
    return (f"{file}{one.line}" if is_now else one.file or "the spec") + (" (overlay)" if one.is_overlay else "")
