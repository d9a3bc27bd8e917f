"""A tree whose disk is full, or whose machine dies, at a chosen operation; it remembers what it was asked."""

from __future__ import annotations

import errno
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Any

from podspec.pipeline.tree import Tree


class Crash(BaseException):
    """The process is gone: no code of its own runs any more, whatever it would have caught."""


class Moment(StrEnum):
    """When in an operation the fault comes."""

    BEFORE = "before"
    HALFWAY = "halfway"
    AFTER = "after"


class UnreliableTree(Tree):
    """Fails at operation number `at`, counted from 0.

    A crash fails all later operations, too. Otherwise the disk is full (ENOSPC) for this one operation alone, or
    for all from here on if it `stays_full`.
    """

    def __init__(
        self, root: Path, at: int, moment: Moment = Moment.BEFORE, *, crash: bool = True, stays_full: bool = False
    ) -> None:
        super().__init__(root)
        self.at = at
        self.moment = moment
        self.crash = crash
        self.stays_full = stays_full
        #: what was asked for: the operation, and the path it is about
        self.asked: list[tuple[str, str]] = []

    @property
    def failed(self) -> bool:
        """True if the chosen operation has come."""
        return len(self.asked) > self.at

    def make_folders(self, *paths: str) -> None:
        """Make folders, or fail."""
        self._do("make_folders", ", ".join(paths), lambda: super(UnreliableTree, self).make_folders(*paths))

    def create(self, path: str, content: bytes, mode: int) -> None:
        """Write a file, or fail; a crash leaves half of it."""
        half = content[: len(content) // 2]
        self._do(
            "create",
            path,
            lambda: super(UnreliableTree, self).create(path, content, mode),
            lambda: super(UnreliableTree, self).create(path, half, mode),
        )

    def sync_file(self, path: str) -> None:
        """Make a file durable, or fail."""
        self._do("sync_file", path, lambda: super(UnreliableTree, self).sync_file(path))

    def rename(self, old: str, new: str) -> None:
        """Rename, or fail."""
        self._do("rename", new, lambda: super(UnreliableTree, self).rename(old, new))

    def remove(self, path: str) -> None:
        """Remove, or fail."""
        self._do("remove", path, lambda: super(UnreliableTree, self).remove(path))

    def remove_folder(self, path: str) -> bool:
        """Remove a folder, or fail."""
        return bool(self._do("remove_folder", path, lambda: super(UnreliableTree, self).remove_folder(path)))

    def sync(self, folder_path: str) -> None:
        """Make names durable, or fail."""
        self._do("sync", folder_path, lambda: super(UnreliableTree, self).sync(folder_path))

    def _do(self, name: str, path: str, whole: Callable[[], Any], half: Callable[[], Any] | None = None) -> Any:  # noqa: ANN401 - what the operation gives
        number = len(self.asked)
        self.asked.append((name, path))
        if number < self.at or (number > self.at and not self.crash and not self.stays_full):
            return whole()
        if number == self.at and self.crash:
            self._begin(whole, half)
        raise Crash if self.crash else OSError(errno.ENOSPC, "No space left on device", path)

    def _begin(self, whole: Callable[[], Any], half: Callable[[], Any] | None) -> None:
        """Do as much of the operation as is done when the machine dies."""
        if self.moment is Moment.AFTER:
            whole()
        elif self.moment is Moment.HALFWAY and half:
            half()
