"""The repository's files: the one door through which podspec reads and writes them.

Every path is followed from the root component by component, and no symlink is ever followed. So whatever a spec, a
manifest or a journal names, and whatever is swapped while podspec runs, nothing outside the repository is touched:
only a folder that somebody moves out of it takes along the one file that is being written into it.
Why not resolve first and open then: CVE-2026-24046 and CVE-2026-24047 went through that gap.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager, suppress
from copy import copy
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from podspec.pipeline.way import BlockedError, Kind, Way, kind_of, open_folder

_ROOT = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_CHUNK = 1 << 20
_PAGE = 1 << 12
#: Bytes of the largest file that is read. No artifact comes near; a pull request must not fill the memory.
_LARGEST = 16 << 20
#: Folders in folders that are looked into. No artifact stands deeper; a pull request must not exhaust the stack.
_DEEPEST = 64
#: Components of a path that lead to no other place, or back.
_NOWHERE = {"", ".", ".."}


class Found(NamedTuple):
    """What stands at a path: of a file its bytes, and of its mode, as in git, whether its owner may run it."""

    kind: Kind
    content: bytes = b""
    is_executable: bool = False

    def holds(self, content: bytes) -> bool:
        """True for a file of these bytes, whatever its mode."""
        return self.kind is Kind.FILE and self.content == content


class ReplacedError(OSError):
    """Another folder, maybe one behind a symlink, has come to where the repository was."""

    def __init__(self, root: Path) -> None:
        super().__init__(None, "another folder has taken its place while podspec was at work", str(root))


class OutsideError(ValueError):
    """A path that does not stay inside the repository."""


@lru_cache(maxsize=1024)
def parts(path: str) -> tuple[str, ...]:
    """The components of a path from the root.

    Raises:
        OutsideError: for a path that is empty or absolute, climbs, or goes into git's own folder.
    """
    found = path.split("/")
    if "\0" in path or not _NOWHERE.isdisjoint(found) or ".git" in map(str.lower, found):
        raise OutsideError(path)
    try:
        os.fsencode(path)
    except UnicodeEncodeError:
        raise OutsideError(path) from None
    return tuple(found)


def _components(folder_path: str) -> tuple[str, ...]:
    """Those of a folder's path; the root's is empty."""
    return parts(folder_path) if folder_path else ()


def _folders_to(path: str) -> list[str]:
    """The folders on the way to a path, from the outermost in."""
    components = parts(path)
    return ["/".join(components[:depth]) for depth in range(1, len(components))]


class Tree:
    """The files below one root."""

    def __init__(self, root: Path) -> None:
        self.root = root
        #: what tells the root from any other folder, once it has been opened
        self._identity: tuple[int, int] | None = None
        #: the way to the folder that is open while somebody stays
        self._way: Way | None = None
        #: whether somebody is at work in it: whoever needs a second one takes another way
        self._is_inside = False

    # -- reading -----------------------------------------------------------------------------------------

    def look(self, path: str) -> Found:
        """What stands at a path.

        Raises:
            BlockedError: if a component on the way is no folder.
            OutsideError: if the path leaves the repository.
            OSError: if it cannot be read.
        """
        try:
            with naming(path), self.folder(parts(path)[:-1]) as folder:
                return _look(folder, parts(path)[-1])
        except FileNotFoundError:
            return Found(Kind.NOTHING)
        except OSError as error:
            if error.errno == errno.ENAMETOOLONG:
                return Found(Kind.NOTHING)
            raise

    def files_below(self, directory: str, but: AbstractSet[str] = frozenset()) -> Iterator[str]:
        """Everything below a directory that is no folder, symlinks included, sorted; nothing in some folders."""
        # Opened for itself: whoever is told of the files may go elsewhere in between.
        with suppress(FileNotFoundError), naming(directory), self._opened(parts(directory)) as folder:
            yield from _files_below(folder, directory, but)

    @contextmanager
    def folder(self, components: Sequence[str]) -> Iterator[int]:
        """A descriptor of a folder, opened without following anything.

        Raises:
            BlockedError: if a component is no folder.
            FileNotFoundError: if there is none.
            ReplacedError: if the root is not the folder any more that it was.
        """
        if self._way is None or self._is_inside:
            with self._opened(components) as folder:
                yield folder
            return
        self._is_inside = True
        try:
            yield self._way.to(components)
        finally:
            self._is_inside = False

    @contextmanager
    def staying(self) -> Iterator[Tree]:
        """The same files, for whoever looks at many in the order of their paths, in one thread.

        The folder of the last one stays open: the way to it takes longer than to read what is in it. Not for many
        changes: if somebody moves that folder away, they would go with it.
        """
        with self._opened(()) as root, Way(root) as way:
            near = copy(self)
            near._way, near._is_inside = way, False  # noqa: SLF001 - a copy of this very tree
            try:
                yield near
            finally:
                near._way = None  # noqa: SLF001 - a copy of this very tree

    @contextmanager
    def _opened(self, components: Sequence[str]) -> Iterator[int]:
        """A folder, for which never more than two are open at once, however deep it lies."""
        descriptor = os.open(self.root, _ROOT)
        try:
            self._recognise(descriptor)
            for depth, component in enumerate(components):
                outer = descriptor
                descriptor = open_folder(outer, component, "/".join(components[: depth + 1]))
                os.close(outer)  # last: whatever interrupts this, nothing is closed twice, or for another thread
            yield descriptor
        finally:
            os.close(descriptor)

    def _recognise(self, root: int) -> None:
        """Make sure that the root is still the same folder: the way to it may lead through a symlink."""
        status = os.fstat(root)
        here = (status.st_dev, status.st_ino)
        if (self._identity or here) != here:
            raise ReplacedError(self.root)
        self._identity = here

    # -- writing -----------------------------------------------------------------------------------------

    def make_folders(self, *paths: str) -> None:
        """Make the folders that lead to paths, durably."""
        grown: dict[str, None] = {}
        for here in sorted({folder for path in paths for folder in _folders_to(path)}):
            outer, _, name = here.rpartition("/")
            with suppress(FileExistsError), naming(here), self.folder(_components(outer)) as folder:
                os.mkdir(name, 0o777, dir_fd=folder)
                grown[outer] = None
        for outer in grown:
            self._sync(outer)

    def create(self, path: str, content: bytes, mode: int) -> None:
        """Write a new file, which `sync_file` makes durable.

        Raises:
            FileExistsError: if there is something at the path.
        """
        with naming(path), self.folder(parts(path)[:-1]) as folder:
            descriptor = os.open(parts(path)[-1], _NEW, mode, dir_fd=folder)
            try:
                _write_all(descriptor, content)
            except OSError:
                # A full disk: half a file is of no use to anybody.
                os.unlink(parts(path)[-1], dir_fd=folder)
                raise
            finally:
                os.close(descriptor)

    def sync_file(self, path: str) -> None:
        """Make the bytes of a file durable; its name is its folder's matter."""
        with naming(path), self.folder(parts(path)[:-1]) as folder:
            descriptor = os.open(parts(path)[-1], _FILE, dir_fd=folder)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)

    def rename(self, old: str, new: str) -> None:
        """Give a file another name, in one step; a file that has that name already is replaced."""
        (*come_from, name), (*goes_to, new_name) = parts(old), parts(new)
        with naming(new), self.folder(come_from) as source:
            if come_from == goes_to:
                os.rename(name, new_name, src_dir_fd=source, dst_dir_fd=source)
                return
            with self.folder(goes_to) as target:
                os.rename(name, new_name, src_dir_fd=source, dst_dir_fd=target)

    def remove(self, path: str) -> None:
        """Remove a file or a symlink; nothing happens if there is none."""
        with suppress(FileNotFoundError), naming(path), self.folder(parts(path)[:-1]) as folder:
            os.unlink(parts(path)[-1], dir_fd=folder)

    def remove_folder(self, path: str) -> bool:
        """Remove a folder if it is empty; true if it went."""
        try:
            with self.folder(parts(path)[:-1]) as folder:
                os.rmdir(parts(path)[-1], dir_fd=folder)
        except OSError:
            return False
        return True

    def sync(self, folder_path: str) -> None:
        """Make the names in a folder durable; the root is the empty path. Nothing happens if there is none."""
        with suppress(FileNotFoundError):
            self._sync(folder_path)

    def _sync(self, folder_path: str) -> None:
        with naming(folder_path or str(self.root)), self.folder(_components(folder_path)) as folder:
            _sync(folder)


