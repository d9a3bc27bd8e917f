"""A line of a committed file -> the line of the artifact that it is, or that stands in its place."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import NamedTuple

from podspec.pipeline.diff import MAX_LINES


class Spot(NamedTuple):
    """A line of an artifact by its number; `is_same` if the committed file has the same line there."""

    line: int
    is_same: bool


def rendered_line(on_disk: tuple[str, ...], rendered: tuple[str, ...], line: int) -> Spot:
    """Where line `line` of the committed file, counted from 1, stands in what is rendered.

    A line that is not rendered leads to the one that is rendered in its place, or to the next one below.
    """
    index = line - 1
    if len(on_disk) + len(rendered) > MAX_LINES:  # a diff would take too long
        is_same = rendered[index : index + 1] == on_disk[index : index + 1]
        return Spot(min(line, len(rendered)), is_same)
    for kind, start, end, new_start, new_end in SequenceMatcher(
        None, on_disk, rendered, autojunk=False
    ).get_opcodes():
        if start <= index < end:
            there = new_start + index - start
            if kind == "equal":
                return Spot(there + 1, is_same=True)
            return Spot(max(1, min(there + 1, max(new_end, new_start + 1), len(rendered))), is_same=False)
    raise IndexError(line)
