"""How a deployment of the fake of CodeDeploy goes: events in their order, alarms, hooks, and time that passes.

It follows the AWS CodeDeploy user guide: AppSpec hooks for Lambda, deployment configurations, redeploy and roll
back (2026-11). That a rollback is a deployment to the version before, which calls the hooks, too, and that it
begins a little later, is our reading of it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import Any

from scripts.fakes.deployment import Deployment, Failure, Group

OVER = ("Succeeded", "Failed", "Stopped")
_HOUR = 60


class LambdaRollouts:
    """The rollouts of one deployment group, and the time that they take."""

    def __init__(self, group: Group, client: Callable[[str], Any], call_hook: Callable[[str, Any], None]) -> None:
        self.group = group
        self.deployments: dict[str, Deployment] = {}
        #: What else happens at a moment: `created`, `canary`, `baking`.
        self.moments: dict[str, Callable[[], None]] = {}
        #: While this is set, no time passes for who looks.
        self.frozen = False
        self._client, self._call_hook = client, call_hook
        self._began, self._passed = datetime.now(UTC), 0
        self._course: Iterator[None] = iter(())
        self._to_roll_back: Deployment | None = None
        self._clock = Lock()

    # -- time -------------------------------------------------------------------------------------------------

    def now(self, _zone: object = None) -> datetime:
        """What time it is in here."""
        return self._began + timedelta(minutes=self._passed)

    def pass_minutes(self, minutes: int) -> None:
        """Let time pass: deployments go on, alarms are looked at, schedules fire."""
        for _ in range(minutes):
            with self._clock:
                self._passed += 1
                self._fire_schedules()
                self._go_on()

    def stop(self, deployment: Deployment) -> None:
        """Do as somebody who stops a deployment, and wants no rollback."""
        self._fail(deployment, "MANUAL_STOP", "somebody stopped it")
        self._to_roll_back = None

    @property
    def running(self) -> Deployment | None:
        """The deployment that is not over."""
        return next((one for one in self.deployments.values() if one.status not in OVER), None)

    def _go_on(self) -> None:
        if self._to_roll_back is not None:
            self._roll_back(self._to_roll_back)
            self._to_roll_back = None
        deployment = self.running
        if deployment is None:
            return
        try:
            if deployment.creator == "user":
                self._look_at_alarms()
            next(self._course, None)
        except Failure as failure:
            self._fail(deployment, *failure.args)

    def _look_at_alarms(self) -> None:
        found = self._client("cloudwatch").describe_alarms(AlarmNames=list(self.group.alarms))
        ringing = [one["AlarmName"] for one in found["MetricAlarms"] if one["StateValue"] == "ALARM"]
        if ringing:
            raise Failure("ALARM_ACTIVE", f"Activated alarms: {', '.join(ringing)}")

    def _fire_schedules(self) -> None:
        scheduler = self._client("scheduler")
        for one in scheduler.list_schedules()["Schedules"]:
            place = {"Name": one["Name"], "GroupName": one["GroupName"]}
            schedule = scheduler.get_schedule(**place)
            due = datetime.strptime(schedule["ScheduleExpression"], "at(%Y-%m-%dT%H:%M:%S)").replace(tzinfo=UTC)
            if due <= self.now():
                target = schedule["Target"]
                scheduler.delete_schedule(**place)
                self._call_hook(target["Arn"].rpartition(":")[2], json.loads(target["Input"]))

    # -- a rollout --------------------------------------------------------------------------------------------

    def _roll_out(self, deployment: Deployment) -> Iterator[None]:
        before, after = (deployment.properties[f"{which}Version"] for which in ("Current", "Target"))
        self._check_alias(deployment, before)
        deployment.status = "InProgress"
        yield
        yield from self._run_hook(deployment, "BeforeAllowTraffic")
        if deployment.creator == "user":
            self._move(deployment, before, {after: self.group.percent / 100})
            self._reach("canary")
            for _ in range(self.group.minutes):
                yield
        self._move(deployment, after, {})
        deployment.events["AllowTraffic"] = "Succeeded"
        yield
        self._reach("baking")
        yield from self._run_hook(deployment, "AfterAllowTraffic")
        deployment.status = "Succeeded"

    def _check_alias(self, deployment: Deployment, version: str) -> None:
        """The alias must stand where the AppSpec says; what a rollback finds is anybody's guess."""
        name, alias = deployment.properties["Name"], deployment.properties["Alias"]
        found = self._client("lambda").get_alias(FunctionName=name, Name=alias)
        weights = (found.get("RoutingConfig") or {}).get("AdditionalVersionWeights")
        if deployment.creator == "user" and (found["FunctionVersion"] != version or weights):
            raise Failure("INVALID_LAMBDA_CONFIGURATION", f"the alias is not at version {version} alone")

    def _run_hook(self, deployment: Deployment, event: str) -> Iterator[None]:
        call = {"DeploymentId": deployment.id, "LifecycleEventHookExecutionId": event}
        deployment.events[event] = "InProgress"
        self._call_hook(deployment.hook(event), call)
        for _ in range(_HOUR):
            yield
            if event in deployment.verdicts:
                break
        deployment.events[event] = deployment.verdicts.get(event, "Failed")
        if deployment.events[event] != "Succeeded":
            raise Failure("HOOK_EXECUTION_FAILURE", f"The hook at {event} failed.")

    def _move(self, deployment: Deployment, version: str, weights: Mapping[str, float]) -> None:
        properties = deployment.properties
        self._client("lambda").update_alias(
            FunctionName=properties["Name"],
            Name=properties["Alias"],
            FunctionVersion=version,
            RoutingConfig={"AdditionalVersionWeights": weights},
        )

    def _reach(self, moment: str) -> None:
        self.moments.get(moment, lambda: None)()

    def _fail(self, deployment: Deployment, code: str, message: str) -> None:
        deployment.status = "Stopped" if code in {"ALARM_ACTIVE", "MANUAL_STOP"} else "Failed"
        deployment.error = {"code": code, "message": message}
        if self.group.rolls_back and deployment.creator == "user":
            self._to_roll_back = deployment

    def _roll_back(self, failed: Deployment) -> None:
        appspec = json.loads(failed.content)
        (one,) = appspec["Resources"][0].values()
        one["Properties"]["CurrentVersion"] = failed.properties["TargetVersion"]
        one["Properties"]["TargetVersion"] = failed.properties["CurrentVersion"]
        failed.rollback = self._begin(json.dumps(appspec), "codeDeployRollback")

    def _begin(self, content: str, creator: str) -> str:
        deployment = Deployment(f"d-{len(self.deployments) + 1:09d}", content, creator)
        self._course = self._roll_out(deployment)
        self.deployments[deployment.id] = deployment
        return deployment.id
