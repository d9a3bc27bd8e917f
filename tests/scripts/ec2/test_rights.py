"""The deploy role may make every call of `deploy-ec2.sh`, and none of them on the things of a neighbour."""

from __future__ import annotations

import re

import pytest
from proof.iam import allows, managed, of_kind
from proof.offline.verifier import Verifier
from proof.trees import variables_of
from scripts.ec2.ground import ACCOUNT, REGION, Ground

# What each call asks IAM for.
# Source: service authorization reference, Amazon S3 and AWS Step Functions; Amazon S3 API reference, HeadObject
# (without ListBucket it cannot tell what is missing from what is forbidden) (2026-11).
NEEDED = {
    "bucket_call head-object": {("s3:GetObject", "object"), ("s3:ListBucket", "bucket")},
    "bucket_call put-object": {("s3:PutObject", "object")},
    "rollouts_call list-executions": {("states:ListExecutions", "machine")},
    "rollouts_call start-execution": {("states:StartExecution", "machine")},
    "rollouts_call stop-execution": {("states:StopExecution", "execution")},
    "rollouts_call describe-execution": {("states:DescribeExecution", "execution")},
    "rollouts_call get-execution-history": {("states:GetExecutionHistory", "execution")},
}
# Whoever reads or writes what is encrypted needs the key as well.
KEY = {("kms:Decrypt", "key"), ("kms:GenerateDataKey", "key")}


@pytest.fixture(scope="module")
def policies(ground: Ground) -> list[str]:
    """What the deploy role of the environment may do."""
    root = ground.output / f"terraform/bootstrap/{ACCOUNT}"
    with Verifier() as verifier:
        for step in (verifier.init(root), verifier.plan(root, variables_of(root)), verifier.apply(root)):
            assert step.ok, step
    made = of_kind(managed(root), "aws_iam_policy")
    return [one["policy"] for one in made if one["name"].startswith("podinfo-ci-deploy-dev")]


def _things(ground: Ground, name: str) -> dict[str, str]:
    """ARNs of what the calls are about, for an environment's name."""
    bucket = f"arn:aws:s3:::{ground.setting('bundle_bucket')}".replace("podinfo-dev", name)
    machine = ground.machines.rollout.replace("podinfo-dev", name)
    return {
        "bucket": bucket,
        "object": f"{bucket}/CodeDeploy/0123.zip",
        "machine": machine,
        "execution": machine.replace(":stateMachine:", ":execution:") + ":rollout-0123",
        "key": f"arn:aws:kms:{REGION}:{ACCOUNT}:key/0123",
    }


def test_no_call_of_the_scripts_is_left_out(ground: Ground) -> None:
    scripts = [ground.output / "scripts" / one for one in ("deploy-ec2.sh", "lib/bundle.sh", "lib/rollout.sh")]
    text = "\n".join(one.read_text() for one in scripts)
    assert set(re.findall(r"(?:bucket|rollouts)_call [a-z-]+", text)) == set(NEEDED)
    assert "aws_call" not in re.sub(r"\w+_call\(\) \{.*", "", text)


def test_the_deploy_role_may_make_every_call(ground: Ground, policies: list[str]) -> None:
    things = _things(ground, "podinfo-dev")
    for action, thing in set().union(*NEEDED.values()) | KEY:
        assert any(allows(one, action, things[thing]) for one in policies), action


@pytest.mark.parametrize("neighbour", ["podinfo-dev-ec2", "podinfo-prod", "podinfo", "orders-dev"])
def test_it_may_not_make_them_on_the_things_of_a_neighbour(
    ground: Ground, policies: list[str], neighbour: str
) -> None:
    things = _things(ground, neighbour)
    for action, thing in set().union(*NEEDED.values()):
        assert not any(allows(one, action, things[thing]) for one in policies), action
