"""podinfo-dev on Lambda as Terraform leaves it, and CodeDeploy in front of it."""

from __future__ import annotations

import importlib
import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any, NamedTuple

import pytest
from scripts.cloud import ACCOUNT, Cloud, Done, ended
from scripts.fakes.codedeploy import CodeDeploy
from scripts.fakes.deployment import Group
from scripts.moto_lambda import correct

FUNCTION = "podinfo-dev"
REGION = "us-east-1"
REPOSITORY = "podspec/podinfo/image"
PARAMETER = "/podspec/podinfo/dev/lambda/approved-digest"
ALARMS = ("podinfo-dev_lambda-api-errors", "podinfo-dev_lambda-version-errors")
SPEC = f"""
registry: {{account: "{ACCOUNT}", region: {REGION}}}
environments:
  dev: {{account: "{ACCOUNT}", regions: [{REGION}]}}
"""
_HOOKS = {"pre-traffic": "pre_traffic", "post-traffic": "post_traffic"}


class State(NamedTuple):
    """All that a rollout may change, read from the emulator."""

    version: str
    weights: dict[str, float]
    serves: str
    approved: str
    deployments: list[str]


class LambdaStage:
    """The function with images A, B and C in its registry, of which A serves, and what a test does to it."""

    def __init__(self, cloud: Cloud, service: Path) -> None:
        self.cloud = cloud
        self.script = service / "scripts/deploy-lambda.sh"
        self.images = {name: _push(cloud, name) for name in "ABC"}
        self._names = {digest: name for name, digest in self.images.items()}
        self._lambda, self._ssm = cloud.client("lambda"), cloud.client("ssm")
        _make_function(cloud, self.images["A"])
        self.codedeploy = CodeDeploy(Group(alarms=ALARMS), cloud.client, self._call_hook)

    # -- what a person does -------------------------------------------------------------------------------------

    def deploy(self, image: str, *more: str, **environment: str) -> Done:
        """Run the script to its end."""
        return ended(self.start(image, *more, **environment))

    def start(self, image: str, *more: str, **environment: str) -> Any:  # noqa: ANN401  # a started script
        """Start the script."""
        options = ["--environment", "dev", "--region", REGION, "--digest", self.images.get(image, image)]
        endpoint = self.codedeploy.service.url
        return self.cloud.start(self.script, *options, *more, AWS_ENDPOINT_URL_CODEDEPLOY=endpoint, **environment)

    def change_settings(self) -> None:
        """What applying an edit of the spec does: other settings, and a version that has them."""
        self._lambda.update_function_configuration(FunctionName=FUNCTION, MemorySize=1024)
        self._lambda.publish_version(FunctionName=FUNCTION)

    def move_alias(self, version: str, weights: dict[str, float]) -> None:
        """Share the traffic out."""
        routing = {"AdditionalVersionWeights": weights}
        self._lambda.update_alias(
            FunctionName=FUNCTION, Name="live", FunctionVersion=version, RoutingConfig=routing
        )

    def wait_for_deployment(self) -> None:
        """Until a script that was started has begun one."""
        _wait(lambda: self.codedeploy.running is not None)

    def wait_for_calls(self, number: int) -> None:
        """Until there were so many."""
        _wait(lambda: len(self.cloud.calls) >= number)

    def wait_for_rollback(self) -> None:
        """Let time pass until CodeDeploy has begun to roll back."""
        while len(self.codedeploy.deployments) == 1:
            self.codedeploy.pass_minutes(1)

    def approve(self, image: str) -> None:
        """Write the approved digest."""
        self._ssm.put_parameter(Name=PARAMETER, Value=self.images[image], Overwrite=True)

    def ring(self) -> None:
        """An alarm goes off."""
        watch = self.cloud.client("cloudwatch")
        watch.set_alarm_state(AlarmName=ALARMS[1], StateValue="ALARM", StateReason="500s")

    def stop(self) -> None:
        """Stop the deployment that runs, and want no rollback."""
        assert self.codedeploy.running is not None
        self.codedeploy.stop(self.codedeploy.running)

    # -- what comes of it ---------------------------------------------------------------------------------------

    @property
    def state(self) -> State:
        """How everything stands now."""
        alias = self._lambda.get_alias(FunctionName=FUNCTION, Name="live")
        weights = (alias.get("RoutingConfig") or {}).get("AdditionalVersionWeights") or {}
        version = alias["FunctionVersion"]
        code = self._lambda.get_function(FunctionName=FUNCTION, Qualifier=version)["Code"]
        approved = self._ssm.get_parameter(Name=PARAMETER)["Parameter"]["Value"]
        deployments = [one.status for one in self.codedeploy.deployments.values()]
        serves = self._names[code["ResolvedImageUri"].partition("@")[2]]
        return State(version, weights, serves, self._names[approved], deployments)

    @property
    def schedules(self) -> list[str]:
        """Ends of bake times that are still to come."""
        return [one["Name"] for one in self.cloud.client("scheduler").list_schedules()["Schedules"]]

    def _call_hook(self, name: str, event: Any) -> None:  # noqa: ANN401  # whatever CodeDeploy or a schedule says
        hook: ModuleType = importlib.import_module(_HOOKS[name.removeprefix(f"CodeDeployHook_{FUNCTION}_")])
        if hasattr(hook, "datetime"):
            hook.datetime = SimpleNamespace(now=self.codedeploy.now)  # type: ignore[attr-defined]
        arn = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{name}"
        hook.run(event, SimpleNamespace(invoked_function_arn=arn))


