"""The way from the root to a folder, component by component: no symlink is ever followed."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Sequence
from enum import StrEnum
from typing import Self

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
#: What a system says of a symlink, or of anything else, that was to be opened as a folder.
_NO_FOLDER = {errno.ENOTDIR, errno.ELOOP}


class Kind(StrEnum):
    """What stands at a path."""

    NOTHING = "nothing"
    FILE = "a file"
    FOLDER = "a folder"
    SYMLINK = "a symlink"
    SPECIAL = "a device, pipe or socket"
    HUGE = "a file of more than 16 MiB"


class BlockedError(OSError):
    """Something that is no folder, such as a symlink, stands where a folder belongs."""

    def __init__(self, path: str, kind: Kind) -> None:
        super().__init__(None, f"{kind.value} stands where a folder belongs", path)
        self.path = path
        self.kind = kind


class Way:
    """The way from an open root to the folder that was asked for last, which stays open, too."""

    def __init__(self, root: int) -> None:
        self._root = root
        self._folder = root
        self._names: tuple[str, ...] = ()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._back()

    def to(self, components: Sequence[str]) -> int:
        """A descriptor of a folder, which is the last one, or lies in it, or is reached from the root."""
        components = tuple(components)
        if components[: len(self._names)] != self._names:
            self._back()
        for name in components[len(self._names) :]:
            names = (*self._names, name)
            self._leave_for(open_folder(self._folder, name, "/".join(names)), names)
        return self._folder

    def _back(self) -> None:
        if self._folder != self._root:
            self._leave_for(self._root, ())

    def _leave_for(self, folder: int, names: tuple[str, ...]) -> None:
        """Stand in another folder, and close this one: last, so that no interruption lets it be closed twice."""
        left, self._folder, self._names = self._folder, folder, names
        if left != self._root:
            os.close(left)


def open_folder(parent: int, name: str, path: str) -> int:
    """A descriptor of a folder in an open one; `path` is what an error calls it.

    Raises:
        BlockedError: if something else stands there.
        OSError: if there is nothing, or it cannot be opened.
    """
    try:
        return os.open(name, _FOLDER, dir_fd=parent)
    except OSError as error:
        if error.errno not in _NO_FOLDER:
            raise
        kind = kind_of(os.stat(name, dir_fd=parent, follow_symlinks=False).st_mode)
    raise BlockedError(path, kind)


def kind_of(mode: int) -> Kind:
    """What a mode, as `stat` gives it, is the mode of."""
    if stat.S_ISREG(mode):
        return Kind.FILE
    if stat.S_ISDIR(mode):
        return Kind.FOLDER
    return Kind.SYMLINK if stat.S_ISLNK(mode) else Kind.SPECIAL
