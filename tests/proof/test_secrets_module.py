"""The modules for secrets behave as they say, hold no value, and a rotation is never drift."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from proof.iam import managed, of_kind
from proof.offline.verifier import Verifier
from proof.rendered import render
from proof.trees import variables_of

pytestmark = pytest.mark.proof

TESTS = Path(__file__).with_name("modules") / "secrets.tftest.hcl"
SPEC = """
container: {secrets: {API_TOKEN: api-token, DATABASE: db-secret}}
secrets:
  api-token: {description: token for the upstream API, rotate_days: 45}
  db-secret: {rotation: {lambda_arn: "arn:aws:lambda:us-east-1:111111111111:function:rotate-db"}}
environments:
  dev: {account: "111111111111", regions: [us-east-1, eu-west-1]}
"""
FIRST, SECOND = "environments/dev/us-east-1", "environments/dev/eu-west-1"
# Where Terraform keeps the value of a secret.
HOLDS_A_VALUE = (
    "secret_string",
    "secret_binary",
    "aws_secretsmanager_secret_version",
    "aws_secretsmanager_random",
)


@pytest.fixture(scope="module")
def terraform(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return render(SPEC, tmp_path_factory.mktemp("secrets"))


@pytest.fixture(scope="module")
def root(verifier: Verifier, terraform: Path) -> Path:
    """The root of the first region, applied."""
    return _applied(verifier, terraform / FIRST)


def _applied(verifier: Verifier, root: Path) -> Path:
    variables = variables_of(root)
    for step in (verifier.init(root), verifier.plan(root, variables), verifier.apply(root)):
        assert step.ok, step
    return root


def test_the_module_keeps_its_promises(verifier: Verifier, terraform: Path) -> None:
    module = verifier.copy(terraform) / "modules/secrets"
    shutil.copy(TESTS, module)
    for step in (verifier.init(module), verifier.test(module)):
        assert step.ok, step
    assert "0 failed" in step.output


def test_no_file_has_a_place_for_a_value(terraform: Path) -> None:
    texts = {path: path.read_text() for path in terraform.rglob("*.tf")}
    assert any("aws_secretsmanager_secret_rotation" in text for text in texts.values())
    assert not [path for path, text in texts.items() for word in HOLDS_A_VALUE if word in text]


def test_no_value_is_in_the_state_or_in_the_outputs(root: Path) -> None:
    state = (root / "terraform.tfstate").read_text()
    assert "aws_secretsmanager_secret_rotation" in state
    assert not [word for word in HOLDS_A_VALUE if word in state]
    assert set(json.loads(state)["outputs"]["secrets"]["value"]) == {"arns", "key_arn", "rotation_function"}


def test_a_rotation_is_no_drift(verifier: Verifier, root: Path) -> None:
    work = verifier.fork(root.parents[2]) / FIRST
    _rotate(work / "terraform.tfstate")
    again = verifier.plan(work, variables_of(work))
    assert again.is_empty_plan, again.output


def _rotate(state: Path) -> None:
    """Leave AWS, as Terraform would read it, after a rotation that the copies have followed."""
    found = json.loads(state.read_text())
    for secret in _instances(found, "aws_secretsmanager_secret"):
        for copy in secret["replica"]:
            copy |= {
                "last_accessed_date": "2026-11-23",
                "status": "InSync",
                "status_message": "Replication succeeded",
            }
    for rotation in _instances(found, "aws_secretsmanager_secret_rotation"):
        assert rotation["rotation_enabled"] is not None
        rotation["rotation_enabled"] = True
    state.write_text(json.dumps(found))


def _instances(state: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    resources = (one for one in state["resources"] if one["mode"] == "managed" and one["type"] == kind)
    found = [instance["attributes"] for one in resources for instance in one["instances"]]
    assert found, kind
    return found


def test_the_function_is_told_arns_and_may_read_just_those(root: Path) -> None:
    resources = managed(root)
    arns = {one["arn"] for one in of_kind(resources, "aws_secretsmanager_secret")}
    (function,) = (one for one in of_kind(resources, "aws_lambda_function") if one["package_type"] == "Image")
    assert {function["environment"][0]["variables"][name] for name in ("API_TOKEN", "DATABASE")} == arns
    (policy,) = (one["policy"] for one in of_kind(resources, "aws_iam_role_policy") if one["name"] == "function")
    statements = {one["Sid"]: one for one in json.loads(policy)["Statement"]}
    assert set(statements["ReadSecrets"]["Resource"]) == arns
    (key,) = (one["arn"] for one in of_kind(resources, "aws_kms_key") if one["multi_region"])
    assert statements["DecryptSecrets"]["Resource"] == key


def test_other_regions_find_copies_and_make_nothing(verifier: Verifier, terraform: Path) -> None:
    root = _applied(verifier, terraform / SECOND)
    kinds = {one["kind"] for one in managed(root)}
    assert not [kind for kind in kinds if kind.startswith("aws_secretsmanager")]
    outputs = json.loads((root / "terraform.tfstate").read_text())["outputs"]
    assert set(outputs["secrets"]["value"]["arns"]) == {"api-token", "db-secret"}


def test_a_new_region_adds_copies_and_leaves_the_secrets_alone(verifier: Verifier, tmp_path: Path) -> None:
    one_region = SPEC.replace(", eu-west-1", "")
    root = _applied(verifier, render(one_region, tmp_path) / FIRST)
    render(SPEC, tmp_path)
    step = verifier.plan(root, variables_of(root))
    assert step.ok, step
    actions = {
        change["address"]: change["change"]["actions"]
        for change in verifier.plan_json(root)["resource_changes"]
        if change["change"]["actions"] != ["no-op"] and change["mode"] == "managed"
    }
    assert actions.pop('module.secrets.aws_kms_replica_key.this["eu-west-1"]') == ["create"]
    assert ["delete"] not in actions.values()
    assert all("delete" not in each for each in actions.values()), actions
    assert actions['module.secrets.aws_secretsmanager_secret.this["api-token"]'] == ["update"]
