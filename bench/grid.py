"""A table of text, aligned for people at a terminal or as Markdown for a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Grid(NamedTuple):
    """Lines of as many cells as the head has. Columns called `words` stand to the left, numbers to the right."""

    head: tuple[str, ...]
    lines: Sequence[tuple[str, ...]]
    words: frozenset[str]


def aligned(grid: Grid) -> str:
    """Columns side by side, as wide as they have to be."""
    lines = [grid.head, *grid.lines]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join("  ".join(_padded(grid, cells, widths)).rstrip() for cells in lines)


def markdown(grid: Grid) -> str:
    """The same cells for a page."""
    rule = tuple("---" if name in grid.words else "--:" for name in grid.head)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (grid.head, rule, *grid.lines))


def _padded(grid: Grid, cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    return [
        cell.ljust(width) if name in grid.words else cell.rjust(width)
        for name, cell, width in zip(grid.head, cells, widths, strict=True)
    ]
