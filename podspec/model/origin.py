"""Where an output line comes from: the template's lines, and the values of the spec that decide it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from podspec.model.diagnostic import Label
from podspec.model.source import Node, Path, Plain, Span, dotted


class Bond(IntEnum):
    """How an output line hangs on a value, the loosest first."""

    #: only blanks: the line is aligned with others, and one of these hangs on the value
    LAYOUT = 1
    #: lines come or go beside it
    BESIDE = 2
    #: what the line says, or that it is there
    TEXT = 3


class TemplateLine(NamedTuple):
    """A line of a template below `templates/`, and the lines of the tags that it stands in, outermost first."""

    template: str
    line: int
    inside: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Value:
    """A value that decides output: one of the spec, or a pin of an action. No two are equal.

    `path` leads to it in its file. `node` is what is written there, with the place of its key if it has one; a
    default has none, and is `plain`. `hidden` is the base's value that an overlay stands in front of. `strategy`
    is that of the block around a default, if it has one: who writes the one has to write the other, too.
    """

    path: Path
    node: Node | None = None
    key: Span | None = None
    plain: Plain = None
    hidden: Node | None = None
    strategy: Plain = None

    @property
    def name(self) -> str:
        """The path as people write it."""
        return dotted(self.path)

    @property
    def is_default(self) -> bool:
        """True if it is written nowhere."""
        return self.node is None

    def label(self, text: str = "") -> Label | None:
        """Where it is written, with something to say about it; None for a default."""
        return Label(self.node.file, self.key or self.node.span, text or self.name) if self.node else None


@dataclass(frozen=True, slots=True)
class Claim:
    """What one value decides of one artifact: `lines` by number from 1.

    `whole` if it decides where the file is, or that it is there at all.
    """

    lines: Mapping[int, Bond]
    whole: bool = False

    def __or__(self, other: Claim) -> Claim:
        """All that either of them says; of two bonds the tighter one."""
        lines = dict(self.lines)
        for line, bond in other.lines.items():
            lines[line] = max(bond, lines.get(line, bond))
        return Claim(lines, self.whole or other.whole)

    def of(self, bond: Bond) -> list[int]:
        """The lines that hang on the value in this way, in order."""
        return sorted(line for line, its in self.lines.items() if its is bond)


NOTHING = Claim({})


class Cause(NamedTuple):
    """A value that decides a line, and how."""

    value: Value
    bond: Bond


@dataclass(frozen=True, slots=True)
class LineOrigin:
    """Why one line of an artifact is as it is.

    `templates` is empty for the header, which podspec itself puts on top of every file.
    """

    line: int
    templates: tuple[TemplateLine, ...]
    causes: tuple[Cause, ...]


@dataclass(frozen=True, slots=True)
class FileOrigin:
    """Why an artifact is as it is: its `text`, line by line.

    `whole` are the values that decide where it is, or that it is there at all.
    """

    path: str
    spec: str
    template: str
    text: tuple[str, ...]
    lines: tuple[LineOrigin, ...]
    whole: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Reach:
    """What one value decides, by artifact; `texts` holds the lines of each of these."""

    value: Value
    claims: Mapping[str, Claim]
    texts: Mapping[str, tuple[str, ...]]
    #: the same value in overlays, which hide this one from their environments
    hidden_by: tuple[Value, ...] = ()

    def __or__(self, other: Reach) -> Reach:
        """What the same value decides in the output of two specs."""
        hidden = tuple({one.name: one for one in (*self.hidden_by, *other.hidden_by)}.values())
        return Reach(self.value, {**self.claims, **other.claims}, {**self.texts, **other.texts}, hidden)

    def count(self, bond: Bond) -> int:
        """How many output lines hang on the value in this way."""
        return sum(its is bond for claim in self.claims.values() for its in claim.lines.values())


class Place(NamedTuple):
    """A line of a committed file that was asked about, and the line of the artifact that it is.

    `differs` if that line is not the same as what the spec renders there; `has_drifted` if the file is not.
    """

    asked: int
    line: int
    differs: bool = False
    has_drifted: bool = False
    is_missing: bool = False
