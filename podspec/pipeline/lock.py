"""One writer at a time in a repository. The lock is the kernel's: it cannot outlive its holder."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from podspec.pipeline.own import FOLDER, put
from podspec.pipeline.tree import Tree, naming
from podspec.pipeline.way import Kind

_NAME = "lock"
_LOCK = f"{FOLDER}/{_NAME}"
_IGNORE = f"{FOLDER}/.gitignore"
# No process that podspec starts has the lock open, too: Python sees to that. Source: PEP 446 (2026-11).
_OPEN = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK
_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
#: Seconds that anybody waits for another podspec: a render of one service takes a fraction of one.
PATIENCE = 5
#: Seconds between two looks, and those after which a person wonders what is going on.
PAUSE = 0.05
_NOTICE = 0.5
#: Bytes of what a holder says of itself.
_SIGNATURE = 200

Told = Callable[[str], object]


class HeldError(OSError):
    """Another process writes in this repository."""

    def __init__(self, holder: str, waited_seconds: float) -> None:
        cure = f"waited {waited_seconds:g} seconds, run again when it is done"
        super().__init__(None, f"another podspec is writing here: {holder}; {cure}", _LOCK)


@contextmanager
def held(
    tree: Tree, command: str = "podspec", wait_seconds: float = PATIENCE, tell: Told | None = None
) -> Iterator[None]:
    """Hold the repository's lock, after at most `wait_seconds`.

    Args:
        tree: the repository.
        command: what the holder does, for those who wait for it.
        wait_seconds: how long to wait for another holder.
        tell: is told once who that is and how long the wait may be, if it is one that a person notices.

    Raises:
        HeldError: if another process keeps it for longer; the message names that process.
        OSError: if the file system does not let it.
    """
    tree.make_folders(_LOCK)
    with naming(_LOCK), tree.folder([FOLDER]) as folder:
        descriptor = os.open(_NAME, _OPEN, 0o644, dir_fd=folder)
    try:
        with naming(_LOCK):
            _acquire(descriptor, wait_seconds, tell)
            _sign(descriptor, command)
        _keep_out_of_git(tree)
        yield
    finally:
        # The file stays: removing it would let two processes hold locks on two files of one name.
        os.close(descriptor)


def holder(tree: Tree) -> str:
    """Who holds the lock right now; nothing, if nobody does or nobody can know. Reads only."""
    try:
        with tree.folder([FOLDER]) as folder:
            descriptor = os.open(_NAME, _READ, dir_fd=folder)
    except OSError:
        return ""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return _signature(descriptor)
    except OSError:  # a file system without locks
        return ""
    finally:
        os.close(descriptor)
    return ""


def _acquire(descriptor: int, wait_seconds: float, tell: Told | None) -> None:
    began = time.monotonic()
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waited = time.monotonic() - began
        else:
            return
        if waited > wait_seconds:
            raise HeldError(_signature(descriptor), wait_seconds) from None
        if tell and waited > _NOTICE:
            tell(f"waiting for {_signature(descriptor)} to finish, at most {wait_seconds:g} seconds")
            tell = None
        time.sleep(PAUSE)


def _sign(descriptor: int, command: str) -> None:
    """Say who holds it: written in one piece over what the last holder said, so that nobody reads half of each."""
    text = f"process {os.getpid()} ({command})\n".encode()[:_SIGNATURE]
    os.pwrite(descriptor, text.ljust(_SIGNATURE), 0)
    os.ftruncate(descriptor, len(text))


def _signature(descriptor: int) -> str:
    """What the holder says of itself, on one line: the file is one that anybody can write to."""
    said = os.pread(descriptor, _SIGNATURE, 0).decode(errors="replace").strip().partition("\n")[0]
    return "".join(letter for letter in said if letter.isprintable()) or "a process that does not say which"


def _keep_out_of_git(tree: Tree) -> None:
    if tree.look(_IGNORE).kind is Kind.NOTHING:
        put(tree, _IGNORE, b"*\n")
