"""A fake of CodeDeploy for Lambda, ours: as much of it as the scripts and the hooks speak to.

Real are those around it: the command line and boto3 that call it over HTTP, the alias that it moves and the alarms
that it watches (moto's), the hooks that it calls (the generated ones). Ours are its order of events and its clock:
minutes pass whenever the command line looks at a deployment, or whenever a test says so.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from threading import Lock
from typing import Any

from scripts.fakes.deployment import Deployment, Group
from scripts.fakes.json_service import JsonService, Refused, Request
from scripts.fakes.lambda_rollouts import OVER, LambdaRollouts

#: So many minutes are between two looks of the command line.
_LOOK = 3


class CodeDeploy(LambdaRollouts):
    """CodeDeploy with one deployment group, on a port of its own."""

    def __init__(self, group: Group, client: Callable[[str], Any], call_hook: Callable[[str, Any], None]) -> None:
        super().__init__(group, client, call_hook)
        self._gate = Lock()
        self.service = JsonService(
            {
                "CreateDeployment": self._create,
                "GetDeployment": self._get,
                "GetDeploymentTarget": self._get_target,
                "ListDeployments": self._list,
                "ListDeploymentTargets": lambda request, _: {"targetIds": [self._target_id(self._find(request))]},
                "PutLifecycleEventHookExecutionStatus": self._put_verdict,
            }
        )

    def _create(self, request: Request, _asker: str) -> dict[str, Any]:
        self._check_group(request)
        revision = request["revision"]["appSpecContent"]
        if sha256(revision["content"].encode()).hexdigest() != revision["sha256"]:
            raise Refused("InvalidRevisionException", "the content has another sha256")
        if '"version": 0.0' not in revision["content"]:
            raise Refused("InvalidRevisionException", "the version of the AppSpec is not 0.0")
        with self._gate:
            if self.running is not None:
                message = f"The Deployment Group '{self.group.name}' already has an active Deployment"
                raise Refused("DeploymentLimitExceededException", message)
            begun = self._begin(revision["content"], "user")
        self._reach("created")
        return {"deploymentId": begun}

    def _get(self, request: Request, asker: str) -> dict[str, Any]:
        if asker.startswith("aws-cli") and not self.frozen:
            self.pass_minutes(_LOOK)
        one = self._find(request)
        info = {
            "deploymentId": one.id,
            "applicationName": self.group.application,
            "deploymentGroupName": self.group.name,
            "status": one.status,
            "creator": one.creator,
            "revision": {"revisionType": "AppSpecContent", "appSpecContent": {"content": one.content}},
        }
        if one.error is not None:
            info["errorInformation"] = one.error
        if one.rollback is not None:
            info["rollbackInfo"] = {"rollbackDeploymentId": one.rollback}
        return {"deploymentInfo": info}

    def _get_target(self, request: Request, _asker: str) -> dict[str, Any]:
        one = self._find(request)
        if request["targetId"] != self._target_id(one):
            raise Refused("DeploymentTargetDoesNotExistException", request["targetId"])
        events = [{"lifecycleEventName": event, "status": status} for event, status in one.events.items()]
        return {
            "deploymentTarget": {
                "deploymentTargetType": "LambdaTarget",
                "lambdaTarget": {"lifecycleEvents": events},
            }
        }

    def _list(self, request: Request, _asker: str) -> dict[str, Any]:
        self._check_group(request)
        wanted = request.get("includeOnlyStatuses")
        found = [one.id for one in self.deployments.values() if not wanted or one.status in wanted]
        return {"deployments": found[::-1]}

    def _put_verdict(self, request: Request, _asker: str) -> dict[str, Any]:
        deployment, event = self._find(request), request["lifecycleEventHookExecutionId"]
        if deployment.status in OVER or event in deployment.verdicts:
            raise Refused("LifecycleEventAlreadyCompletedException", event)
        deployment.verdicts[event] = request["status"]
        return {"lifecycleEventHookExecutionId": event}

    def _check_group(self, request: Request) -> None:
        if (request["applicationName"], request["deploymentGroupName"]) != (
            self.group.application,
            self.group.name,
        ):
            raise Refused("DeploymentGroupDoesNotExistException", "no such deployment group")

    def _find(self, request: Request) -> Deployment:
        try:
            return self.deployments[request["deploymentId"]]
        except KeyError:
            raise Refused("DeploymentDoesNotExistException", request["deploymentId"]) from None

    @staticmethod
    def _target_id(deployment: Deployment) -> str:
        return f"{deployment.properties['Name']}:{deployment.properties['Alias']}"
