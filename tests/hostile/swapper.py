"""Swaps what stands in a tree for symlinks and back, as fast as it can, until its standard input says stop.

Runs by itself: python swapper.py ROOT ASIDE OUTSIDE PATH…
"""

from __future__ import annotations

import select
import shutil
import sys
import time
from collections.abc import Iterator
from itertools import cycle, product
from pathlib import Path

#: Seconds that a symlink stands, and between two of them: a render takes a tenth of a second.
_STANDS = 0.0005
_BETWEEN = 0.002
#: What a symlink leads to: what has the same name outside, the same by way of another symlink, or nothing.
_KINDS = ("{outside}/{path}", "{outside}/chain/{path}", "{outside}/nothing")


def main(root: str, aside: str, outside: str, *paths: str) -> None:
    """Swap each path for each kind of symlink, over and over, and say how often."""
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    swaps = 0
    for path, target in cycle(list(_targets(paths, outside))):
        if select.select([sys.stdin], [], [], 0)[0]:
            break
        swaps += _swap(Path(root, path), Path(aside), target)
        time.sleep(_BETWEEN)
    sys.stdout.write(f"{swaps}\n")


def _targets(paths: tuple[str, ...], outside: str) -> Iterator[tuple[str, str]]:
    return ((path, kind.format(outside=outside, path=path)) for path, kind in product(paths, _KINDS))


def _swap(here: Path, aside: Path, target: str) -> bool:
    """One swap there and back; what podspec has put there meanwhile gives way to what stood there before."""
    try:
        here.rename(aside)
    except OSError:
        return False  # it is not there at the moment
    try:
        here.symlink_to(target)
        time.sleep(_STANDS)
        here.unlink()
    except OSError:
        pass  # podspec was there first
    while not _moved(aside, here):
        _clear(here)
    return True


def _moved(aside: Path, here: Path) -> bool:
    try:
        aside.rename(here)
    except OSError:
        return False
    return True


def _clear(here: Path) -> None:
    if here.is_dir() and not here.is_symlink():
        shutil.rmtree(here, ignore_errors=True)
    else:
        here.unlink(missing_ok=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
