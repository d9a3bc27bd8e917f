"""A fault to plant: an exact replacement in one file, and the tests that must fail while it is there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]


class Fault(NamedTuple):
    """One fault.

    `old` stands once in `file` and becomes `new`. `gates` are tests of the short run, as `tests/file.py::test`;
    each of them must fail with the fault, and pass without it.
    """

    name: str
    file: str
    old: str
    new: str
    gates: tuple[str, ...]

    @contextmanager
    def planted(self, root: Path) -> Iterator[None]:
        """The fault is in a copy of the tree, and afterwards it is not."""
        place = root / self.file
        sound = place.read_text(encoding="utf-8")
        if sound.count(self.old) != 1:
            raise ValueError(f"{self.name}: the old text stands {sound.count(self.old)} times in {self.file}")
        place.write_text(sound.replace(self.old, self.new), encoding="utf-8")
        try:
            yield
        finally:
            place.write_text(sound, encoding="utf-8")
