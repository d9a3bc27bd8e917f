"""Real Terraform core accepts what any legal spec renders to, not only what the committed ones do."""

from __future__ import annotations

import shutil
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from full import as_yaml
from hypothesis import HealthCheck, Phase, given, settings
from proof.trees import subjects, variables_of
from strategies import specs

from podspec.compiler import compile_spec

if TYPE_CHECKING:
    from pathlib import Path

    from proof.offline.verifier import Verifier

pytestmark = pytest.mark.proof

#: The specs of a short run; a long one takes ten times as many.
FORMATTED = 150
PLANNED = 4


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


def _render(spec: dict[str, Any], number: int, folder: Path) -> None:
    """Write what a spec compiles to below `folder`, in a tree of its own."""
    file = folder / f"{number}.yaml"
    file.write_text(as_yaml({**spec, "output": {"directory": f"generated/spec-{number}"}}), encoding="utf-8")
    compiled = compile_spec(file, file.name, date(2026, 11, 23))
    assert not compiled.failed, compiled.diagnostics
    for artifact in compiled.artifacts:
        path = folder / artifact.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(artifact.content)


def _assert_formatted(verifier: Verifier, folder: Path, count: int) -> None:
    for number, spec in enumerate(_some_specs(count)):
        _render(spec, number, folder)
        if number:
            # The modules are the same for every spec: once is enough.
            shutil.rmtree(folder / f"generated/spec-{number}/terraform/modules")
    assert len(list(folder.rglob("*.tf"))) > 5 * count
    step = verifier.fmt(folder / "generated")
    assert step.ok, step


def _assert_planned(verifier: Verifier, folder: Path, spec: dict[str, Any]) -> None:
    _render(spec, 0, folder)
    found = subjects(folder / "generated")
    assert found
    for subject in found:
        root = verifier.copy(subject.tree) / subject.root
        variables = variables_of(root)
        for step in (verifier.init(root), verifier.validate(root), verifier.plan(root, variables)):
            assert step.ok, f"{subject}: {step}"


def test_whatever_a_spec_says_terraform_finds_every_file_formatted(verifier: Verifier, tmp_path: Path) -> None:
    _assert_formatted(verifier, tmp_path, FORMATTED)


@pytest.mark.parametrize("number", range(PLANNED))
def test_whatever_a_spec_says_terraform_plans_every_root(verifier: Verifier, tmp_path: Path, number: int) -> None:
    _assert_planned(verifier, tmp_path, _some_specs(PLANNED)[number])


@pytest.mark.long
def test_ten_times_as_many_specs_are_formatted(verifier: Verifier, tmp_path: Path) -> None:
    _assert_formatted(verifier, tmp_path, 10 * FORMATTED)


@pytest.mark.long
@pytest.mark.parametrize("number", range(10 * PLANNED))
def test_ten_times_as_many_specs_are_planned(verifier: Verifier, tmp_path: Path, number: int) -> None:
    _assert_planned(verifier, tmp_path, _some_specs(10 * PLANNED)[number])
