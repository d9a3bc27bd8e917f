"""Mutants that no test can find out, each with the reason: they do what the sound source does."""

from __future__ import annotations

from typing import NamedTuple


class Survivor(NamedTuple):
    """A mutant by its module, its line, and what becomes of that."""

    module: str
    line: str
    becomes: str
    reason: str


_COMPARE, _STEADY = "podspec/pipeline/compare.py", "podspec/pipeline/steady.py"
_PARALLEL = "podspec/pipeline/parallel.py"
_TREE = "podspec/pipeline/tree.py"
_A_LETTER = "the next character is a letter, and only marks are looked up there"
_AS_MANY = "each of the second was made from one of the first, so that they are as many"
_MOMENT = "no look at the clock falls on that very moment, and a nanosecond later it is as well"

SURVIVORS = (
    Survivor(
        _TREE,
        "_CHUNK = 1 << 20",
        "_CHUNK = 2 << 20",
        "how many bytes are read at once is a matter of speed",
    ),
    Survivor(
        _TREE,
        "_CHUNK = 1 << 20",
        "_CHUNK = 1 << 21",
        "how many bytes are read at once is a matter of speed",
    ),
    Survivor(
        _TREE,
        "self._is_inside = False",
        "self._is_inside = True",
        "where it begins, nobody asks: nobody stays yet",
    ),
    Survivor(
        _TREE,
        "_PAGE = 1 << 12",
        "_PAGE = 2 << 12",
        "how many bytes are read at once is a matter of speed",
    ),
    Survivor(
        _TREE,
        "_PAGE = 1 << 12",
        "_PAGE = 1 << 13",
        "how many bytes are read at once is a matter of speed",
    ),
    Survivor(
        _TREE,
        "@lru_cache(maxsize=1024)",
        "@lru_cache(maxsize=1025)",
        "how many paths are remembered is a matter of speed",
    ),
    Survivor(
        _PARALLEL,
        "if failed and min(failed)[0] < number:",
        "if failed and (min(failed)[0] <= number):",
        "the thread that failed at that very item does not come here again",
    ),
    Survivor(
        _PARALLEL,
        "os._exit(0)  # not by way of the command line's own end: that is the first process's",
        "os._exit(1)  # not by way of the command line's own end: that is the first process's",
        "nobody asks how a worker ended: what counts is what it has sent",
    ),
    Survivor(
        "podspec/pipeline/collide.py",
        "if first is not one and not _share_directory(first, one):",
        "if first is not one and not _share_directory(one, first):",
        "what one shares with another, the other shares with it",
    ),
    Survivor(
        _COMPARE,
        "cosmetic = is_cosmetic(found.content, artifact.content, artifact.path)",
        "cosmetic = is_cosmetic(artifact.content, found.content, artifact.path)",
        "what means the same as another thing is meant by that, too",
    ),
    Survivor(
        _COMPARE,
        "found = dict(zip((one.file for one in unknown), spread(_look, unknown), strict=True))",
        "found = dict(zip((one.file for one in unknown), spread(_look, unknown), strict=False))",
        _AS_MANY,
    ),
    Survivor(
        "podspec/quoting/graphemes.py",
        "{0x102B, 0x102C, 0x1038, *range(0x1062, 0x1065), *range(0x1067, 0x106E), 0x1083, *range(0x1087, 0x108D)}",
        "{0x102B, 0x102C, 0x1038, *range(0x1062, 4198), *range(0x1067, 0x106E), 0x1083, *range(0x1087, 0x108D)}",
        _A_LETTER,
    ),
    Survivor(
        "podspec/quoting/graphemes.py",
        "{0x102B, 0x102C, 0x1038, *range(0x1062, 0x1065), *range(0x1067, 0x106E), 0x1083, *range(0x1087, 0x108D)}",
        "{0x102B, 0x102C, 0x1038, *range(0x1062, 0x1065), *range(0x1067, 4207), 0x1083, *range(0x1087, 0x108D)}",
        _A_LETTER,
    ),
    Survivor(
        "podspec/quoting/hcl_format.py",
        "commented = _aligned(zip(assigned, (comment for _, _, comment in rows), strict=True))",
        "commented = _aligned(zip(assigned, (comment for _, _, comment in rows), strict=False))",
        _AS_MANY,
    ),
    Survivor(
        "podspec/pipeline/lock.py",
        "if waited > wait_seconds:",
        "if (waited >= wait_seconds):",
        _MOMENT,
    ),
    Survivor(
        "podspec/pipeline/lock.py",
        "if tell and waited > _NOTICE:",
        "if tell and (waited >= _NOTICE):",
        _MOMENT,
    ),
    Survivor(
        _STEADY,
        "if time.monotonic() > until:",
        "if (time.monotonic() >= until):",
        _MOMENT,
    ),
    Survivor(
        _STEADY,
        "return stamp is not None and time.time_ns() - max(stamp[:2]) < _TICK * 1_000_000_000",
        "return stamp is not None and (time.time_ns() - max(stamp[:2]) <= _TICK * 1000000000)",
        _MOMENT,
    ),
    Survivor(
        _STEADY,
        "return stamp is not None and time.time_ns() - max(stamp[:2]) < _TICK * 1_000_000_000",
        "return stamp is not None and time.time_ns() - max(stamp[:2]) < _TICK * 1000000001",
        "the tick is longer by less than the clock can tell",
    ),
    Survivor(
        _STEADY,
        "return stamp is not None and time.time_ns() - max(stamp[:2]) < _TICK * 1_000_000_000",
        "return stamp is not None and time.time_ns() - max(stamp[:3]) < _TICK * 1_000_000_000",
        "the number of a folder's inode is smaller than any time of today in nanoseconds",
    ),
    Survivor(
        "podspec/pipeline/transaction.py",
        "new = [(step, one) for step, one in zip(steps, changes, strict=True) if one.content is not None]",
        "new = [(step, one) for step, one in zip(steps, changes, strict=False) if one.content is not None]",
        _AS_MANY,
    ),
)
