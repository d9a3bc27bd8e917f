"""The files of a repository as Terraform sees them: folders of blocks, and what `file()` reads."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from itertools import takewhile
from typing import Final

from podspec.impact.hcl.parse import parse
from podspec.impact.hcl.syntax import Block, Literal
from podspec.impact.hcl.values import FailedError

# What makes a folder a root. Read as text, so that a file which is broken does not hide its root.
_ROOT: Final = re.compile(rb'^[ \t]*(?:backend|provider)[ \t]+"', re.MULTILINE)


class Tree:
    """The files of a repository, by folder."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files
        self._sorted = sorted(files)
        #: several judges ask of what a root is made, and it takes reading it whole
        self._closures: dict[str, set[str]] = {}
        self._folders: dict[str, list[str]] = {}
        for path in self._sorted:
            if path.endswith(".tf"):
                self._folders.setdefault(posixpath.dirname(path), []).append(path)

    @classmethod
    def of(cls, files: Mapping[str, bytes] | Tree) -> Tree:
        """A tree as it is, or one of files: to sort those of a thousand services takes its time."""
        return files if isinstance(files, Tree) else cls(files)

    def paths(self, folder: str) -> list[str]:
        """The Terraform files of a folder."""
        return self._folders.get(folder, [])

    def roots(self) -> tuple[str, ...]:
        """Folders that name a backend or a provider."""
        return tuple(
            folder
            for folder, paths in sorted(self._folders.items())
            if any(_ROOT.search(self.files[path]) for path in paths)
        )

    def blocks(self, folder: str) -> Iterator[Block]:
        """The blocks of a folder's files.

        Raises:
            HclError: a file cannot be read.
        """
        for path in self.paths(folder):
            yield from parse(self.files[path], path).blocks

    def read(self, base: str, path: str) -> bytes:
        """A file by a path relative to a folder.

        Raises:
            FailedError: it is not among the files.
        """
        found = self.files.get(posixpath.normpath(posixpath.join(base, path)))
        if found is None:
            raise FailedError(f"there is no file {path}")
        return found

    def below(self, base: str, folder: str) -> list[str]:
        """Paths of all files below a folder that is itself relative to one; they are relative to it."""
        prefix = posixpath.normpath(posixpath.join(base, folder)) + "/"
        return [path.removeprefix(prefix) for path in that_begin_with(prefix, self._sorted)]

    def closure(self, root: str) -> set[str]:
        """Paths of all files that a root is made of: its own folder, and the modules it calls at any depth.

        Raises:
            HclError: a file of it cannot be read.
        """
        if root not in self._closures:
            self._closures[root] = self._closed(root)
        return self._closures[root]

    def _closed(self, root: str) -> set[str]:
        folders, waiting = {root}, [root]
        while waiting:
            for folder in set(_called(self.blocks(here := waiting.pop()), here)) - folders:
                folders.add(folder)
                waiting.append(folder)
        return {path for folder in folders for path in that_begin_with(f"{folder}/", self._sorted)}


def source_folder(block: Block, folder: str) -> str | None:
    """The folder of the module that a block calls; None where it is none of this repository."""
    source = block.body.attributes.get("source")
    if isinstance(source, Literal) and isinstance(source.value, str) and source.value.startswith(("./", "../")):
        return posixpath.normpath(posixpath.join(folder, source.value))
    return None


def _called(blocks: Iterable[Block], folder: str) -> Iterator[str]:
    for block in blocks:
        if block.type == "module" and (called := source_folder(block, folder)):
            yield called


def that_begin_with(prefix: str, paths: list[str]) -> Iterator[str]:
    """Those of many sorted paths, without a look at all the others."""
    places = range(bisect_left(paths, prefix), len(paths))
    return takewhile(lambda path: path.startswith(prefix), map(paths.__getitem__, places))
