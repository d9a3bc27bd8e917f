"""Specs that were deleted or moved: all that podspec once wrote for them is left over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from podspec.model.artifact import Artifact
from podspec.model.compilation import Compilation
from podspec.model.drift import Drift, DriftKind
from podspec.model.layout import (
    DEFAULT_WORKFLOWS,
    GENERATED,
    MANIFEST_FILE,
    REPOSITORY,
    manifest_path,
    output_directory,
)
from podspec.pipeline import earlier
from podspec.pipeline.compare import look_or_none
from podspec.pipeline.discover import SPEC_FILE
from podspec.pipeline.header import spec_in
from podspec.pipeline.tree import BlockedError, Found, Kind, Tree
from podspec.quoting.comment import comment

_USUAL_PLACES = (f"{GENERATED}/", f"{DEFAULT_WORKFLOWS}/")


class Gone:
    """A spec that is not there any more, beside what podspec once wrote for it.

    Its manifest names the files, if it is left; `found` are files that name the spec themselves.
    """

    #: A spec that is gone renders to nothing, and its manifest goes with it.
    new_manifest = None

    def __init__(self, file: str, tree: Tree, found: Iterable[str] = ()) -> None:
        self.file = file
        self.tree = tree
        self.found = tuple(found)
        self.manifest_file = manifest_path(file)
        self.earlier = earlier.read(tree.look(self.manifest_file))
        self.rendered: dict[str, Artifact] = {}
        self.seen: dict[str, Found] = {}

    def drifts(self) -> tuple[Drift, ...]:
        """Every file that is left, and the manifest itself."""
        return tuple(sorted(self._drifts(), key=lambda drift: drift.path))

    def is_home(self, path: str) -> bool:
        """Whether a path lies where output stands, as far as anybody knows."""
        return path.startswith(_USUAL_PLACES)

    def _drifts(self) -> Iterator[Drift]:
        if self.earlier.found.kind is not Kind.NOTHING:
            yield self._manifest()
        for path in sorted({*self.earlier.paths, *self.found}):
            found = look_or_none(self.tree, path)
            if found and self.may_go(path, found):
                self.seen[path] = found
                also = () if self.earlier.wrote(path, found) or not self.earlier.manifests else ("edited",)
                yield Drift(DriftKind.ORPHANED, path, self._cause(), also=also)

    def _manifest(self) -> Drift:
        if self.earlier.manifests:
            return Drift(DriftKind.ORPHANED, self.manifest_file, self._cause())
        # Whoever wrote it: it is not known to be podspec's, and what it named is not known at all.
        cause = f"it is no manifest, and there is no spec beside it: {self.earlier.fault}"
        return Drift(DriftKind.UNMANAGED, self.manifest_file, cause, blocking=True)

    def _cause(self) -> str:
        if self.file == REPOSITORY:
            return "podspec wrote it for the specs of the repository, and none is left"
        folder = self.file.rpartition("/")[0]
        beside = f"{folder}/service.yml" if folder else "service.yml"
        hint = f"; {beside} is there, but a spec is called {SPEC_FILE}"
        is_misnamed = self.tree.look(beside).kind is Kind.FILE
        return f"podspec wrote it for {self.file}, which is gone{hint if is_misnamed else ''}"

    def may_go(self, _path: str, found: Found) -> bool:
        """Whether a leftover is surely podspec's: it says so itself."""
        return spec_in(found) == comment(self.file)


def gone_specs(
    tree: Tree,
    manifests: Iterable[str],
    compilations: Iterable[Compilation],
    *,
    among: Iterable[str] | None = None,
    any_left: bool = False,
) -> list[Gone]:
    """The specs that manifests or generated files of the repository speak of, and that are not there.

    What stands in the output directory of one of the `compilations` is that one's matter. Only the files `among`
    some are looked at, if these are given; `any_left` says whether the repository has a spec that is not compiled.
    """
    compilations = list(compilations)
    owned = tuple(f"{output_directory(one.spec)}/" for one in compilations if one.spec)
    left = _left_behind(tree, _in_usual_places(tree) if among is None else sorted(among), owned)
    beside = [manifest.removesuffix(MANIFEST_FILE) + SPEC_FILE for manifest in manifests]
    files = sorted({*left, *beside})
    gone = [Gone(file, tree, left.get(file, ())) for file in files if tree.look(file).kind is Kind.NOTHING]
    shared = (
        []
        if compilations or any_left or tree.look(manifest_path(REPOSITORY)).kind is Kind.NOTHING
        else [Gone(REPOSITORY, tree)]
    )
    return [*gone, *shared]


def _in_usual_places(tree: Tree) -> list[str]:
    return [path for folder in _USUAL_PLACES for path in _below(tree, folder.removesuffix("/"))]


def _left_behind(tree: Tree, paths: Iterable[str], owned: tuple[str, ...]) -> dict[str, list[str]]:
    """Those in the usual places of output that belong to no spec's own directory, by the spec that they name."""
    left: dict[str, list[str]] = {}
    for path in paths:
        if path.startswith(owned) or not path.startswith(_USUAL_PLACES):
            continue
        found = look_or_none(tree, path)
        file = spec_in(found) if found else ""
        if file.rpartition("/")[2] == SPEC_FILE:
            left.setdefault(file, []).append(path)
    return left


def _below(tree: Tree, folder: str) -> list[str]:
    try:
        return list(tree.files_below(folder))
    except BlockedError:
        return []
