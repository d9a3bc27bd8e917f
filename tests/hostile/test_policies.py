"""No policy gives a traceback, hangs a run, or lets a spec pass while it is wrong."""

from pathlib import Path
from time import process_time

import pytest
from hostile.mutants import POLICIES, mutant
from specimens import AS_OF, PLAIN

from podspec.compiler import analyse_all
from podspec.model.diagnostic import tidy
from podspec.model.layout import POLICY_FILE

CHUNKS = 4
QUICK = 100
SECONDS = 2


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_a_mutated_policy_is_judged_before_it_judges(chunk: int, tmp_path: Path) -> None:
    spec = tmp_path / "service.yaml"
    spec.write_text(PLAIN, "utf-8")
    for seed in range(chunk * QUICK, (chunk + 1) * QUICK):
        (tmp_path / POLICY_FILE).write_bytes(mutant(seed, POLICIES))
        started = process_time()
        first, *others = analyse_all(tmp_path, ((spec, "service.yaml"),), AS_OF)
        assert process_time() - started < SECONDS, f"seed {seed} takes too long"
        assert not (first.is_policy and first.failed and others), f"seed {seed} judges a spec by half a policy"
        assert tidy(first.diagnostics) == first.diagnostics, f"seed {seed} is not in order"
