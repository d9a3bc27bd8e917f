"""Lines that a terminal has room for: a long one goes on below, indented, and nothing of it is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from podspec.reporters.excerpt import visible

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
#: What stands in front of a line's words: blanks, and the sign of what it says.
_LEAD = re.compile(r"\s*(?:[-+~!?/>]{1,4}\s+)?")
#: Where a word that is longer than a line may end: behind what holds the parts of addresses and paths together.
_JOINTS = "./:,=[("
#: How much farther in the rest of a line stands; and columns that are always left for it.
_INDENT, _LEAST = 2, 20


def wrapped(line: str, width: int) -> Iterator[str]:
    """A line, painted or not, as lines of at most `width` columns, as far as that can be."""
    plain = _COLOUR.sub("", line)
    if len(plain) <= width:
        yield line
        return
    lead = len(_LEAD.match(plain)[0]) + _INDENT  # type: ignore[index] # it matches nothing, too
    rest, room, indent = line, width, ""
    while len(_COLOUR.sub("", rest)) > room:
        at = _end(rest, room, after=lead if not indent else 0)
        yield f"{indent}{visible_but_painted(rest[:at].rstrip())}"
        rest, indent = rest[at:].lstrip(" "), " " * lead
        room = max(width - lead, _LEAST)
    yield f"{indent}{visible_but_painted(rest)}"


def visible_but_painted(line: str) -> str:
    """A piece of a line that was safe; what stands at its beginning now must give no command, either."""
    parts = _COLOUR.split(line)
    colours = [*_COLOUR.findall(line), ""]
    return "".join(f"{visible(part)}{colour}" for part, colour in zip(parts, colours, strict=True))


def _end(line: str, room: int, after: int) -> int:
    """Where a painted line is cut: behind its last blank that has room, else at a joint, else where room ends."""
    places = list(_columns(line))[: room + 1]
    blanks = [at for column, at in enumerate(places) if column > after and line[at] == " "]
    joints = [at + 1 for column, at in enumerate(places[:-1]) if column > after and line[at] in _JOINTS]
    return max(blanks, default=0) or max(joints, default=0) or places[-1]


def _columns(line: str) -> Iterator[int]:
    """The index of each character that takes a column."""
    at = 0
    while at < len(line):
        colour = _COLOUR.match(line, at)
        if colour is None:
            yield at
        at = colour.end() if colour else at + 1
