"""The offline providers are ones that Terraform core believes: strict, stable, and like AWS's where it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from proof.offline.terraform import installed
from proof.offline.verifier import Verifier
from proof.trees import SAMPLE, variables_of

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.proof

ROOT = "terraform/environments/dev/us-east-1"
VARIABLES = variables_of(SAMPLE / ROOT)


@pytest.fixture(scope="session")
def applied(verifier: Verifier) -> Path:
    """A working copy of the sample, applied."""
    tree = verifier.copy(SAMPLE)
    root = tree / ROOT
    for step in (
        verifier.init(root),
        verifier.validate(root),
        verifier.plan(root, VARIABLES),
        verifier.apply(root),
    ):
        assert step.ok, step
    return tree


@pytest.fixture
def root(verifier: Verifier, applied: Path) -> Path:
    """The root of a fresh copy of the applied sample."""
    return verifier.fork(applied) / ROOT


def _edit(root: Path, file: str, old: str, new: str) -> None:
    path = (root / file).resolve()
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def _changes(verifier: Verifier, root: Path) -> dict[str, list[str]]:
    """What a plan does to which resource, of those it changes."""
    step = verifier.plan(root, VARIABLES)
    assert step.ok, step
    changes = verifier.plan_json(root)["resource_changes"]
    return {
        each["address"]: each["change"]["actions"] for each in changes if each["change"]["actions"] != ["no-op"]
    }


def test_the_committed_tree_is_never_touched(verifier: Verifier, applied: Path) -> None:
    assert applied.is_dir()
    assert not [path for path in SAMPLE.rglob("*") if ".terraform" in path.name or "offline" in path.name]
    assert verifier.fmt(SAMPLE).ok


def test_unformatted_text_is_named(verifier: Verifier, root: Path) -> None:
    _edit(root, "main.tf", "  cidr   =", "  cidr =")
    step = verifier.fmt(root)
    assert not step.ok
    assert "main.tf" in step.output


def test_a_second_plan_after_apply_is_empty(verifier: Verifier, root: Path) -> None:
    assert verifier.plan(root, VARIABLES).is_empty_plan


def test_a_plan_shows_computed_attributes_as_unknown(verifier: Verifier) -> None:
    fresh = verifier.copy(SAMPLE) / ROOT
    assert verifier.init(fresh).ok
    assert verifier.plan(fresh, VARIABLES).ok
    planned = {each["address"]: each["change"] for each in verifier.plan_json(fresh)["resource_changes"]}
    repository = planned["module.registry.aws_ecr_repository.this"]
    assert repository["after"]["name"] == "sample"
    assert repository["after_unknown"]["repository_url"] is True
    assert "repository_url" not in repository["after"]


def test_a_changed_argument_updates_the_resource(verifier: Verifier, root: Path) -> None:
    _edit(root, "../../../modules/lambda/function.tf", "timeout       = 15", "timeout       = 20")
    assert _changes(verifier, root) == {"module.lambda.aws_lambda_function.this": ["update"]}


def test_an_update_publishes_a_new_version_and_the_alias_is_left_alone(verifier: Verifier, root: Path) -> None:
    _edit(root, "../../../modules/lambda/function.tf", "timeout       = 15", "timeout       = 20")
    assert verifier.plan(root, VARIABLES).ok
    change = verifier.plan_json(root)["resource_changes"]
    function = next(
        each["change"] for each in change if each["address"] == "module.lambda.aws_lambda_function.this"
    )
    assert function["before"]["version"] == "1"
    assert function["after_unknown"]["version"] is True
    assert verifier.apply(root).ok
    assert _changes(verifier, root) == {}


def test_an_argument_that_forces_a_new_resource_replaces_it_and_what_hangs_on_it(
    verifier: Verifier, root: Path
) -> None:
    _edit(root, "main.tf", "10.10.0.0/16", "10.11.0.0/16")
    changes = _changes(verifier, root)
    assert changes["module.network.aws_vpc.this"] == ["delete", "create"]
    assert changes['module.network.aws_subnet.public["us-east-1a"]'] == ["delete", "create"]
    assert not [address for address in changes if address.startswith("module.lambda")]


def test_the_answers_are_those_of_the_account_and_region_the_provider_names(
    verifier: Verifier, root: Path
) -> None:
    outputs = verifier.plan_json(_planned(verifier, root))["planned_values"]["outputs"]
    assert outputs["account"]["value"] == "111111111111"
    assert ".us-east-1.amazonaws.com" in outputs["url"]["value"]


def _planned(verifier: Verifier, root: Path) -> Path:
    assert verifier.plan(root, VARIABLES).ok
    return root


def test_assertions_in_terraform_test_are_run(verifier: Verifier, root: Path) -> None:
    step = verifier.test(root)
    assert step.ok, step
    assert "3 passed, 0 failed" in step.output


def test_a_failing_assertion_fails_terraform_test(verifier: Verifier, root: Path) -> None:
    _edit(root, "../../../modules/lambda/function.tf", "publish       = true", "publish       = false")
    step = verifier.test(root)
    assert not step.ok
    assert "CodeDeploy shifts traffic between published versions only" in step.output


def test_imports_and_moves_are_followed(verifier: Verifier, root: Path) -> None:
    _edit(root, "../../../modules/registry/main.tf", '"aws_kms_key" "this"', '"aws_kms_key" "images"')
    _edit(root, "../../../modules/registry/main.tf", "aws_kms_key.this", "aws_kms_key.images")
    (root / "moved.tf").write_text("""
moved {
  from = module.registry.aws_kms_key.this
  to   = module.registry.aws_kms_key.images
}

import {
  to = aws_sns_topic.found
  id = "arn:aws:sns:us-east-1:111111111111:found"
}

resource "aws_sns_topic" "found" {
  name = "found"
}
""")
    step = verifier.plan(root, VARIABLES)
    assert step.ok, step
    assert "1 to import, 0 to add, 1 to change, 0 to destroy" in step.output


def test_a_certificate_s_validation_records_can_be_planned_for(verifier: Verifier, tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text("""
resource "aws_acm_certificate" "this" {
  domain_name       = "podinfo.example.com"
  validation_method = "DNS"
}

resource "aws_route53_record" "validation" {
  for_each = { for each in aws_acm_certificate.this.domain_validation_options : each.domain_name => each }
  zone_id  = "Z0123456789ABC"
  name     = each.value.resource_record_name
  type     = each.value.resource_record_type
  records  = [each.value.resource_record_value]
  ttl      = 60
}
""")
    root = verifier.copy(tmp_path)
    for step in (verifier.init(root), verifier.plan(root), verifier.apply(root)):
        assert step.ok, step
    assert verifier.plan(root).is_empty_plan


def test_a_terraform_binary_agrees_with_the_bundled_core() -> None:
    terraform = installed()
    if terraform is None:
        pytest.skip("no terraform on PATH: the bundled core alone has judged")
    with Verifier(terraform) as verifier:
        root = verifier.copy(SAMPLE) / ROOT
        assert verifier.init(root).ok
        for step in (
            verifier.validate(root),
            verifier.plan(root, VARIABLES),
            verifier.apply(root),
            verifier.test(root),
        ):
            assert step.ok, step
        assert verifier.plan(root, VARIABLES).is_empty_plan
