"""One writer at a time in a repository. The lock is the kernel's: it cannot outlive its holder."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from podspec.pipeline.own import FOLDER, put
from podspec.pipeline.tree import Kind, Tree, parts

_LOCK = f"{FOLDER}/lock"
_IGNORE = f"{FOLDER}/.gitignore"
_OPEN = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
_PAUSE = 0.05


class HeldError(OSError):
    """Another process writes in this repository."""

    def __init__(self, holder: str) -> None:
        super().__init__(None, f"another podspec is writing here: {holder}; run again when it is done", _LOCK)


@contextmanager
def held(tree: Tree, wait_seconds: float = 5) -> Iterator[None]:
    """Hold the repository's lock, after at most `wait_seconds`.

    Raises:
        HeldError: if another process keeps it for longer; the message names that process.
    """
    tree.make_folders(_LOCK)
    with tree.folder(parts(_LOCK)[:-1]) as folder:
        descriptor = os.open(parts(_LOCK)[-1], _OPEN, 0o644, dir_fd=folder)
    try:
        _acquire(descriptor, wait_seconds)
        _keep_out_of_git(tree)
        yield
    finally:
        # The file stays: removing it would let two processes hold locks on two files of one name.
        os.close(descriptor)


def _acquire(descriptor: int, wait_seconds: float) -> None:
    until = time.monotonic() + wait_seconds
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            break
        except BlockingIOError:
            if time.monotonic() > until:
                raise HeldError(os.pread(descriptor, 200, 0).decode(errors="replace") or "unknown") from None
            time.sleep(_PAUSE)
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, f"process {os.getpid()}".encode(), 0)


def _keep_out_of_git(tree: Tree) -> None:
    if tree.look(_IGNORE).kind is Kind.NOTHING:
        put(tree, _IGNORE, b"*\n")
