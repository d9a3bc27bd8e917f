"""Artifacts -> files. Changes nothing that podspec did not write, and saves what it is told to give up."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from podspec.model.artifact import Artifact
from podspec.model.drift import Drift, DriftKind
from podspec.model.manifest import dump
from podspec.pipeline.compare import Comparison, read_bytes
from podspec.pipeline.render import MARK

_SAVED = ".podspec/saved"
_TEMPORARY = ".podspec-"


class Written(NamedTuple):
    """What a render did: paths from the repository's root, and for saved files where they went."""

    created: tuple[str, ...]
    updated: tuple[str, ...]
    removed: tuple[str, ...]
    saved: tuple[tuple[str, str], ...]
    unchanged: int


def refused(drifts: Iterable[Drift], rendered: frozenset[str], *, force: bool, adopt: bool) -> tuple[Drift, ...]:
    """The drifts that a render must not touch unless it is told to: edits, and files of others in its way."""
    return tuple(
        drift
        for drift in drifts
        if drift.path in rendered
        and ((drift.kind is DriftKind.EDITED and not force) or (drift.kind is DriftKind.UNMANAGED and not adopt))
    )


def write(comparison: Comparison, drifts: Iterable[Drift]) -> Written:
    """Bring the committed files in line with the spec.

    The caller has made sure that nothing in `drifts` is `refused`. What is about to be lost is saved first, the
    manifest is written last: a render that stops half-way leaves files that the next one finishes.

    Raises:
        OSError: if the file system does not let it.
    """
    root = comparison.root
    drifts = [drift for drift in drifts if drift.path != comparison.manifest_file]
    saved = [_save(root, drift.path) for drift in drifts if _must_save(drift, comparison)]
    created = [_put(root, comparison.rendered[one.path]) for one in drifts if one.kind is DriftKind.MISSING]
    updated = [
        _put(root, comparison.rendered[one.path])
        for one in drifts
        if one.path in comparison.rendered and one.kind is not DriftKind.MISSING
    ]
    removed = [one.path for one in drifts if one.kind is DriftKind.ORPHANED and _remove(comparison, one.path)]
    _put_manifest(comparison)
    unchanged = len(comparison.rendered) - len(created) - len(updated)
    return Written(tuple(created), tuple(updated), tuple(removed), tuple(saved), unchanged)


def _must_save(drift: Drift, comparison: Comparison) -> bool:
    """Whether the bytes on disk are nobody's but the user's."""
    if drift.kind is DriftKind.ORPHANED:
        return "edited" in drift.also and _may_remove(comparison, drift.path)
    return drift.path in comparison.rendered and drift.kind in {
        DriftKind.EDITED,
        DriftKind.UNMANAGED,
        DriftKind.CONFLICTED,
    }


def _save(root: Path, path: str) -> tuple[str, str]:
    """Keep a copy of a file below `.podspec/saved/`, in a folder named by its content: no copy hides another."""
    content = (root / path).read_bytes()
    copy = f"{_SAVED}/{sha256(content).hexdigest()[:12]}/{path}"
    _ignore_own_folder(root)
    _replace(root / copy, content, 0o644)
    return path, copy


def _ignore_own_folder(root: Path) -> None:
    """Keep `.podspec/` out of git without touching a file of the user's."""
    ignore = root / ".podspec" / ".gitignore"
    if not ignore.exists():
        _replace(ignore, b"*\n", 0o644)


def _put(root: Path, artifact: Artifact) -> str:
    _replace(root / artifact.path, artifact.content, artifact.mode)
    return artifact.path


def _put_manifest(comparison: Comparison) -> None:
    if comparison.written is None or not comparison.written.says_the_same(comparison.fresh):
        _replace(comparison.root / comparison.manifest_file, dump(comparison.fresh), 0o644)


def _replace(path: Path, content: bytes, mode: int) -> None:
    """Write a file so that a reader sees the old bytes or the new ones, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(prefix=_TEMPORARY, dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fchmod(file.fileno(), mode & ~_umask())
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _may_remove(comparison: Comparison, path: str) -> bool:
    """Only inside the output directory: the manifest, which names the path, is a file that anybody can edit."""
    return path.startswith(f"{comparison.directory}/")


def _remove(comparison: Comparison, path: str) -> bool:
    """Delete an orphan that is surely podspec's: in the output directory, and with podspec's mark or bytes."""
    if not _may_remove(comparison, path):
        return False
    target = comparison.root / path
    content = read_bytes(target) or b""
    was = comparison.written.records[path] if comparison.written else None
    is_ours = was is not None and sha256(content).hexdigest() == was.sha256
    if not is_ours and MARK.encode() not in content:
        return False
    target.unlink()
    _remove_empty_folders(target.parent, comparison.root / comparison.directory)
    return True


def _remove_empty_folders(folder: Path, top: Path) -> None:
    while folder != top and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
