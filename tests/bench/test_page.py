"""A benchmark renews its own table in bench/README.md, and nothing else."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

BENCH = Path(__file__).parents[2] / "bench"
_Module = Callable[[str], ModuleType]
_PAGE = """\
# Figures
<!-- begin: one -->
old
<!-- end: one -->
between
<!-- begin: two -->
<!-- end: two -->
after
"""


def test_only_what_stands_between_the_marks_changes(module: _Module) -> None:
    new = module("page").renewed(_PAGE, "one", "| new |")
    assert new == _PAGE.replace("old\n", "\n| new |\n\n")


def test_what_was_renewed_once_can_be_renewed_again(module: _Module) -> None:
    page = module("page")
    once = page.renewed(_PAGE, "two", "first")
    assert page.renewed(once, "two", "second") == page.renewed(_PAGE, "two", "second")


@pytest.mark.parametrize(
    "page",
    [
        "nothing",
        "<!-- begin: one -->\n",
        "<!-- end: one -->\n<!-- begin: one -->\n",
        "<!-- begin: one -->\n<!-- end: one -->\n" * 2,
    ],
)
def test_a_page_without_one_place_for_the_table_is_refused(module: _Module, page: str) -> None:
    ours = module("page")
    with pytest.raises(ours.NoMarksError, match="begin: one"):
        ours.renewed(page, "one", "| new |")


@pytest.mark.parametrize(
    ("script", "name"), [("run", "one service"), ("scale", "200 services"), ("scale", "1,000 services")]
)
def test_the_page_shows_the_columns_that_the_benchmark_prints(module: _Module, script: str, name: str) -> None:
    head = module("table" if script == "run" else "scale").HEAD
    text = (BENCH / "README.md").read_text(encoding="utf-8")
    shown = text.partition(f"<!-- begin: {name} -->")[2].partition(f"<!-- end: {name} -->")[0]
    assert f"| {' | '.join(head)} |" in shown


def test_no_minutes_are_spent_on_a_table_that_has_no_place() -> None:
    command = [sys.executable, BENCH / "scale.py", "--services", "7", "--write"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (2, "")
    assert "no place between `<!-- begin: 7 services -->` and" in done.stderr
