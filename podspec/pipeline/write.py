"""Drifts -> changes of files. Touches nothing that podspec did not write, and saves what it is told to give up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from podspec.model.drift import Drift, DriftKind
from podspec.pipeline.compare import Comparison
from podspec.pipeline.gone import Gone
from podspec.pipeline.saved import save
from podspec.pipeline.transaction import Change, change
from podspec.pipeline.tree import Found, Tree
from podspec.pipeline.way import Kind


class Written(NamedTuple):
    """What a render did to the files of one spec: paths, and for saved ones where the copy is."""

    created: tuple[str, ...]
    updated: tuple[str, ...]
    removed: tuple[str, ...]
    saved: tuple[tuple[str, str], ...]
    unchanged: int


class Update(NamedTuple):
    """The files of one spec that are about to be written: its comparison, and what differs."""

    comparison: Comparison | Gone
    drifts: tuple[Drift, ...]

    def refused(self, *, force: bool, adopt: bool) -> tuple[Drift, ...]:
        """The drifts that a render must not touch unless it is told to: edits, and files of others in its way."""
        allowed = {DriftKind.EDITED: force, DriftKind.UNMANAGED: adopt}
        return tuple(
            drift
            for drift in self.drifts
            if drift.blocking or (self._overwrites(drift) and not allowed.get(drift.kind, True))
        )

    def _overwrites(self, drift: Drift) -> bool:
        return drift.path in self.comparison.rendered and not drift.only_mode


def foresee(update: Update) -> Written:
    """What `write` would do to the files of one spec."""
    return _written(update, ())


def write(tree: Tree, updates: Iterable[Update]) -> list[Written]:
    """Bring the committed files of all specs in line with them: all of them, or none.

    The caller holds the lock, and has made sure that no drift is refused.

    Raises:
        OSError: if the file system does not let it, or if a file is being changed by somebody else.
    """
    updates = list(updates)
    lost = [(update, path, found) for update in updates for path, found in _lost(update)]
    saved = [(update, (path, save(tree, path, found.content))) for update, path, found in lost]
    change(tree, [one for update in updates for one in _changes(update)])
    return [_written(update, tuple(copy for owner, copy in saved if owner is update)) for update in updates]


#: Kinds of drift whose bytes are not what podspec wrote.
_NOT_PODSPECS = {DriftKind.EDITED, DriftKind.UNMANAGED, DriftKind.CONFLICTED}


def _lost(update: Update) -> Iterator[tuple[str, Found]]:
    """The files whose bytes are nobody's but the user's, and that are about to go."""
    comparison = update.comparison
    for drift in update.drifts:
        found = comparison.seen.get(drift.path)
        if drift.path == comparison.manifest_file and drift.kind in _NOT_PODSPECS:
            yield drift.path, comparison.earlier.found
        elif found and found.kind is Kind.FILE and _is_lost(comparison, drift, found):
            yield drift.path, found


def _is_lost(comparison: Comparison | Gone, drift: Drift, found: Found) -> bool:
    """Whether a file goes for ever: what podspec wrote so, where its output belongs, can be rendered anew."""
    if drift.path in comparison.rendered:
        return drift.kind in _NOT_PODSPECS and not drift.only_mode
    can_come_back = comparison.is_home(drift.path) and comparison.earlier.wrote(drift.path, found)
    return comparison.may_go(drift.path, found) and not can_come_back


def _changes(update: Update) -> Iterator[Change]:
    """What must become of each drifted path; the manifest comes last."""
    comparison = update.comparison
    for drift in update.drifts:
        found = comparison.seen.get(drift.path)
        artifact = comparison.rendered.get(drift.path)
        if found and artifact:
            yield Change(drift.path, found, artifact.own, artifact.mode, artifact.shared)
        elif found and comparison.may_go(drift.path, found):
            yield Change(drift.path, found, None)
    if any(drift.path == comparison.manifest_file for drift in update.drifts):
        yield Change(comparison.manifest_file, comparison.earlier.found, comparison.new_manifest)


def _written(update: Update, saved: tuple[tuple[str, str], ...]) -> Written:
    rendered = update.comparison.rendered
    created = [one.path for one in update.drifts if one.path in rendered and one.kind is DriftKind.MISSING]
    updated = [one.path for one in update.drifts if one.path in rendered and one.kind is not DriftKind.MISSING]
    gone = [path for path, found in update.comparison.seen.items() if path not in rendered]
    removed = [path for path in gone if update.comparison.may_go(path, update.comparison.seen[path])]
    unchanged = update.comparison.count - len(created) - len(updated)
    return Written(tuple(created), tuple(updated), tuple(removed), saved, unchanged)