def _wait(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.02)


def _push(cloud: Cloud, name: str) -> str:
    """Put an image into the registry; gives its digest."""
    registry = cloud.client("ecr")
    if name == "A":
        registry.create_repository(repositoryName=REPOSITORY)
    config = {
        "mediaType": "application/vnd.oci.image.config.v1+json",
        "size": 1,
        "digest": f"sha256:{ord(name):064x}",
    }
    media_type = "application/vnd.oci.image.manifest.v1+json"
    manifest = json.dumps({"schemaVersion": 2, "mediaType": media_type, "config": config, "layers": []})
    digest = f"sha256:{sha256(manifest.encode()).hexdigest()}"
    registry.put_image(repositoryName=REPOSITORY, imageManifest=manifest, imageDigest=digest, imageTag=name)
    return digest


def _make_function(cloud: Cloud, digest: str) -> None:
    trust = json.dumps({"Version": "2012-10-17", "Statement": []})
    role = cloud.client("iam").create_role(RoleName="function", AssumeRolePolicyDocument=trust)
    functions = cloud.client("lambda")
    functions.create_function(
        FunctionName=FUNCTION,
        Role=role["Role"]["Arn"],
        PackageType="Image",
        Code={"ImageUri": f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com/{REPOSITORY}@{digest}"},
        Publish=True,
    )
    functions.create_alias(FunctionName=FUNCTION, Name="live", FunctionVersion="1")
    cloud.client("ssm").put_parameter(Name=PARAMETER, Value=digest, Type="String")
    cloud.client("scheduler").create_schedule_group(Name="podinfo-dev-lambda")
    for name in ALARMS:
        cloud.client("cloudwatch").put_metric_alarm(
            AlarmName=name,
            MetricName="Errors",
            Namespace="AWS/Lambda",
            Period=60,
            EvaluationPeriods=1,
            Statistic="Sum",
            Threshold=1,
            ComparisonOperator="GreaterThanThreshold",
        )
        cloud.client("cloudwatch").set_alarm_state(AlarmName=name, StateValue="OK", StateReason="calm")


@contextmanager
def lambda_stage(cloud: Cloud, service: Path, patch: pytest.MonkeyPatch) -> Iterator[LambdaStage]:
    """A new stage in an emptied account; the hooks' own calls of AWS go there, too."""
    cloud.forget()
    correct(patch)
    patch.syspath_prepend(str(service / "terraform/modules/lambda/hooks"))
    patch.setattr(sys, "dont_write_bytecode", True)
    for name, value in {
        "AWS_ENDPOINT_URL": cloud.endpoint,
        "AWS_ACCESS_KEY_ID": "x",
        "AWS_SECRET_ACCESS_KEY": "x",
        "AWS_DEFAULT_REGION": REGION,
        "FUNCTION_NAME": FUNCTION,
        "APPROVED_DIGEST_PARAMETER": PARAMETER,
        "BAKE_MINUTES": "5",
        "ALARM_NAMES": json.dumps(ALARMS),
        "SCHEDULE_GROUP": "podinfo-dev-lambda",
        "SCHEDULE_ROLE_ARN": f"arn:aws:iam::{ACCOUNT}:role/bake",
    }.items():
        patch.setenv(name, value)
    stage = LambdaStage(cloud, service)
    patch.setenv("AWS_ENDPOINT_URL_CODEDEPLOY", stage.codedeploy.service.url)
    try:
        yield stage
    finally:
        stage.codedeploy.service.stop()
        for name in ("lifecycle", *_HOOKS.values()):
            sys.modules.pop(name, None)
    assert stage.codedeploy.service.crashes == []
