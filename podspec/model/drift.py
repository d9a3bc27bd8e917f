"""A difference between the committed files and what the spec renders to, with its cause."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from podspec.model.diagnostic import Label
from podspec.model.layout import MANIFEST_FILE


class DriftKind(StrEnum):
    """Why a path is not as it should be, in the order of precedence: a path has the first kind that fits."""

    CONFLICTED = "conflicted"
    ORPHANED = "orphaned"
    UNMANAGED = "unmanaged"
    MISSING = "missing"
    EDITED = "edited"
    STALE = "stale"
    OUTDATED = "outdated"


#: The permanent code of each kind.
CODES = {
    DriftKind.MISSING: "PS301",
    DriftKind.STALE: "PS302",
    DriftKind.OUTDATED: "PS303",
    DriftKind.EDITED: "PS304",
    DriftKind.ORPHANED: "PS305",
    DriftKind.UNMANAGED: "PS306",
    DriftKind.CONFLICTED: "PS307",
}

_RENDER = "podspec render"

#: What to do about each kind.
CURES = {
    DriftKind.MISSING: _RENDER,
    DriftKind.STALE: _RENDER,
    DriftKind.OUTDATED: _RENDER,
    DriftKind.EDITED: "move the edit into the spec, or `podspec render --force` (saves the edit first)",
    DriftKind.ORPHANED: _RENDER,
    DriftKind.UNMANAGED: "move the file away, or `podspec render --adopt` where an artifact belongs",
    DriftKind.CONFLICTED: _RENDER,
}


class Drift(NamedTuple):
    """One path that is not as it should be.

    `because` names the spec values that decide it, `diff` is a bounded unified diff from the committed file to
    what the spec renders, and `also` says what else holds of a path that has more than one thing wrong. A
    `blocking` drift stands in the way of an artifact, and only a person can take it away. A drift of `only_mode`
    is in no byte of the file, so that nothing is lost by curing it. Drifts of one `theme` have one cause to a
    person who has many of them to read, although each names its own template or values. What `is_beside` artifacts
    stands where none belongs.
    """

    kind: DriftKind
    path: str
    cause: str
    because: tuple[Label, ...] = ()
    diff: str = ""
    also: tuple[str, ...] = ()
    blocking: bool = False
    only_mode: bool = False
    theme: str = ""
    is_beside: bool = False

    @property
    def code(self) -> str:
        """The permanent code of this kind of drift."""
        return CODES[self.kind]

    @property
    def cure(self) -> str:
        """What to do about it. Rendering saves a manifest that is none, and makes it anew."""
        if self.blocking:
            return "move it away, then `podspec render`"
        if self.is_beside:
            return "move the file away"
        return _RENDER if self.only_mode or self.path.endswith(MANIFEST_FILE) else CURES[self.kind]
