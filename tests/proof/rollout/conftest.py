"""The state machines as real Terraform writes them, one pair for each strategy."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from proof.rendered import render
from proof.rollout.scenario import Machines
from proof.trees import variables_of

if TYPE_CHECKING:
    from pathlib import Path

    from proof.offline.verifier import Verifier

# Environments are called like the strategy of their rollout.
_SPEC = """
targets: {ec2: {hosts: {min: 2, desired: 2, max: 6}, scaling: {cpu_percent: 60}}}
environments:
  canary:
    account: "111111111111"
    regions: [us-east-1]
    network: {cidr: 10.10.0.0/16, nat: none}
    targets: {ec2: {rollout: {strategy: canary, percent: 10, interval_minutes: 5, bake_minutes: 10}}}
  linear:
    account: "111111111111"
    regions: [us-east-1]
    network: {cidr: 10.20.0.0/16, nat: none}
    targets: {ec2: {rollout: {strategy: linear, percent: 30, interval_minutes: 2, bake_minutes: 5}}}
  allatonce:
    account: "111111111111"
    regions: [us-east-1]
    network: {cidr: 10.30.0.0/16, nat: none}
    targets: {ec2: {rollout: {strategy: all_at_once, bake_minutes: 5}}}
"""
STRATEGIES = ("canary", "linear", "allatonce")


@pytest.fixture(scope="session")
def machines(verifier: Verifier, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Machines]:
    """The machines by strategy."""
    tree = render(_SPEC, tmp_path_factory.mktemp("rollout"))
    return {strategy: _applied(verifier, tree / f"environments/{strategy}/us-east-1") for strategy in STRATEGIES}


def _applied(verifier: Verifier, root: Path) -> Machines:
    for step in (verifier.init(root), verifier.plan(root, variables_of(root)), verifier.apply(root)):
        assert step.ok, step
    state = json.loads((root / "terraform.tfstate").read_text())
    machines, policies = _named(state, "aws_sfn_state_machine"), _named(state, "aws_iam_role_policy")
    return Machines(
        machines["rollout"]["arn"],
        machines["watch"]["arn"],
        {one["arn"]: json.loads(one["definition"]) for one in machines.values()},
        {name: json.loads(policies[name]["policy"]) for name in machines},
    )


def _named(state: dict[str, Any], kind: str) -> dict[str, dict[str, Any]]:
    """The attributes of a kind's single resources, by their name in the module."""
    found = [one for one in state["resources"] if one["type"] == kind and one["module"] == "module.ec2"]
    return {one["name"]: one["instances"][0]["attributes"] for one in found if len(one["instances"]) == 1}


@pytest.fixture(params=STRATEGIES)
def strategy(request: pytest.FixtureRequest) -> str:
    """Each strategy in turn."""
    name: str = request.param
    return name
