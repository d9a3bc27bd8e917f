"""Tries the mutants of one module: whoever survives its tests shows a test that is missing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from honesty.gates import run
from mutation.mutators import Mutant, mutants

#: Modules that Terraform judges at length: the tests that are quick enough for each of the mutants.
_QUICK = {
    "podspec/quoting/graphemes.py": (
        "test_a_character_as_people_see_it_takes_one_column",
        "test_terraform_counts_alike_where_one_kind_of_character_ends_and_another_begins",
    ),
    "podspec/quoting/hcl_format.py": (
        "test_indentation_equals_signs_and_comments_stand_in_columns",
        "test_text_of_strings_heredocs_and_comments_stays_as_it_is",
    ),
}


def gates_of(module: str) -> list[str]:
    """The tests that judge a module, such as `podspec/quoting/shell.py`: those that mirror it, or some of them."""
    folder, _, name = module.replace("__init__", "init").rpartition("/")
    mirror = f"tests/unit/{folder.removeprefix('podspec/')}/test_{name}"
    return [f"{mirror}::{one}" for one in _QUICK.get(module, ())] or [mirror]


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
    """To wait for ever, or to die before the verdict, is to find out, too."""
    try:
        verdict = run(root, gates, quick=True)
    except (TimeoutError, EOFError):
        return False
    return bool(verdict.passed) and not verdict.failed