@contextmanager
def naming(path: str) -> Iterator[None]:
    """Let errors name the whole path, not the one component that was asked of the system."""
    try:
        yield
    except (BlockedError, ReplacedError):
        raise
    except OSError as error:
        error.filename, error.filename2 = path, None
        raise


def _sync(folder: int) -> None:
    """Make the names in a folder durable, where the file system knows how: some network file systems do not."""
    try:
        os.fsync(folder)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:
            raise


def _look(folder: int, name: str) -> Found:
    kind = kind_of(os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode)
    if kind is not Kind.FILE:
        return Found(kind)
    try:
        descriptor = os.open(name, _FILE, dir_fd=folder)
    except OSError as error:
        if error.errno == errno.ELOOP:  # it has become one since
            return Found(Kind.SYMLINK)
        raise
    try:
        # What was a file a moment ago may be something else by now.
        status = os.fstat(descriptor)
        kind = Kind.HUGE if status.st_size > _LARGEST else kind_of(status.st_mode)
        if kind is not Kind.FILE:
            return Found(kind)
        return Found(kind, _read_all(descriptor, status.st_size), bool(status.st_mode & stat.S_IXUSR))
    finally:
        os.close(descriptor)


def _read_all(descriptor: int, size: int) -> bytes:
    """All bytes of a file that had `size` a moment ago: making room for a megabyte takes longer than reading."""
    pieces = []
    while piece := os.read(descriptor, min(size + _PAGE, _CHUNK)):
        pieces.append(piece)
    return b"".join(pieces)


def _write_all(descriptor: int, content: bytes) -> None:
    view = memoryview(content)
    while view:
        view = view[os.write(descriptor, view) :]


def _files_below(folder: int, path: str, but: AbstractSet[str]) -> Iterator[str]:
    with os.scandir(folder) as entries:
        found = sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries)
    for name, is_folder in found:
        here = f"{path}/{name}"
        if not is_folder or here.count("/") > _DEEPEST:
            yield here
        elif name != ".git" and here not in but:
            inner = open_folder(folder, name, here)
            try:
                yield from _files_below(inner, here, but)
            finally:
                os.close(inner)
