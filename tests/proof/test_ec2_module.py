"""The module ec2 behaves as it says, a rollout is never drift, and an edit waits for its rollout."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from proof.offline.verifier import Verifier
from proof.rendered import render
from proof.trees import variables_of

pytestmark = pytest.mark.proof

TESTS = Path(__file__).with_name("modules") / "ec2.tftest.hcl"
ROOT = "environments/dev/us-east-1"
SPEC = """
container: {environment: {LOG_LEVEL: info}}
targets: {ec2: {hosts: {min: 2, desired: 2, max: 4}, scaling: {memory_percent: 70}}}
environments:
  dev: {account: "111111111111", regions: [us-east-1], network: {cidr: 10.10.0.0/16}}
"""
TEMPLATES = {f'module.ec2.aws_launch_template.colour["{colour}"]' for colour in ("blue", "green")}
# The state machine and the one that it watches by: they ask for as many hosts as the spec says.
MACHINES = {f"module.ec2.aws_sfn_state_machine.{machine}" for machine in ("rollout", "watch")}
# It names the templates. The offline provider forgets a template's ARN where the template changes; AWS's does not.
FORGOTTEN = {"module.ec2.aws_iam_role_policy.rollout"}
BLUE = ("blue", "sha256:" + "a" * 64)
GREEN = ("green", "sha256:" + "b" * 64)

# What a rollout has changed at each moment: weight of green, sizes, digests, the colour that serves.
MOMENTS = {
    "first rollout, hosts are starting": (0, {"blue": 2}, [BLUE], "none"),
    "after the first rollout": (0, {"blue": 2}, [BLUE], "blue"),
    "in the middle of a canary": (10, {"blue": 3, "green": 3}, [BLUE, GREEN], "blue"),
    "in the bake time": (100, {"blue": 3, "green": 3}, [BLUE, GREEN], "blue"),
    "after it": (100, {"green": 2}, [BLUE, GREEN], "green"),
    "after it was rolled back": (0, {"blue": 4}, [BLUE], "blue"),
}


@pytest.fixture(scope="module")
def applied(verifier: Verifier, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output's folder `terraform`, with the root as `apply` leaves it."""
    terraform = render(SPEC, tmp_path_factory.mktemp("applied"))
    root = terraform / ROOT
    for step in (verifier.init(root), verifier.plan(root, variables_of(root)), verifier.apply(root)):
        assert step.ok, step
    return terraform


def test_the_module_keeps_its_promises(verifier: Verifier, tmp_path: Path) -> None:
    module = render(SPEC, tmp_path) / "modules/ec2"
    shutil.copy(TESTS, module)
    for step in (verifier.init(module), verifier.test(module)):
        assert step.ok, step
    assert "0 failed" in step.output


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_rollout_is_no_drift_whenever_one_looks(moment: str, verifier: Verifier, applied: Path) -> None:
    root = verifier.fork(applied) / ROOT
    _roll_out(root / "terraform.tfstate", *MOMENTS[moment])
    again = verifier.plan(root, variables_of(root))
    assert again.is_empty_plan, again.output


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("LOG_LEVEL: info", "LOG_LEVEL: debug"),
        ("{LOG_LEVEL: info}}", "{LOG_LEVEL: info}, port: 9000}"),
        ("ec2: {", "ec2: {instance_type: t4g.medium, "),
    ],
    ids=["environment", "port", "instance_type"],
)
def test_what_a_host_runs_with_is_a_new_launch_template_and_touches_nothing_that_serves(
    before: str, after: str, verifier: Verifier, applied: Path
) -> None:
    assert _planned(verifier, applied, SPEC.replace(before, after)) - FORGOTTEN == TEMPLATES


@pytest.mark.parametrize(("before", "after"), [("max: 4", "max: 3"), ("min: 2, desired: 2", "min: 3, desired: 3")])
def test_sizes_are_told_to_the_rollout_and_to_no_group(
    before: str, after: str, verifier: Verifier, applied: Path
) -> None:
    planned = _planned(verifier, applied, SPEC.replace(before, after))
    assert planned
    assert planned <= MACHINES


def test_a_way_to_buy_is_one_setting_of_the_groups(verifier: Verifier, applied: Path) -> None:
    planned = _planned(verifier, applied, SPEC.replace("ec2: {", "ec2: {purchase: spot, "))
    assert planned == {f'module.ec2.aws_autoscaling_group.colour["{colour}"]' for colour in ("blue", "green")}


def _planned(verifier: Verifier, applied: Path, spec: str) -> set[str]:
    """Resources that change where the spec does, in the middle of a rollout."""
    terraform = verifier.fork(applied)
    root = terraform / ROOT
    _roll_out(root / "terraform.tfstate", *MOMENTS["in the middle of a canary"])
    folder = terraform.parent / "edited"
    folder.mkdir()
    edited = render(spec, folder)
    shutil.copytree(edited, terraform, dirs_exist_ok=True)
    again = verifier.plan(root, variables_of(root))
    assert again.ok, again
    return set(_changed(verifier.plan_json(root)))


def _changed(plan: dict[str, Any]) -> Iterator[str]:
    for change in plan["resource_changes"]:
        actions = change["change"]["actions"]
        assert actions in (["no-op"], ["update"], ["read"]), (change["address"], actions)
        if change["mode"] == "managed" and actions == ["update"]:
            yield change["address"]


def _roll_out(
    state: Path, weight: int, sizes: dict[str, int], digests: list[tuple[str, str]], active: str
) -> None:
    """Leave AWS, as Terraform would read it, as a rollout leaves it."""
    found = json.loads(state.read_text())
    listener = _of(found, "aws_lb_listener", "live")[None]
    for target in listener["default_action"][0]["forward"][0]["target_group"]:
        is_green = target["arn"] == _of(found, "aws_lb_target_group", "colour")["green"]["arn"]
        target["weight"] = weight if is_green else 100 - weight
    for colour, group in _of(found, "aws_autoscaling_group", "colour").items():
        count = sizes.get(str(colour), 0)
        group |= {"desired_capacity": count, "min_size": count, "max_size": 5}
    for colour, template in _of(found, "aws_launch_template", "colour").items():
        template["default_version"] = 3 if colour in sizes else 2
    for colour, digest in digests:
        _of(found, "aws_ssm_parameter", "digest")[colour]["value"] = digest
    _of(found, "aws_ssm_parameter", "active")[None]["value"] = active
    state.write_text(json.dumps(found))


def _of(state: dict[str, Any], kind: str, name: str) -> dict[str | None, dict[str, Any]]:
    """Attributes of a resource's instances, by their key."""
    resources = [one for one in state["resources"] if (one["type"], one["name"]) == (kind, name)]
    (resource,) = (one for one in resources if one["module"] == "module.ec2")
    return {one.get("index_key"): one["attributes"] for one in resource["instances"]}
