"""The way from the root to a folder, component by component: no symlink is ever followed."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
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
    """Open folders, each in the one before, from the root to the folder that was asked for last."""

    def __init__(self, root: Path) -> None:
        self.root = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        self._names: list[str] = []
        self._folders = [self.root]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._close_but(0)

    def to(self, components: Sequence[str]) -> int:
        """A descriptor of a folder. What its way has in common with the last one is open already."""
        shared = _in_common(self._names, components)
        del self._names[shared:]
        self._close_but(shared + 1)
        for name in components[shared:]:
            path = "/".join((*self._names, name))
            self._folders.append(open_folder(self._folders[-1], name, path))
            self._names.append(name)
        return self._folders[-1]

    def _close_but(self, count: int) -> None:
        """Close the innermost folders, each one forgotten first: an interruption lets none be closed twice."""
        while len(self._folders) > count:
            os.close(self._folders.pop())


def _in_common(first: Sequence[str], second: Sequence[str]) -> int:
    """How many components two ways begin with alike."""
    count = 0
    for one, other in zip(first, second, strict=False):
        if one != other:
            break
        count += 1
    return count


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
