"""Real Terraform core accepts what any legal spec renders to, not only what the committed ones do."""

from __future__ import annotations

import shutil
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from proof.rendered import render_spec
from proof.trees import subjects, variables_of
from strategies import specs

if TYPE_CHECKING:
    from pathlib import Path

    from proof.offline.verifier import Verifier

pytestmark = pytest.mark.proof

#: The specs of a short run; a long one takes several times as many.
FORMATTED, PLANNED = 60, 4
TIMES = 12


@cache
def _some_specs(count: int) -> list[dict[str, Any]]:
    """The same specs on every machine."""
    drawn: list[dict[str, Any]] = []

    @settings(
        max_examples=count,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(specs())
    def draw(spec: dict[str, Any]) -> None:
        drawn.append(spec)

    draw()
    return drawn[-count:]


def _in_a_tree_of_its_own(spec: dict[str, Any], number: int) -> dict[str, Any]:
    return {**spec, "output": {"directory": f"generated/spec-{number}"}}


def _assert_formatted(verifier: Verifier, folder: Path, count: int) -> None:
    for number, spec in enumerate(_some_specs(count)):
        terraform = render_spec(_in_a_tree_of_its_own(spec, number), folder / str(number))
        if number:
            # The modules are the same for every spec: once is enough.
            shutil.rmtree(terraform / "modules")
    assert len(list(folder.rglob("*.tf"))) > 5 * count
    step = verifier.fmt(folder)
    assert step.ok, step


def _assert_planned(verifier: Verifier, folder: Path, spec: dict[str, Any]) -> None:
    tree = verifier.copy(render_spec(spec, folder))
    found = subjects(tree.parent)
    assert found
    for subject in found:
        root = subject.tree / subject.root
        for step in (verifier.init(root), verifier.validate(root), verifier.plan(root, variables_of(root))):
            assert step.ok, f"{subject}: {step}"


def test_whatever_a_spec_says_terraform_finds_every_file_formatted(verifier: Verifier, tmp_path: Path) -> None:
    _assert_formatted(verifier, tmp_path, FORMATTED)


@pytest.mark.parametrize("number", range(PLANNED))
def test_whatever_a_spec_says_terraform_plans_every_root(verifier: Verifier, tmp_path: Path, number: int) -> None:
    _assert_planned(verifier, tmp_path, _some_specs(PLANNED)[number])


@pytest.mark.long
def test_many_more_specs_are_formatted(verifier: Verifier, tmp_path: Path) -> None:
    _assert_formatted(verifier, tmp_path, TIMES * FORMATTED)


@pytest.mark.long
@pytest.mark.parametrize("number", range(TIMES * PLANNED))
def test_many_more_specs_are_planned(verifier: Verifier, tmp_path: Path, number: int) -> None:
    _assert_planned(verifier, tmp_path, _some_specs(TIMES * PLANNED)[number])
