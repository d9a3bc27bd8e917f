"""Which specs a run must look at: those that a change can have touched, or one shard of them.

The law: if everything was clean at the revision that is compared with, looking at the touched specs alone finds
all that looking at every spec would find.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import NamedTuple, TypeVar

import podspec
from podspec.model.layout import PINS_FILE, POLICY_FILE, REPOSITORY, manifest_path
from podspec.model.manifest import Manifest
from podspec.pipeline import earlier, templates
from podspec.pipeline.discover import SPEC_FILE
from podspec.pipeline.earlier import Earlier
from podspec.pipeline.tree import Tree
from podspec.pipeline.way import Kind

One = TypeVar("One")

#: Every output directory has one, so that its path in a manifest tells the directory.
_IN_EACH_OUTPUT = ".gitattributes"


class Shard(NamedTuple):
    """One of `total` equal parts of the specs; `number` counts from 1."""

    number: int
    total: int

    def of(self, all_of_them: tuple[One, ...]) -> tuple[One, ...]:
        """This part of some things, dealt out like cards, so that parts differ by one at most."""
        return all_of_them[self.number - 1 :: self.total]


class Changed:
    """Paths that a change has touched, and what podspec made of them."""

    def __init__(self, tree: Tree, paths: Iterable[str]) -> None:
        self.tree = tree
        self.paths = frozenset(paths)
        self._folders = {str(folder) for path in self.paths for folder in PurePosixPath(path).parents}
        self._podspec_itself = _holds_podspec(tree.root, self.paths)

    def touches_spec(self, file: str, before: Earlier) -> bool:
        """Whether the change can have touched what a spec renders to, or its committed output.

        `before` is what its manifest says.
        """
        manifest = _trusted(before)
        if file in self.paths or POLICY_FILE in self.paths or self._touches(manifest_path(file), manifest):
            return True
        homes = _output_directories(manifest)
        # Without one nobody knows where a strange file would be in the way.
        return not homes or not self._folders.isdisjoint(homes)

    def touches_repository(self) -> bool:
        """Whether the change can have touched what the specs share."""
        manifest_file = manifest_path(REPOSITORY)
        before = earlier.read(self.tree.look(manifest_file))
        return PINS_FILE in self.paths or self._touches(manifest_file, _trusted(before))

    def ends_a_spec(self) -> bool:
        """Whether the change has deleted or moved a spec."""
        specs = (path for path in self.paths if path.rpartition("/")[2] == SPEC_FILE)
        return any(self.tree.look(path).kind is Kind.NOTHING for path in specs)

    def _touches(self, manifest_file: str, manifest: Manifest | None) -> bool:
        if manifest is None or manifest_file in self.paths or self._podspec_itself:
            return True
        own = {*manifest.records, *manifest.ejected}
        return _is_of_another_podspec(manifest) or not self.paths.isdisjoint(own)


def _trusted(before: Earlier) -> Manifest | None:
    """The manifest, if it is one and can be trusted."""
    return before.manifests[0] if len(before.manifests) == 1 else None


def _holds_podspec(root: Path, paths: frozenset[str]) -> bool:
    """Whether the change is one of podspec's own code, which may stand in the same repository."""
    package = Path(podspec.__file__).resolve().parent
    if not package.is_relative_to(root.resolve()):
        return False
    home = f"{package.relative_to(root.resolve()).as_posix()}/"
    return any(path.startswith(home) for path in paths)


def _is_of_another_podspec(manifest: Manifest) -> bool:
    """Whether another version wrote it, or one with other templates."""
    known = templates.texts()
    return manifest.podspec != podspec.__version__ or any(
        f"{one.template}{templates.SUFFIX}" not in known or templates.digest(one.template) != one.template_sha256
        for one in manifest.records.values()
    )


def _output_directories(manifest: Manifest | None) -> set[str]:
    marked = (path.rpartition("/") for path in manifest.records) if manifest else ()
    return {folder for folder, _, name in marked if name == _IN_EACH_OUTPUT}
