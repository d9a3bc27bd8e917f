"""The module lambda behaves as it says, and a deployment is never drift."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from proof.offline.verifier import Verifier
from proof.rendered import render
from proof.trees import variables_of

pytestmark = pytest.mark.proof

TESTS = Path(__file__).with_name("modules") / "lambda.tftest.hcl"
SPEC = """
container: {environment: {LOG_LEVEL: info}}
targets: {lambda: {provisioned_concurrency: 2}}
environments:
  dev: {account: "111111111111", regions: [us-east-1]}
"""
ROOT = "environments/dev/us-east-1"


def test_the_module_keeps_its_promises(verifier: Verifier, tmp_path: Path) -> None:
    module = render(SPEC, tmp_path) / "modules/lambda"
    shutil.copy(TESTS, module)
    for step in (verifier.init(module), verifier.test(module)):
        assert step.ok, step
    assert "0 failed" in step.output


def test_a_deployment_is_no_drift_during_it_and_after_it(verifier: Verifier, tmp_path: Path) -> None:
    root = render(SPEC, tmp_path) / ROOT
    variables = variables_of(root)
    for step in (verifier.init(root), verifier.plan(root, variables), verifier.apply(root)):
        assert step.ok, step
    _release(root / "terraform.tfstate")
    again = verifier.plan(root, variables)
    assert again.is_empty_plan, again.output


def test_an_edit_of_the_spec_is_planned_although_releases_have_moved_on(
    verifier: Verifier, tmp_path: Path
) -> None:
    root = render(SPEC, tmp_path) / ROOT
    variables = variables_of(root)
    for step in (verifier.init(root), verifier.plan(root, variables), verifier.apply(root)):
        assert step.ok, step
    _release(root / "terraform.tfstate")
    render(SPEC.replace("lambda: {", "lambda: {memory_mb: 1024, "), tmp_path)
    again = verifier.plan(root, variables)
    assert again.ok, again
    changed = {
        change["address"]
        for change in verifier.plan_json(root)["resource_changes"]
        if change["change"]["actions"] != ["no-op"] and change["address"].startswith("module.lambda.")
    }
    assert changed == {"module.lambda.aws_lambda_function.this"}


def _release(state: Path) -> None:
    """Leave AWS, as Terraform would read it, in the middle of a canary to another image."""
    found = json.loads(state.read_text())
    alias = _only(found, "aws_lambda_alias", "live")
    weights = {"additional_version_weights": {"8": 0.1}}
    alias |= {"function_version": "7", "routing_config": [weights]}
    function = _only(found, "aws_lambda_function", "this")
    function |= {"image_uri": function["image_uri"].partition("@")[0] + "@sha256:" + "f" * 64, "version": "8"}
    _only(found, "aws_ssm_parameter", "approved_digest")["value"] = "sha256:" + "f" * 64
    state.write_text(json.dumps(found))


def _only(state: dict[str, Any], kind: str, name: str) -> dict[str, Any]:
    resources = [one for one in state["resources"] if (one["type"], one["name"]) == (kind, name)]
    (resource,) = resources
    (instance,) = resource["instances"]
    attributes: dict[str, Any] = instance["attributes"]
    return attributes
