"""Each machine's role may do what its calls need, and hardly anything else."""

from __future__ import annotations

from typing import Any

import pytest
from proof.rollout.scenario import Machines

pytestmark = pytest.mark.proof

PREFIXES = {"elasticloadbalancingv2": "elasticloadbalancing", "sfn": "states"}

# What calls need besides the action of their own name, and what AWS asks of every machine's role.
# Source: the documents that rollout_iam*.tf name.
ALSO = {
    "codedeploy:GetApplicationRevision",
    "codedeploy:GetDeploymentConfig",
    "codedeploy:RegisterApplicationRevision",
    "events:DescribeRule",
    "events:PutRule",
    "events:PutTargets",
    "states:DescribeExecution",
    "states:StopExecution",
}
EVERY_MACHINE = {"kms", "logs", "xray"}


def called(definition: dict[str, Any]) -> set[str]:
    """IAM's names of the calls in a definition."""
    resources = (state["Resource"] for state in definition["States"].values() if state["Type"] == "Task")
    calls = (resource.removeprefix("arn:aws:states:::").removeprefix("aws-sdk:").split(":") for resource in resources)
    return {f"{PREFIXES.get(one[0], one[0])}:{one[1][0].upper()}{one[1][1:].removesuffix('.sync')}" for one in calls}


def allowed(policy: dict[str, Any]) -> set[str]:
    """What a policy allows, apart from keys, logs and traces."""
    actions = {action for one in policy["Statement"] for action in ([one["Action"]] if isinstance(one["Action"], str) else one["Action"])}
    return {action for action in actions if action.partition(":")[0] not in EVERY_MACHINE}


def test_the_rollout_may_do_what_it_calls_and_nothing_else(machines: dict[str, Machines]) -> None:
    one = machines["canary"]
    rights = allowed(one.policies["rollout"])
    assert called(one.definition) - rights == set()
    assert rights - called(one.definition) - ALSO == set()


def test_the_watch_may_only_look(machines: dict[str, Machines]) -> None:
    one = machines["canary"]
    assert allowed(one.policies["watch"]) == called(one.definitions[one.watch])
    assert all(action.partition(":")[2].startswith("Describe") for action in allowed(one.policies["watch"]))


def test_what_changes_something_names_it(machines: dict[str, Machines]) -> None:
    for policy in (policy for pair in machines.values() for policy in pair.policies.values()):
        for statement in policy["Statement"]:
            if statement["Resource"] == "*":
                actions = {action.partition(":") for action in statement["Action"]}
                assert all(service in {"logs", "xray"} or name.startswith("Describe") for service, _, name in actions)
