"""Manifests whose spec is gone: all that they name is left over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256

from podspec.model.artifact import Artifact
from podspec.model.drift import Drift, DriftKind
from podspec.model.layout import manifest_path
from podspec.pipeline import earlier
from podspec.pipeline.compare import has_header, look_or_none
from podspec.pipeline.discover import SPEC_FILE
from podspec.pipeline.tree import Found, Kind, Tree


class Gone:
    """A spec that was deleted or moved, beside what podspec once wrote for it."""

    #: A spec that is gone renders to nothing, and its manifest goes with it.
    new_manifest = None

    def __init__(self, file: str, tree: Tree) -> None:
        self.file = file
        self.tree = tree
        self.manifest_file = manifest_path(file)
        self.earlier = earlier.read(tree.look(self.manifest_file))
        self.rendered: dict[str, Artifact] = {}
        self.seen: dict[str, Found] = {}

    def drifts(self) -> tuple[Drift, ...]:
        """Every file that is left, and the manifest itself."""
        return tuple(sorted(self._drifts(), key=lambda drift: drift.path))

    def _drifts(self) -> Iterator[Drift]:
        cause = f"podspec wrote it for {self.file}, which is gone"
        yield Drift(DriftKind.ORPHANED, self.manifest_file, cause)
        for path in self.earlier.paths:
            found = look_or_none(self.tree, path)
            if found and found.kind is Kind.FILE and has_header(found, self.file):
                self.seen[path] = found
                digest = sha256(found.content).hexdigest()
                past = self.earlier.of(path, digest)
                is_edited = past is not None and past.record.sha256 != digest
                yield Drift(DriftKind.ORPHANED, path, cause, also=("edited",) * is_edited)

    def may_go(self, _path: str, found: Found) -> bool:
        """Whether a leftover is surely podspec's: where the output stood, nobody knows any more."""
        return has_header(found, self.file)


def gone_specs(tree: Tree, manifests: Iterable[str]) -> list[Gone]:
    """The specs that manifests speak of and that are not there, by the manifests' paths."""
    files = [f"{manifest.rpartition('/')[0]}/{SPEC_FILE}" for manifest in manifests]
    return [Gone(file, tree) for file in files if tree.look(file).kind is Kind.NOTHING]
