"""Tries the mutants of one module: whoever survives its tests shows a test that is missing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from honesty.gates import run
from mutation.mutators import Mutant, mutants

#: What judges the modules of a folder, beside the unit tests of each.
_ALSO = {"podspec/rules": ["tests/cli/test_err_specs.py"]}


def gates_of(module: str) -> list[str]:
    """The tests that judge a module, such as `podspec/quoting/shell.py`; first those that mirror it."""
    folder, _, name = module.rpartition("/")
    return [f"tests/unit/{folder.removeprefix('podspec/')}/test_{name}", *_ALSO.get(folder, [])]


def survivors(root: Path, module: str) -> Iterator[tuple[Mutant, bool]]:
    """Each mutant of a module of a copy of the tree, and whether it survives.

    Raises:
        ValueError: if the module's tests fail without any mistake.
    """
    place, gates = root / module, gates_of(module)
    if not _all_pass(root, gates):
        raise ValueError(f"{module}: its tests fail as it is")
    sound = place.read_text("utf-8")
    try:
        for mutant in mutants(sound):
            place.write_text(mutant.source, "utf-8")
            yield mutant, _all_pass(root, gates)
    finally:
        place.write_text(sound, "utf-8")


def _all_pass(root: Path, gates: list[str]) -> bool:
    """One file after the other: the first finds out nearly all. To wait for ever is to find out, too."""
    try:
        return not any(run(root, [gate], quick=True).failed for gate in gates)
    except TimeoutError:
        return False
