"""A look at many files as if they had stood still: no render may have changed any of them meanwhile.

Whoever looks takes no lock, since a long look would keep writers waiting, and writes nothing. Instead it looks
again if podspec's own folder has changed in the meantime: every change of files begins and ends with its journal
there.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from typing import TypeVar

from podspec.pipeline.lock import PATIENCE, PAUSE, HeldError, holder
from podspec.pipeline.own import FOLDER
from podspec.pipeline.transaction import interrupted
from podspec.pipeline.tree import Tree

Result = TypeVar("Result")

#: A render is over in less time than a look takes; one look after another is disturbed only by one after another.
_LOOKS = 4
_MANY = "one render after the other"
#: Seconds of which a file's time tells no parts: a tick of the kernel's clock is at most 10 ms. Source: time(7),
#: "The software clock, HZ, and jiffies" (2026-11).
_TICK = 0.012
#: What changes with each change in podspec's own folder.
_Stamp = tuple[int, int, int] | None


def steadily(tree: Tree, look: Callable[[], Result], wait_seconds: float = PATIENCE) -> Result:
    """What `look` gives, at a time at which no render changes files.

    What a render left that died is looked at as it is: it will not change any more.

    Raises:
        HeldError: if another process does not end its changes, or makes one after the other.
    """
    for _ in range(_LOOKS):
        before = _settled(tree, wait_seconds)
        result = look()
        if _stamp(tree) == before:
            return result
    raise HeldError(holder(tree) or _MANY, wait_seconds)


def _settled(tree: Tree, wait_seconds: float) -> _Stamp:
    """The stamp of a moment at which nobody changes files, and that no later change can have, too."""
    until = time.monotonic() + wait_seconds
    while True:
        stamp = _stamp(tree)
        if _is_fresh(stamp):
            time.sleep(_TICK)
        at_work = holder(tree) if interrupted(tree) else ""
        if not at_work and _stamp(tree) == stamp:
            return stamp
        if time.monotonic() > until:
            raise HeldError(at_work or _MANY, wait_seconds)
        time.sleep(PAUSE)


def _is_fresh(stamp: _Stamp) -> bool:
    """Whether a change that comes now could have the same time as the last one."""
    return stamp is not None and time.time_ns() - max(stamp[:2]) < _TICK * 1_000_000_000


def _stamp(tree: Tree) -> _Stamp:
    try:
        with tree.folder([FOLDER]) as folder:
            status = os.fstat(folder)
    except OSError:
        return None
    return status.st_mtime_ns, status.st_ctime_ns, status.st_ino
