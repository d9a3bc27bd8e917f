"""A table is aligned at a terminal, and the same cells are Markdown for a page."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

_Module = Callable[[str], ModuleType]


def _grid(module: _Module) -> tuple[ModuleType, object]:
    grid = module("grid")
    lines = [("podspec", "9", "within"), ("the floor", "1,000", "")]
    return grid, grid.Grid(("", "ms", "verdict"), lines, frozenset({"", "verdict"}))


def test_words_stand_to_the_left_and_numbers_to_the_right(module: _Module) -> None:
    grid, table = _grid(module)
    assert grid.aligned(table).splitlines() == [
        "              ms  verdict",
        "podspec        9  within",
        "the floor  1,000",
    ]


def test_the_page_aligns_as_the_terminal_does(module: _Module) -> None:
    grid, table = _grid(module)
    assert grid.markdown(table).splitlines() == [
        "|  | ms | verdict |",
        "| --- | --: | --- |",
        "| podspec | 9 | within |",
        "| the floor | 1,000 |  |",
    ]
