"""A small mistake anywhere in the core makes a test fail."""

from __future__ import annotations

from pathlib import Path

import pytest
from figures.figure import figure
from honesty.fault import ROOT
from honesty.gates import copy_tree
from mutation.mutators import mutants
from mutation.survivors import SURVIVORS
from mutation.trial import gates_of, survivors

#: The modules of the core that have been gone through: two whole folders (the shape of a rule has no mutants),
#: and of the stages these.
MODULES = [
    *sorted(f"podspec/quoting/{one.name}" for one in (ROOT / "podspec" / "quoting").glob("*.py")),
    *sorted(
        f"podspec/rules/{one.name}" for one in (ROOT / "podspec" / "rules").glob("*.py") if one.stem != "rule"
    ),
    *(f"podspec/pipeline/{name}.py" for name in ("earlier", "header", "journal", "own", "tree", "way")),
    *(f"podspec/pipeline/{name}.py" for name in ("lock", "owner", "saved", "transaction", "write")),
    *(f"podspec/pipeline/{name}.py" for name in ("collide", "compare", "cosmetic", "diff", "discover", "eject")),
    *(f"podspec/pipeline/{name}.py" for name in ("gone", "interruption", "judge", "parallel", "steady")),
]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_tree(tmp_path_factory.mktemp("mutants"))


def test_whoever_is_known_to_survive_is_still_a_mutant_and_has_a_reason() -> None:
    for one in SURVIVORS:
        assert one.module in MODULES, one
        assert (one.line, one.becomes) in {made[1:3] for made in mutants((ROOT / one.module).read_text("utf-8"))}
        assert one.reason, one


def test_each_module_has_mutants_and_tests() -> None:
    for module in MODULES:
        assert next(mutants((ROOT / module).read_text("utf-8")), None), module
        for gate in gates_of(module):
            file, _, test = gate.partition("::")
            assert f"\ndef {test}" in (ROOT / file).read_text("utf-8"), gate


@pytest.mark.long
@pytest.mark.parametrize("module", MODULES)
def test_no_mutant_survives_but_those_that_mean_the_same(module: str, copy: Path) -> None:
    tried = list(survivors(copy, module))
    alive = {(mutant.line, mutant.becomes) for mutant, survives in tried if survives}
    known = {(one.line, one.becomes) for one in SURVIVORS if one.module == module}
    killed = sum(not survives for _, survives in tried)
    figure(f"{module}: {killed} of {len(tried)} mutants found out; {len(known)} of the others mean the same")
    assert sorted(alive - known) == []
    assert sorted(known - alive) == [], "found out by now: take it off the list"
