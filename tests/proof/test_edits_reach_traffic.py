"""Every field that a target runs with has a step that brings an edit of it into traffic."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from proof.edits import TARGETS
from proof.edits.edit import Edit, Step, Target
from proof.offline.verifier import Verifier
from proof.rendered import render
from proof.trees import variables_of
from specimens import with_blocks

from podspec.compiler import compile_spec

pytestmark = pytest.mark.proof

ROOT = "environments/dev/us-east-1"
#: A short run plans every so many-th edit, so that each kind of step is among them.
SAMPLE = 4
CASES = [
    pytest.param(
        target, edit, id=f"{target.name}-{edit.field}", marks=() if number % SAMPLE == 0 else pytest.mark.long
    )
    for target in TARGETS
    for number, edit in enumerate(target.edits)
]
# What stands between a caller and the service. Dashboards and the like follow an edit, too.
SERVING = ("module.lambda.", "module.ec2.", "module.dns.")
# What decides where a target runs, what its parts are called and who hears of it, rather than what it runs with.
PLACE = {
    "account",
    "domain",
    "domain.name",
    "domain.primary",
    "environments",
    "name",
    "observability.notify",
    "regions",
    "service.name",
    "targets.ec2",
    "targets.lambda",
}


@pytest.fixture(scope="module")
def applied(verifier: Verifier, tmp_path_factory: pytest.TempPathFactory) -> Callable[[Target], Path]:
    """Gives the Terraform of a target's spec before the edit, with its environment's root applied."""

    @cache
    def made(target: Target) -> Path:
        terraform = render(target.spec, tmp_path_factory.mktemp(target.name))
        root = terraform / ROOT
        for step in (verifier.init(root), verifier.plan(root, variables_of(root)), verifier.apply(root)):
            assert step.ok, step
        return terraform

    return made


def _planned(verifier: Verifier, before: Path, after: Path) -> dict[str, list[dict[str, Any]]]:
    """Planned changes of what serves, by their resource's address without its index."""
    root = shutil.copytree(after, verifier.fork(before), dirs_exist_ok=True) / ROOT
    plan = verifier.plan(root, variables_of(root))
    assert plan.ok, plan
    found: dict[str, list[dict[str, Any]]] = {}
    for one in verifier.plan_json(root)["resource_changes"]:
        if one["mode"] == "managed" and one["address"].startswith(SERVING) and _is_change(one["change"]):
            found.setdefault(re.sub(r"\[.*?\]", "", one["address"]), []).append(one["change"])
    return found


def _is_change(change: dict[str, Any]) -> bool:
    """Whether more is planned than to read a policy again, which Terraform does while what it names changes."""
    unread = change["actions"] == ["update"] and change["after_unknown"].get("policy") is True
    return change["actions"] != ["no-op"] and not unread


@pytest.mark.parametrize(("target", "edit"), CASES)
def test_an_edit_changes_what_its_step_makes_live_and_nothing_else(
    target: Target, edit: Edit, verifier: Verifier, applied: Callable[[Target], Path], tmp_path: Path
) -> None:
    assert target.spec.count(edit.old) == 1, edit.old
    found = _planned(verifier, applied(target), render(target.spec.replace(edit.old, edit.new), tmp_path))
    assert set(found) == edit.changes
    if edit.step is Step.ROLLOUT:
        resource, version = target.version
        for change in found[resource]:
            # A version of its own beside the live one, which stays where it is.
            assert change["actions"] == ["update"]
            assert change["after_unknown"][version] is True


def test_a_function_publishes_a_version_with_every_change(
    verifier: Verifier, applied: Callable[[Target], Path]
) -> None:
    target = next(one for one in TARGETS if one.name == "lambda")
    root = verifier.fork(applied(target)) / ROOT
    assert verifier.plan(root, variables_of(root)).ok
    (function,) = [
        one for one in verifier.plan_json(root)["resource_changes"] if one["address"] == target.version[0]
    ]
    assert function["change"]["after"]["publish"] is True


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_every_field_that_a_target_runs_with_has_a_step(target: Target, tmp_path: Path) -> None:
    spec = tmp_path / "service.yaml"
    spec.write_text(with_blocks(target.spec))
    compiled = compile_spec(spec, spec.name, date(2026, 11, 23))
    files = (f"{ROOT}/{target.name}.tf", f"{ROOT}/dns.tf")
    used = {
        path.removeprefix("dev.") for one in compiled.artifacts if one.path.endswith(files) for path in one.used
    }
    assert used - PLACE == {edit.field for edit in target.edits}
