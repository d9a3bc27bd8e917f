"""Real Terraform core accepts every generated root, applies it, and then has nothing left to change."""

from __future__ import annotations

from pathlib import Path

import pytest
from proof.offline.verifier import Verifier
from proof.trees import GENERATED, Subject, subjects, variables_of

pytestmark = pytest.mark.proof


def test_there_are_roots_to_prove() -> None:
    assert subjects(GENERATED), f"no Terraform below {GENERATED}: run `make render`"


@pytest.mark.parametrize("tree", sorted(GENERATED.iterdir()), ids=lambda tree: tree.name)
def test_every_file_is_formatted(verifier: Verifier, tree: Path) -> None:
    step = verifier.fmt(tree)
    assert step.ok, step


@pytest.mark.parametrize("subject", subjects(GENERATED), ids=str)
def test_the_root_is_applied_and_then_nothing_is_left_to_change(verifier: Verifier, subject: Subject) -> None:
    root = verifier.copy(subject.tree) / subject.root
    variables = variables_of(root)
    for step in (verifier.init, verifier.validate, lambda root: verifier.plan(root, variables), verifier.apply):
        done = step(root)
        assert done.ok, done
    again = verifier.plan(root, variables)
    assert again.is_empty_plan, again.output
