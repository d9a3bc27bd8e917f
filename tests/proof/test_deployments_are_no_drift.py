"""Whatever a rollout changes, and whenever Terraform looks, there is nothing for it to change back."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from full import full
from proof.applied import Applied
from proof.moments import ROLLOUTS, moments
from proof.offline.verifier import Verifier
from proof.trees import variables_of

pytestmark = pytest.mark.proof

ROOT = "environments/prod/us-east-1"
#: The strategy whose moments a short run looks at; a long one looks at all.
SAMPLE = "canary"
CASES = [
    pytest.param(strategy, moment, marks=() if strategy == SAMPLE else pytest.mark.long)
    for strategy in ROLLOUTS
    for moment in moments(strategy)
]
#: What a rollout changes and Terraform has a value of its own for: without a promise to leave it, each is drift.
WOULD_BE_CHANGED_BACK = {
    'module.ec2.aws_autoscaling_group.colour["blue"]',
    'module.ec2.aws_autoscaling_group.colour["green"]',
    "module.ec2.aws_lb_listener.live",
    "module.ec2.aws_ssm_parameter.active",
    'module.ec2.aws_ssm_parameter.digest["blue"]',
    'module.ec2.aws_ssm_parameter.digest["green"]',
    "module.lambda.aws_lambda_alias.live",
    "module.lambda.aws_lambda_function.this",
    "module.lambda.aws_ssm_parameter.approved_digest",
}


@pytest.fixture(scope="module")
def applied(verifier: Verifier, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Gives a tree of the full spec, of which ROOT is applied, with one strategy on both targets."""

    @cache
    def made(strategy: str) -> Path:
        rollouts = {f"targets.{target}.rollout": ROLLOUTS[strategy] for target in ("lambda", "ec2")}
        return Applied(verifier, full(**rollouts), tmp_path_factory.mktemp(strategy)).tree(ROOT)

    return made


@pytest.mark.parametrize(("strategy", "moment"), CASES)
def test_a_rollout_is_no_drift(
    strategy: str, moment: str, verifier: Verifier, applied: Callable[[str], Path]
) -> None:
    root = verifier.fork(applied(strategy)) / ROOT
    moments(strategy)[moment].enter(root / "terraform.tfstate")
    step = verifier.plan(root, variables_of(root))
    assert step.is_empty_plan, step.output


def test_without_the_promise_to_leave_it_all_of_it_would_be_drift(
    verifier: Verifier, applied: Callable[[str], Path]
) -> None:
    tree = verifier.fork(applied("canary"))
    for path in (tree / "modules").rglob("*.tf"):
        path.write_text(re.sub(r"ignore_changes += \[[^]]*\]", "", path.read_text()))
    root = tree / ROOT
    moments("canary")["in the middle"].enter(root / "terraform.tfstate")
    assert verifier.plan(root, variables_of(root)).ok
    changes = verifier.plan_json(root)["resource_changes"]
    changed = {one["address"] for one in changes if one["change"]["actions"] != ["no-op"]}
    assert changed >= WOULD_BE_CHANGED_BACK, WOULD_BE_CHANGED_BACK - changed
