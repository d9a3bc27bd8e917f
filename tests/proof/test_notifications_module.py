"""The module notifications behaves as it says, and its messages read well when real events are filled in."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from proof.iam import Resource, managed, of_kind
from proof.offline.verifier import Verifier
from proof.rendered import render

pytestmark = pytest.mark.proof

TESTS = Path(__file__).with_name("modules") / "notifications.tftest.hcl"
# Applied on its own, outside any root: the account that the offline provider then answers with.
SECRETS = "arn:aws:secretsmanager:us-east-1:123456789012:secret:podspec/podinfo"
SPEC = "observability: {notify: [ops@example.com]}\n"
# Everything that can be watched, as variables of the module.
WATCHED = {
    "name": "podinfo-dev",
    "kms_key_arn": "arn:aws:kms:us-east-1:111111111111:key/11111111-1111-4111-8111-111111111111",
    "emails": '["ops@example.com"]',
    "deployment_applications": '["podinfo-dev-lambda"]',
    "state_machine_arns": '["arn:aws:states:us-east-1:111111111111:stateMachine:podinfo-dev"]',
    "secret_path": "podspec/podinfo/dev",
}

Event = dict[str, Any]

# Shapes: Amazon EventBridge events reference, AWS CodeDeploy and AWS Step Functions; AWS Secrets Manager user
# guide, CloudTrail entries (2026-11).
DEPLOYMENT: Event = {
    "source": "aws.codedeploy",
    "detail-type": "CodeDeploy Deployment State-change Notification",
    "region": "us-east-1",
    "time": "2026-11-23T06:01:02Z",
    "detail": {"application": "podinfo-dev-lambda", "deploymentId": "d-ABCDEF123", "state": "FAILURE"},
}
EXECUTION: Event = {
    "source": "aws.states",
    "detail-type": "Step Functions Execution Status Change",
    "region": "us-east-1",
    "time": "2026-11-23T06:01:02Z",
    "detail": {
        "executionArn": "arn:aws:states:us-east-1:111111111111:execution:podinfo-dev:release-7",
        "stateMachineArn": "arn:aws:states:us-east-1:111111111111:stateMachine:podinfo-dev",
        "status": "TIMED_OUT",
    },
}
ROTATION: Event = {
    "source": "aws.secretsmanager",
    "detail-type": "AWS Service Event via CloudTrail",
    "region": "us-east-1",
    "time": "2026-11-23T06:01:02Z",
    "detail": {
        "eventSource": "secretsmanager.amazonaws.com",
        "eventName": "RotationFailed",
        "additionalEventData": {"SecretId": f"{SECRETS}/dev/api-token-AbCdEf"},
    },
}


@pytest.fixture(scope="module")
def resources(verifier: Verifier, tmp_path_factory: pytest.TempPathFactory) -> list[Resource]:
    """The module on its own, applied with everything to watch."""
    module = render(SPEC, tmp_path_factory.mktemp("notifications")) / "modules/notifications"
    for step in (verifier.init(module), verifier.plan(module, WATCHED), verifier.apply(module)):
        assert step.ok, step
    return managed(module)


def test_the_module_keeps_its_promises(verifier: Verifier, tmp_path: Path) -> None:
    module = render(SPEC, tmp_path) / "modules/notifications"
    shutil.copy(TESTS, module)
    for step in (verifier.init(module), verifier.test(module)):
        assert step.ok, step
    assert "0 failed" in step.output


@pytest.mark.parametrize(
    ("rule", "event"), [("deployments", DEPLOYMENT), ("rollouts", EXECUTION), ("rotations", ROTATION)]
)
def test_a_failure_matches_its_rule_and_no_other(rule: str, event: Event, resources: list[Resource]) -> None:
    assert _matching(event, resources) == {f"podinfo-dev_failed-{rule}"}


@pytest.mark.parametrize(
    ("event", "path", "value"),
    [
        (DEPLOYMENT, "state", "SUCCESS"),
        (DEPLOYMENT, "state", "START"),
        (DEPLOYMENT, "application", "podinfo-prod-lambda"),
        (EXECUTION, "status", "SUCCEEDED"),
        (EXECUTION, "status", "RUNNING"),
        (EXECUTION, "stateMachineArn", "arn:aws:states:us-east-1:111111111111:stateMachine:orders-dev"),
        (ROTATION, "eventName", "RotationSucceeded"),
        (ROTATION, "additionalEventData", {"SecretId": f"{SECRETS}/prod/api-token-AbCdEf"}),
    ],
)
def test_what_went_well_or_belongs_to_others_matches_nothing(
    event: Event, path: str, value: object, resources: list[Resource]
) -> None:
    assert _matching(event | {"detail": event["detail"] | {path: value}}, resources) == set()


@pytest.mark.parametrize("event", [DEPLOYMENT, EXECUTION, ROTATION])
def test_a_message_says_what_where_when_and_what_to_do(event: Event, resources: list[Resource]) -> None:
    (rule,) = _matching(event, resources)
    (target,) = (one for one in of_kind(resources, "aws_cloudwatch_event_target") if one["rule"] == rule)
    lines = _filled(target["input_transformer"][0], event)
    assert len(lines) >= 2
    assert lines[0].startswith("podinfo-dev: ")
    assert event["time"] in lines[0]
    assert event["region"] in " ".join(lines)
    assert not re.search("[<>]|\\\\u00", "".join(lines)), "something was not filled in"


def _matching(event: Event, resources: list[Resource]) -> set[str]:
    """Names of the rules whose pattern an event has."""
    rules = of_kind(resources, "aws_cloudwatch_event_rule")
    return {one["name"] for one in rules if _has(event, json.loads(one["event_pattern"]))}


def _has(event: Event, pattern: Event) -> bool:
    """EventBridge's matching, as far as these patterns use it: values in lists, and prefixes.

    Source: Amazon EventBridge user guide, event pattern syntax (2026-11).
    """
    for key, wanted in pattern.items():
        if isinstance(wanted, dict):
            if not _has(event.get(key, {}), wanted):
                return False
        elif not any(_is(event.get(key), one) for one in wanted):
            return False
    return True


def _is(value: object, wanted: str | dict[str, str]) -> bool:
    return str(value).startswith(wanted["prefix"]) if isinstance(wanted, dict) else value == wanted


def _filled(transformer: dict[str, Any], event: Event) -> list[str]:
    """The lines of a message: each is text in quotation marks, with what its paths find in the event."""
    text = transformer["input_template"]
    for name, path in transformer["input_paths"].items():
        found: Any = event
        for key in path.removeprefix("$.").split("."):
            found = found[key]
        text = text.replace(f"<{name}>", found)
    lines = text.split("\n")
    assert all(line[0] == line[-1] == '"' for line in lines)
    return [line[1:-1] for line in lines]
