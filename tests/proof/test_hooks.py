"""The hooks that CodeDeploy calls, as rendered, against a small stand-in for the AWS calls they make."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from proof.rendered import render

pytestmark = pytest.mark.proof

SPEC = """
environments:
  dev: {account: "111111111111", regions: [us-east-1]}
"""
APPROVED = "sha256:" + "a" * 64
OTHER = "sha256:" + "b" * 64
EVENT = {"DeploymentId": "d-ABCDEF123", "LifecycleEventHookExecutionId": "hook-1"}
CONTEXT = SimpleNamespace(invoked_function_arn="arn:aws:lambda:us-east-1:111111111111:function:hook")


class ConflictError(Exception):
    """The scheduler has a schedule of this name."""


class CompletedError(Exception):
    """The deployment no longer waits for the hook."""


@dataclass
class Aws:
    """Stands for AWS: holds what the hooks read, and keeps what they write."""

    creator: str = "user"
    target: str = "8"
    function: str = "podinfo-dev"
    digest: str = APPROVED
    ringing: tuple[str, ...] = ()
    stopped: bool = False
    verdicts: list[str] = field(default_factory=list)
    schedules: dict[str, dict[str, Any]] = field(default_factory=dict)

    def client(self, _service: str) -> Aws:
        """One stand-in answers for every service."""
        return self

    @property
    def exceptions(self) -> SimpleNamespace:
        """The exceptions that a client of boto3 carries."""
        return SimpleNamespace(
            ConflictException=ConflictError, LifecycleEventAlreadyCompletedException=CompletedError
        )

    def get_deployment(self, **_asked: str) -> dict[str, Any]:
        """The deployment, with its AppSpec."""
        properties = {"Name": self.function, "Alias": "live", "CurrentVersion": "7", "TargetVersion": self.target}
        appspec = {
            "version": 0.0,
            "Resources": [{"web": {"Type": "AWS::Lambda::Function", "Properties": properties}}],
        }
        revision = {"revisionType": "AppSpecContent", "appSpecContent": {"content": json.dumps(appspec)}}
        return {"deploymentInfo": {"creator": self.creator, "revision": revision}}

    def get_function(self, **asked: str) -> dict[str, Any]:
        """The image that a version runs."""
        assert asked == {"FunctionName": "podinfo-dev", "Qualifier": "8"}
        return {"Code": {"ResolvedImageUri": f"111111111111.dkr.ecr.us-east-1.amazonaws.com/web@{self.digest}"}}

    def get_parameter(self, **asked: str) -> dict[str, Any]:
        """The approved digest."""
        assert asked == {"Name": "/podspec/podinfo/dev/lambda/approved-digest"}
        return {"Parameter": {"Value": APPROVED}}

    def describe_alarms(self, **asked: Any) -> dict[str, Any]:  # noqa: ANN401 - as boto3 has it
        """How the alarms stand; CloudWatch leaves out those it does not know."""
        known = [name for name in asked["AlarmNames"] if name != "gone"]
        states = {name: "ALARM" if name in self.ringing else "OK" for name in known}
        return {"MetricAlarms": [{"AlarmName": name, "StateValue": state} for name, state in states.items()]}

    def create_schedule(self, **asked: Any) -> None:  # noqa: ANN401 - as boto3 has it
        """Keep a schedule, once for each name."""
        if asked["Name"] in self.schedules:
            raise ConflictError
        self.schedules[asked["Name"]] = asked

    def put_lifecycle_event_hook_execution_status(self, **asked: str) -> None:
        """Keep the verdict, unless nobody waits for it any more."""
        assert asked["deploymentId"] == EVENT["DeploymentId"]
        assert asked["lifecycleEventHookExecutionId"] == EVENT["LifecycleEventHookExecutionId"]
        if self.stopped:
            raise CompletedError
        self.verdicts.append(asked["status"])


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return render(SPEC, tmp_path_factory.mktemp("hooks")) / "modules/lambda/hooks"


@pytest.fixture
def aws(sources: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Aws]:
    stand_in = Aws()
    monkeypatch.setitem(sys.modules, "boto3", stand_in)
    monkeypatch.syspath_prepend(str(sources))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    for name, value in {
        "FUNCTION_NAME": "podinfo-dev",
        "APPROVED_DIGEST_PARAMETER": "/podspec/podinfo/dev/lambda/approved-digest",
        "BAKE_MINUTES": "55",
        "ALARM_NAMES": '["errors", "latency"]',
        "SCHEDULE_GROUP": "podinfo-dev-lambda",
        "SCHEDULE_ROLE_ARN": "arn:aws:iam::111111111111:role/bake",
    }.items():
        monkeypatch.setenv(name, value)
    yield stand_in
    for name in ("lifecycle", "pre_traffic", "post_traffic"):
        sys.modules.pop(name, None)


def _hook(name: str) -> ModuleType:
    return importlib.import_module(name)


def test_the_approved_image_passes(aws: Aws) -> None:
    _hook("pre_traffic").run(EVENT, None)
    assert aws.verdicts == ["Succeeded"]


def test_any_other_image_is_rejected(aws: Aws) -> None:
    aws.digest = OTHER
    _hook("pre_traffic").run(EVENT, None)
    assert aws.verdicts == ["Failed"]


def test_the_unpublished_version_is_rejected(aws: Aws) -> None:
    aws.target = "$LATEST"
    _hook("pre_traffic").run(EVENT, None)
    assert aws.verdicts == ["Failed"]


def test_an_appspec_for_another_function_is_rejected(aws: Aws) -> None:
    aws.function = "another"
    _hook("pre_traffic").run(EVENT, None)
    assert aws.verdicts == ["Failed"]


def test_codedeploys_own_rollback_passes_although_its_image_is_not_approved_any_more(aws: Aws) -> None:
    aws.creator, aws.digest = "codeDeployRollback", OTHER
    _hook("pre_traffic").run(EVENT, None)
    assert aws.verdicts == ["Succeeded"]


def test_a_call_that_fails_closes_the_gate(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("APPROVED_DIGEST_PARAMETER")
    _hook("pre_traffic").run(EVENT, None)
    assert aws.verdicts == ["Failed"]


def test_the_bake_time_is_one_schedule_and_no_verdict_yet(aws: Aws) -> None:
    before = datetime.now(UTC).replace(microsecond=0)
    _hook("post_traffic").run(EVENT, CONTEXT)
    (schedule,) = aws.schedules.values()
    fires = datetime.strptime(schedule["ScheduleExpression"], "at(%Y-%m-%dT%H:%M:%S)").replace(tzinfo=UTC)
    assert 55 * 60 <= (fires - before).total_seconds() <= 55 * 60 + 30
    assert schedule["Target"]["Arn"] == CONTEXT.invoked_function_arn
    assert aws.verdicts == []


def test_a_second_call_finds_the_bake_time_begun(aws: Aws) -> None:
    for _ in range(2):
        _hook("post_traffic").run(EVENT, CONTEXT)
    assert len(aws.schedules) == 1
    assert aws.verdicts == []


def test_the_schedule_calls_back_with_what_ends_the_bake_time(aws: Aws) -> None:
    _hook("post_traffic").run(EVENT, CONTEXT)
    (schedule,) = aws.schedules.values()
    _hook("post_traffic").run(json.loads(schedule["Target"]["Input"]), CONTEXT)
    assert aws.verdicts == ["Succeeded"]


@pytest.mark.parametrize("names", ['["errors", "latency"]', '["errors", "gone"]'])
def test_an_alarm_or_a_missing_one_fails_the_rollout(
    aws: Aws, names: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALARM_NAMES", names)
    aws.ringing = ("latency",)
    _hook("post_traffic").run({**EVENT, "BakeIsOver": True}, CONTEXT)
    assert aws.verdicts == ["Failed"]


def test_without_a_bake_time_the_alarms_decide_at_once(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BAKE_MINUTES", "0")
    _hook("post_traffic").run(EVENT, CONTEXT)
    assert aws.verdicts == ["Succeeded"]
    assert not aws.schedules


def test_a_rollback_does_not_bake(aws: Aws) -> None:
    aws.creator, aws.ringing = "codeDeployRollback", ("errors",)
    _hook("post_traffic").run(EVENT, CONTEXT)
    assert aws.verdicts == ["Succeeded"]


def test_a_bake_time_that_cannot_be_kept_fails_the_rollout(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SCHEDULE_ROLE_ARN")
    _hook("post_traffic").run(EVENT, CONTEXT)
    assert aws.verdicts == ["Failed"]


def test_a_deployment_that_was_stopped_meanwhile_is_left_in_peace(aws: Aws) -> None:
    aws.stopped = True
    _hook("post_traffic").run({**EVENT, "BakeIsOver": True}, CONTEXT)
    assert aws.verdicts == []
