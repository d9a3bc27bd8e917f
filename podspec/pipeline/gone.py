"""Specs that were deleted or moved: all that podspec once wrote for them is left over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from podspec.model.artifact import Artifact
from podspec.model.compilation import Compilation
from podspec.model.conflict import is_conflicted
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
from podspec.pipeline.compare import Comparison, look_or_none
from podspec.pipeline.discover import SPEC_FILE
from podspec.pipeline.header import spec_in
from podspec.pipeline.tree import Found, Tree
from podspec.pipeline.way import BlockedError, Kind
from podspec.quoting.comment import comment

_USUAL_PLACES = (f"{GENERATED}/", f"{DEFAULT_WORKFLOWS}/")


class Gone:
    """A spec that is not there any more, beside what podspec once wrote for it.

    Its manifest names the files, if it is left; `found` are files that name the spec themselves.
    """

    #: A spec that is gone renders to nothing, and its manifest goes with it.
    count = 0
    new_manifest = None

    def __init__(
        self, file: str, tree: Tree, found: Iterable[str] = (), taken: frozenset[str] = frozenset()
    ) -> None:
        self.file = file
        self.tree = tree
        self.found = tuple(found)
        #: files that a spec which is there renders, or leaves to people
        self.taken = taken
        self.manifest_file = manifest_path(file)
        self.earlier = earlier.read(tree.look(self.manifest_file))
        #: files that this spec, or another one that is gone, had left to people
        self.handed_over = frozenset(self.earlier.ejected)
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
        for path in sorted({*self.earlier.paths, *self.earlier.ejected, *self.found} - self.taken):
            found = look_or_none(self.tree, path)
            if found and path in self.handed_over and spec_in(found) == comment(self.file):
                yield Drift(DriftKind.ORPHANED, path, self._still_marked(), blocking=True)
            elif found and self.may_go(path, found):
                self.seen[path] = found
                yield self._orphan(path, found)

    def _orphan(self, path: str, found: Found) -> Drift:
        if is_conflicted(found.content):
            cause = f"git's conflict markers stand in it; {self._cause()}"
            return Drift(DriftKind.CONFLICTED, path, cause, also=("orphaned",))
        also = () if self.earlier.wrote(path, found) or not self.earlier.manifests else ("edited",)
        return Drift(DriftKind.ORPHANED, path, self._cause(), also=also)

    def _manifest(self) -> Drift:
        if self.earlier.manifests and self.earlier.is_conflicted:
            cause = f"git's conflict markers stand in it; {self._cause()}"
            return Drift(DriftKind.CONFLICTED, self.manifest_file, cause, also=("orphaned",))
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

    def _still_marked(self) -> str:
        said = f"it still says that podspec generated it for {self.file}"
        return f"a spec that is gone handed it over, and {said}: take that header off to keep the file"

    def may_go(self, path: str, found: Found) -> bool:
        """Whether a leftover is surely podspec's: it says so itself, and no spec had handed it over."""
        return spec_in(found) == comment(self.file) and path not in self.handed_over


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
    owned = frozenset(output_directory(one.spec) for one in compilations if one.spec)
    left = _left_behind(tree, _in_usual_places(tree, owned) if among is None else _outside(sorted(among), owned))
    beside = {manifest.removesuffix(MANIFEST_FILE) + SPEC_FILE for manifest in manifests}
    missing = [file for file in sorted({*left, *beside}) if tree.look(file).kind is Kind.NOTHING]
    taken = _taken(compilations) if missing else frozenset()
    named = {file: [path for path in left.get(file, ()) if path not in taken] for file in missing}
    gone = [Gone(file, tree, paths, taken) for file, paths in named.items() if paths or file in beside]
    handed_over = frozenset(path for one in gone for path in one.handed_over)
    for one in gone:
        one.handed_over = handed_over
    shared = (
        []
        if compilations or any_left or tree.look(manifest_path(REPOSITORY)).kind is Kind.NOTHING
        else [Gone(REPOSITORY, tree)]
    )
    return [*gone, *shared]


def all_drifts(compared: Iterable[Comparison], gone: Iterable[Gone]) -> tuple[Drift, ...]:
    """The drifts of specs that are there and of those that are not, each path once.

    What a spec that is gone has left is no stranger, also where another one writes now.
    """
    left = {drift.path: drift for one in gone for drift in one.drifts()}
    there = (drift for one in compared for drift in one.drifts())
    return (*(drift for drift in there if not (drift.is_beside and drift.path in left)), *left.values())


def _taken(compilations: Iterable[Compilation]) -> frozenset[str]:
    """The files of specs that are there: what stands at their places is the matter of those alone."""
    return frozenset(path for one in compilations for path in (*one.ejected, *one.paths))


def _in_usual_places(tree: Tree, owned: frozenset[str]) -> list[str]:
    """All files there but those in directories that a spec owns, which are most of them."""
    return [path for folder in _USUAL_PLACES for path in _below(tree, folder.removesuffix("/"), owned)]


def _outside(paths: Iterable[str], owned: frozenset[str]) -> list[str]:
    """Those that lie in the usual places, and in no directory that a spec owns."""
    return [path for path in paths if path.startswith(_USUAL_PLACES) and owned.isdisjoint(_above(path))]


def _above(path: str) -> Iterator[str]:
    """Every folder that a path lies in."""
    return (path[:at] for at, letter in enumerate(path) if letter == "/")


def _left_behind(tree: Tree, paths: Iterable[str]) -> dict[str, list[str]]:
    """Files by the spec that they name."""
    left: dict[str, list[str]] = {}
    for path in paths:
        found = look_or_none(tree, path)
        file = spec_in(found) if found else ""
        if file.rpartition("/")[2] == SPEC_FILE:
            left.setdefault(file, []).append(path)
    return left


def _below(tree: Tree, folder: str, owned: frozenset[str]) -> list[str]:
    if not owned.isdisjoint(_above(f"{folder}/")):
        return []
    try:
        return list(tree.files_below(folder, owned))
    except BlockedError:
        return []
