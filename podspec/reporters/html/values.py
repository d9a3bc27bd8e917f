"""The resolved spec of every environment, side by side: first what differs, then what all have in common."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Any, NamedTuple

from podspec.model.compilation import Compilation
from podspec.model.environment import Resolved
from podspec.model.source import Path, dotted, locate
from podspec.quoting.yaml import yaml
from podspec.reporters.html.links import Links

#: It heads the columns already.
_NAME = ("name",)
_PIECE = re.compile(r"[^._]*[._]|[^._]+")
#: Of two environments that differ, the second is always the news: that needs no mark.
_PAIR = 2


class Cell(NamedTuple):
    """A value in one environment, and the line that it is written on; `text` is empty where there is none.

    `is_news` if it is another one than in the environment before, and there are more than two to compare.
    """

    text: str
    origin: str = ""
    address: str = ""
    is_news: bool = False


class Row(NamedTuple):
    """One field of the spec, as all environments have it."""

    name: str
    cells: tuple[Cell, ...]

    @property
    def parts(self) -> list[str]:
        """The name in pieces, between which a narrow column may break it."""
        return _PIECE.findall(self.name)

    @property
    def differs(self) -> bool:
        """True if environments do not agree."""
        return len({cell.text for cell in self.cells}) > 1


class Block(NamedTuple):
    """The fields of one block of the spec."""

    name: str
    rows: tuple[Row, ...]


class _Column(NamedTuple):
    """An environment, with its fields by path."""

    resolved: Resolved
    fields: dict[Path, Any]


class Values(NamedTuple):
    """All fields of all environments; with a single one, nothing differs."""

    environments: tuple[str, ...]
    different: tuple[Block, ...]
    same: tuple[Block, ...]

    @property
    def different_count(self) -> int:
        """How many fields differ."""
        return sum(len(block.rows) for block in self.different)

    @property
    def same_count(self) -> int:
        """How many fields are the same everywhere."""
        return sum(len(block.rows) for block in self.same)


def view(about: Compilation, links: Links) -> Values | None:
    """The values of a spec, as `podspec show` prints them; None if it cannot be resolved."""
    if not about.resolved:
        return None
    columns = [_Column(one, dict(_leaves(_dumped(one), ()))) for one in about.resolved]
    paths = dict.fromkeys(path for column in columns for path in column.fields if path != _NAME)
    rows = [(path, _row(path, columns, links)) for path in paths]
    names = tuple(one.environment.name for one in about.resolved)
    different = _blocks([one for one in rows if one[1].differs])
    # What all agree on is shown once.
    same = [(path, row._replace(cells=row.cells[:1])) for path, row in rows if not row.differs]
    return Values(names, different, _blocks(same))


def _blocks(rows: Sequence[tuple[Path, Row]]) -> tuple[Block, ...]:
    ordered = sorted(rows, key=lambda one: _first(rows, one[0][0]))
    return tuple(
        Block(str(name), tuple(row for _, row in group)) for name, group in groupby(ordered, lambda one: one[0][0])
    )


def _first(rows: Sequence[tuple[Path, Row]], block: str | int) -> int:
    return next(index for index, (path, _) in enumerate(rows) if path[0] == block)


def _dumped(one: Resolved) -> dict[str, Any]:
    return one.environment.model_dump(mode="json", by_alias=True)


def _leaves(value: Mapping[str, Any], path: Path) -> Iterator[tuple[Path, Any]]:
    """The fields below a block; a list is one value, as `podspec show` has it."""
    for key, inside in value.items():
        if isinstance(inside, dict) and inside:
            yield from _leaves(inside, (*path, key))
        elif inside is not None:
            yield (*path, key), inside


def _row(path: Path, columns: Sequence[_Column], links: Links) -> Row:
    cells = [_cell(path, one, links) for one in columns]
    if len(cells) > _PAIR:
        news = [one._replace(is_news=one.text != before.text) for before, one in pairwise(cells)]
        cells = [cells[0], *news]
    return Row(dotted(path), tuple(cells))


def _cell(path: Path, column: _Column, links: Links) -> Cell:
    if path not in column.fields:
        return Cell("")
    text = yaml(column.fields[path])
    place = locate(column.resolved.tree, path)
    if place.depth < len(path):
        return Cell(text, "default")
    line = place.value.line
    return Cell(text, f"{place.file.rpartition('/')[2]}:{line}", links.file(place.file, line))
