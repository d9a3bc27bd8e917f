"""A place in a file as people and tools write it: `FILE:LINE`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import click

from podspec.pipeline.discover import repository_root

_PLACE = re.compile(r"(?P<file>.+?)(?::(?P<line>[0-9]{1,9}))?(?::(?P<column>[0-9]{1,9}))?:?", re.DOTALL)


class Asked(NamedTuple):
    """What a person asks about: a file, by its path from the root, and a place in it."""

    root: Path
    path: str
    line: int | None
    column: int | None


class PlaceType(click.ParamType[Asked]):
    """`FILE`, `FILE:LINE` or `FILE:LINE:COLUMN`, as editors and `grep -n` write it."""

    name = "FILE[:LINE]"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Asked:
        """Read the place."""
        found = _PLACE.fullmatch(str(value))
        if found is None:
            self.fail(f"{value!r} is no place such as generated/podinfo/scripts/release.sh:12", param, ctx)
        if "0" in {(found[part] or "1").lstrip("0") or "0" for part in ("line", "column")}:
            self.fail(f"{value!r} is no place: lines and columns are counted from 1", param, ctx)
        # The folder is resolved and the name is not: a symlink is what was asked about.
        file = Path(found["file"])
        root = repository_root(Path.cwd().resolve())
        try:
            path = (file.parent.resolve() / file.name).relative_to(root).as_posix()
        except (ValueError, RuntimeError, OSError):
            self.fail(f"{file} lies outside the repository at {root}", param, ctx)
        numbers = (int(found[part]) if found[part] else None for part in ("line", "column"))
        return Asked(root, path, *numbers)
