"""Drifts -> changes of files. Touches nothing that podspec did not write, and saves what it is told to give up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from podspec.model.drift import Drift, DriftKind
from podspec.pipeline.compare import Comparison
from podspec.pipeline.gone import Gone
from podspec.pipeline.saved import save
from podspec.pipeline.transaction import Change, change
from podspec.pipeline.tree import Found, Kind, Tree


class Written(NamedTuple):
    """What a render did to the files of one spec: paths, and for saved ones where the copy is."""

    created: tuple[str, ...]
    updated: tuple[str, ...]
    removed: tuple[str, ...]
    saved: tuple[tuple[str, str], ...]
    unchanged: int


class Step(NamedTuple):
    """One spec that is about to be written: its comparison, and what differs."""

    comparison: Comparison | Gone
    drifts: tuple[Drift, ...]

    def refused(self, *, force: bool, adopt: bool) -> tuple[Drift, ...]:
        """The drifts that a render must not touch unless it is told to: edits, and files of others in its way."""
        allowed = {DriftKind.EDITED: force, DriftKind.UNMANAGED: adopt}
        return tuple(
            drift
            for drift in self.drifts
            if drift.blocking or (drift.path in self.comparison.rendered and not allowed.get(drift.kind, True))
        )


def write(tree: Tree, steps: Iterable[Step]) -> list[Written]:
    """Bring the committed files of all specs in line with them: all of them, or none.

    The caller holds the lock, and has made sure that no drift is refused.

    Raises:
        OSError: if the file system does not let it, or if a file is being changed by somebody else.
    """
    steps = list(steps)
    lost = [(step, path, found) for step in steps for path, found in _lost(step)]
    saved = [(step, (path, save(tree, path, found.content))) for step, path, found in lost]
    change(tree, [one for step in steps for one in _changes(step)])
    return [_written(step, tuple(copy for owner, copy in saved if owner is step)) for step in steps]


#: Kinds of drift whose bytes are not what podspec wrote.
_NOT_PODSPECS = {DriftKind.EDITED, DriftKind.UNMANAGED, DriftKind.CONFLICTED}


def _lost(step: Step) -> Iterator[tuple[str, Found]]:
    """The files whose bytes are nobody's but the user's, and that are about to go."""
    for drift in step.drifts:
        found = step.comparison.seen.get(drift.path)
        if drift.path == step.comparison.manifest_file and drift.kind in _NOT_PODSPECS:
            yield drift.path, step.comparison.earlier.found
        if found is None or found.kind is not Kind.FILE:
            continue
        if drift.path in step.comparison.rendered:
            if drift.kind in _NOT_PODSPECS:
                yield drift.path, found
        elif drift.also and step.comparison.may_go(drift.path, found):
            yield drift.path, found


def _changes(step: Step) -> Iterator[Change]:
    """What must become of each drifted path; the manifest comes last."""
    comparison = step.comparison
    for drift in step.drifts:
        found = comparison.seen.get(drift.path)
        artifact = comparison.rendered.get(drift.path)
        if found and artifact:
            yield Change(drift.path, found, artifact.content, artifact.mode)
        elif found and comparison.may_go(drift.path, found):
            yield Change(drift.path, found, None)
    if any(drift.path == comparison.manifest_file for drift in step.drifts):
        yield Change(comparison.manifest_file, comparison.earlier.found, comparison.new_manifest)


def _written(step: Step, saved: tuple[tuple[str, str], ...]) -> Written:
    rendered = step.comparison.rendered
    created = [one.path for one in step.drifts if one.path in rendered and one.kind is DriftKind.MISSING]
    updated = [one.path for one in step.drifts if one.path in rendered and one.kind is not DriftKind.MISSING]
    gone = [path for path, found in step.comparison.seen.items() if path not in rendered]
    removed = [path for path in gone if step.comparison.may_go(path, step.comparison.seen[path])]
    unchanged = len(rendered) - len(created) - len(updated)
    return Written(tuple(created), tuple(updated), tuple(removed), saved, unchanged)
