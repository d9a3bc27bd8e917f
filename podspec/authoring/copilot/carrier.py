"""Notes what becomes of each value of a manifest: a line of the spec, what podspec does anyway, or left behind."""

from __future__ import annotations

from typing import NamedTuple

from podspec.authoring.copilot import unfit
from podspec.authoring.copilot.manifest import Manifest, leaves
from podspec.authoring.copilot.unfit import Words, reason
from podspec.authoring.sheet import Line
from podspec.model.source import Node, Path, Scalar, child, dotted
from podspec.quoting.plain import Plain


class Left(NamedTuple):
    """A value that was left behind: where it stands, why, and what to do instead."""

    path: Path
    line: int
    words: Words


class Moved(NamedTuple):
    """A value that has found its place, the line that it came from, and what went there with it."""

    path: Path
    line: int
    also: tuple[Path, ...] = ()


class Carried(NamedTuple):
    """What became of a manifest: lines of a spec, and what was left. `ready` are what podspec does anyway.

    Every value of the manifest is the origin of a line, or in one of the two lists.
    """

    lines: tuple[Line, ...]
    left: tuple[Left, ...]
    ready: tuple[Moved, ...]


class Carrier:
    """What has been noted of a manifest, for a service that runs on some targets under a name.

    It is about one scope at a time: the manifest itself, or what it says of one environment. Paths of values begin
    there, and so do paths in the spec.
    """

    def __init__(
        self, manifest: Manifest, targets: tuple[str, ...], name: str, environments: dict[str, str]
    ) -> None:
        self.manifest, self.targets, self.name, self.environments = manifest, targets, name, environments
        self._nodes = dict(leaves(manifest.tree))
        self._lines: list[Line] = []
        self._left: dict[Path, Words] = {}
        self._ready: dict[Path, None] = {}
        self._taken: dict[Path, None] = {}
        self._from: Path = ()
        self._to: tuple[str, ...] = ()

    def enter(self, environment: str) -> None:
        """Go on with what the manifest says of an environment."""
        self._from = ("environments", environment)
        self._to = ("environments", self.environments[environment])

    @property
    def is_base(self) -> bool:
        """True while it is about the manifest itself."""
        return not self._from

    # -- what stands in the scope -----------------------------------------------------------------------

    def node(self, *path: str | int) -> Node | None:
        """What stands at a path of the scope."""
        return at(self.manifest.tree, (*self._from, *path))

    def base(self, *path: str | int) -> Node | None:
        """What stands at a path of the manifest itself."""
        return at(self.manifest.tree, path)

    def text(self, *path: str | int) -> str:
        """The text at a path of the scope; nothing if there is none."""
        node = self.node(*path)
        return str(node.value) if isinstance(node, Scalar) and node.value is not None else ""

    # -- what becomes of it -----------------------------------------------------------------------------

    def put(self, path: Path, to: tuple[str, ...], value: Plain, note: str = "", *also: Path) -> None:
        """A value becomes a line of the spec, whose comment names the line that it came from.

        `also` are the paths of further values that went into the same line.
        """
        whole = (*self._from, *path)
        for each in (each for one in (path, *also) for each in self._below(one)):
            self._taken[each] = None
            self._left.pop(each, None)
        moved = Moved(whole, self._line(whole), tuple((*self._from, *one) for one in also))
        said = f"line {moved.line}: {dotted(whole)}" + (f"; {note}" if note else "")
        self._lines.append(Line((*self._to, *to), value, said, moved))

    def add(self, to: tuple[str, ...], value: Plain, note: str) -> None:
        """What Copilot takes for granted where the manifest says nothing becomes a line of the spec, too."""
        self._lines.append(Line((*self._to, *to), value, note))

    def says(self, *to: str) -> bool:
        """True if a path of the spec has a line by now."""
        return any(line.path == to for line in self._lines)

    def same(self, path: Path) -> None:
        """A value says what podspec does anyway."""
        self._ready.update(dict.fromkeys(self._below(path)))

    def leave(self, path: Path, words: Words | None = None) -> None:
        """A value is left behind, unless a part of it has found a place; by default for its field's own reason."""
        said = words or reason(path)
        self._left.update((each, said) for each in self._below(path) if each not in self._taken)

    def only_base(self, path: Path) -> bool:
        """True for the manifest itself. What an environment says otherwise of such a field is left behind."""
        if not self.is_base:
            self.leave(path, unfit.ONE_IMAGE)
        return self.is_base

    def result(self) -> Carried:
        """All that was noted. A value that nobody has spoken of is one that podspec does not know."""
        spoken = {*self._left, *self._ready, *self._taken}
        unknown = {path: unfit.UNKNOWN for path in self._nodes if path not in spoken}
        left = [Left(path, self._line(path), words) for path, words in {**self._left, **unknown}.items()]
        ready = [Moved(path, self._line(path)) for path in self._ready]
        return Carried(tuple(self._lines), tuple(sorted(left, key=_place)), tuple(sorted(ready, key=_place)))

    def _below(self, path: Path) -> list[Path]:
        """The values at and below a path of the scope."""
        start = (*self._from, *path)
        return [each for each in self._nodes if each[: len(start)] == start]

    def _line(self, path: Path) -> int:
        lines = [node.span.line for each, node in self._nodes.items() if each[: len(path)] == path]
        return min(lines, default=1)


def at(node: Node, path: Path) -> Node | None:
    """What stands at a path below a node; None if nothing does."""
    here: Node = node
    for part in path:
        found = child(here, part)
        if found is None:
            return None
        here = found[1]
    return here


def _place(one: Left | Moved) -> tuple[int, str]:
    return one.line, dotted(one.path)
