"""Follows pages, and writes the output that their commands really have into them; `...` stays.

`.venv/bin/python tests/docs/renew.py [PAGE…]`; without a page: all pages that have commands, but those of the
codes, whose scenes test_commands.py sets.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import click

sys.path.insert(0, str(Path(__file__).parents[1]))

from docs.follow import Walk, renewed_page
from docs.pages import ROOT, Page, pages


@click.command()
@click.argument("paths", nargs=-1, metavar="[PAGE]...")
def renew(paths: tuple[str, ...]) -> None:
    """Write the output that commands really have into the pages that show it."""
    chosen = [Page(path) for path in paths] or [
        page for page in pages() if page.is_followed and "/codes/" not in page.path
    ]
    for page in chosen:
        _renew(page)


def _renew(page: Page) -> None:
    with tempfile.TemporaryDirectory() as folder:
        walk = Walk(page, Path(folder))
        for one in walk.follow():
            if one.failed:
                click.echo(f"{page}: {one.failure}", err=True)
    new = renewed_page(page, walk.done)
    click.echo(f"{page}: {'as it was' if new == page.text else 'renewed'}")
    (ROOT / page.path).write_text(new, "utf-8")


if __name__ == "__main__":
    renew()
