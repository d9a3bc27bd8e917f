"""Every deliberate mistake is caught by the step it names, and for its reason."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from proof.mutations import MUTATIONS, Mutation
from proof.offline.verifier import Step, Verifier
from proof.trees import Subject, variables_of

pytestmark = pytest.mark.proof


@pytest.fixture(scope="session")
def initialised(verifier: Verifier) -> Callable[[Subject], Path]:
    """Gives a working copy of a subject's tree without a mistake, its root initialised and planned once."""

    @cache
    def tree_of(subject: Subject) -> Path:
        assert subject.tree.is_dir(), f"{subject.tree} is missing: run `make render`"
        tree = verifier.copy(subject.tree)
        root = tree / subject.root
        for step in (verifier.init(root), verifier.plan(root, variables_of(root))):
            assert step.ok, step
        return tree

    return tree_of


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.name.replace(" ", "_"))
def test_the_mistake_is_caught(
    verifier: Verifier, initialised: Callable[[Subject], Path], mutation: Mutation
) -> None:
    tree = verifier.fork(initialised(mutation.subject))
    mutation.apply(tree)
    *before, catching = _steps(verifier, tree / mutation.subject.root, mutation.caught_by)
    assert all(step.ok for step in before), before
    assert not catching.ok
    assert mutation.because in _one_line(catching.output)


def test_there_are_enough_mistakes_and_each_has_a_name_of_its_own() -> None:
    assert len({mutation.name for mutation in MUTATIONS}) == len(MUTATIONS) >= 30


def _steps(verifier: Verifier, root: Path, last: str) -> list[Step]:
    """The steps up to the named one; modules are installed already, so only `init` itself runs `init`."""
    if last == "init":
        return [verifier.init(root)]
    steps = {
        "validate": lambda: verifier.validate(root),
        "plan": lambda: verifier.plan(root, variables_of(root)),
        "apply": lambda: verifier.apply(root),
    }
    names = list(steps)
    return [steps[name]() for name in names[: names.index(last) + 1]]


def _one_line(output: str) -> str:
    """Terraform's message without its frame and line breaks."""
    return re.sub(r"[\s│╷╵]+", " ", output)
