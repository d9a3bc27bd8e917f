"""The files that podspec renders for a service, by folder, each with its address."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from podspec.model.artifact import Artifact
from podspec.model.compilation import Compilation
from podspec.reporters.html.filling import Pieces, pieces
from podspec.reporters.html.links import Links
from podspec.reporters.text import plural

#: Bytes for the list of files.
_ROOM = 250_000
_KIB = 1024


class File(NamedTuple):
    """A file: its name below the folder, and its address."""

    name: str
    address: str
    size: str


class Folder(NamedTuple):
    """A folder with its files."""

    name: str
    words: str
    files: tuple[File, ...]


class Files(NamedTuple):
    """All folders, and the files that were handed over to people."""

    folders: Pieces
    ejected: tuple[str, ...]


def view(about: Compilation, links: Links) -> Files | None:
    """The files of a spec; None if it could not be compiled."""
    if not about.artifacts:
        return None
    ordered = sorted(about.artifacts, key=lambda one: _place(one, about))
    folders = [
        _folder(name, list(group), links) for name, group in groupby(ordered, lambda one: _place(one, about)[0])
    ]
    return Files(pieces("folder.html.j2", folders, _ROOM), tuple(sorted(about.ejected)))


def _place(one: Artifact, about: Compilation) -> tuple[str, str]:
    """The folder that a file is listed under, and its path."""
    home = f"{about.directory}/"
    if not one.path.startswith(home):
        return one.path.rpartition("/")[0], one.path
    first, _, rest = one.path.removeprefix(home).partition("/")
    return (f"{home}{first}" if rest else home.removesuffix("/")), one.path


def _folder(name: str, artifacts: Sequence[Artifact], links: Links) -> Folder:
    size = sum(len(one.content) for one in artifacts)
    files = tuple(
        File(one.path.removeprefix(f"{name}/"), links.file(one.path), _size(len(one.content))) for one in artifacts
    )
    return Folder(name, f"{plural(len(files), 'file')}, {_size(size)}", files)


def _size(count: int) -> str:
    return f"{count:,} bytes" if count < _KIB else f"{count / _KIB:,.1f} KiB"
