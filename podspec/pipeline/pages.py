"""The pages of the codes: one Markdown file each, named as its code, in docs/codes and in the wheel."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_HEADING = "# "


def folder() -> Path:
    """The folder of the pages: inside the installed package, or in the docs of a checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "codes"
    return installed if installed.is_dir() else package.parent / "docs" / "codes"


@cache
def codes() -> list[str]:
    """Every code, sorted."""
    return sorted(path.stem for path in folder().glob("PS*.md"))


def page(code: str) -> str | None:
    """The page of a code; None if there is no such code."""
    return (folder() / f"{code}.md").read_text(encoding="utf-8") if code in codes() else None


def title(code: str) -> str:
    """What a code says, in one line: the heading of its page without the code."""
    heading = (page(code) or "").split("\n", 1)[0]
    return heading.removeprefix(f"{_HEADING}{code}: ")
