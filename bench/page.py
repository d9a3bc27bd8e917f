"""The tables in bench/README.md: each stands between two marks; a benchmark with `--write` renews its own."""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Iterable
from shutil import get_terminal_size

from grid import Grid, markdown
from scratch import BENCH

PAGE = BENCH / "README.md"
_WIDTH = 118


class NoMarksError(Exception):
    """The page has no place for a table, or more than one."""


def renewed(page: str, name: str, text: str) -> str:
    """The page with `text` between the marks called `name`; every other character stays.

    Raises:
        NoMarksError: if the two marks do not stand there once each, in their order.
    """
    begin, end = f"<!-- begin: {name} -->\n", f"<!-- end: {name} -->"
    before, _, rest = page.partition(begin)
    _, _, after = rest.partition(end)
    if page.count(begin) != 1 or page.count(end) != 1 or end not in rest:
        raise NoMarksError(f"no place between `{begin.strip()}` and `{end}`")
    return f"{before}{begin}\n{text.strip()}\n\n{end}{after}"


def shown(heading: str, grid: Grid, notes: Iterable[str]) -> str:
    """What stands between the marks: what was run where, the table, and what else is to be said."""
    return "\n\n".join([wrapped(heading), markdown(grid), *map(wrapped, notes)])


def wrapped(sentence: str, width: int = _WIDTH) -> str:
    """The sentence in lines as wide as the page, or as `width`."""
    return textwrap.fill(sentence, width, break_long_words=False, break_on_hyphens=False)


def tell(heading: str) -> None:
    """Print what is being run where, no wider than the terminal."""
    print(wrapped(heading, min(_WIDTH, get_terminal_size().columns)) + "\n")


def add_option(parser: argparse.ArgumentParser) -> None:
    """Let a benchmark be called with `--write`."""
    parser.add_argument("--write", action="store_true", help="renew the table in bench/README.md")


def demand_place(parser: argparse.ArgumentParser, name: str) -> None:
    """End with a word before minutes are spent, if the page has no place for the table."""
    try:
        renewed(PAGE.read_text(encoding="utf-8"), name, "")
    except (OSError, NoMarksError) as error:
        parser.error(f"--write: {PAGE.name}: {error}")


def write(name: str, text: str) -> None:
    """Renew one table of the page."""
    page = renewed(PAGE.read_text(encoding="utf-8"), name, text)
    PAGE.write_text(page, encoding="utf-8")
    print(f"\nwritten to {PAGE.relative_to(BENCH.parent)}: {name}")
