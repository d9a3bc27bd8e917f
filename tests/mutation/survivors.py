"""Mutants that no test can find out, each with the reason: they do what the sound source does."""

from __future__ import annotations

from typing import NamedTuple


class Survivor(NamedTuple):
    """A mutant by its module, its line, and what becomes of that."""

    module: str
    line: str
    becomes: str
    reason: str


SURVIVORS: tuple[Survivor, ...] = ()
