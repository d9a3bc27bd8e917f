"""Mutants that no test can find out, each with the reason: they do what the sound source does."""

from __future__ import annotations

from typing import NamedTuple


class Survivor(NamedTuple):
    """A mutant by its module, its line, and what becomes of that."""

    module: str
    line: str
    becomes: str
    reason: str


_JOURNAL, _TREE = "podspec/pipeline/journal.py", "podspec/pipeline/tree.py"
#: Source: PEP 446 (2026-11).
_FLAGS = "Python sets the last flag by itself; and what has come to the root's place is recognised, file or folder"

SURVIVORS = (
    Survivor(
        _JOURNAL,
        "@dataclass(frozen=True, slots=True)",
        "@dataclass(frozen=False, slots=True)",
        "nothing assigns to a step",
    ),
    Survivor(
        _JOURNAL,
        "@dataclass(frozen=True, slots=True)",
        "@dataclass(frozen=True, slots=False)",
        "slots save memory, and no step has a field that is not declared",
    ),
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
        "@lru_cache(maxsize=16)",
        "@lru_cache(maxsize=17)",
        "how many paths are remembered is a matter of speed",
    ),
    Survivor(
        _TREE,
        "descriptor = os.open(self.root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)",
        "descriptor = os.open(self.root, ((os.O_RDONLY | os.O_DIRECTORY) & os.O_CLOEXEC))",
        _FLAGS,
    ),
    Survivor(
        _TREE,
        "descriptor = os.open(self.root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)",
        "descriptor = os.open(self.root, (os.O_RDONLY & os.O_DIRECTORY) | os.O_CLOEXEC)",
        _FLAGS,
    ),
    Survivor(
        _TREE,
        "while piece := os.read(descriptor, min(size + _PAGE, _CHUNK)):",
        "while piece := os.read(descriptor, min(_CHUNK, size + _PAGE)):",
        "the smaller of two numbers, in either order",
    ),
)
