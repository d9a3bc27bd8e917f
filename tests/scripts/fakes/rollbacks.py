"""The fake of CodeDeploy with what a way back asks of it: to stop, to go at once, to tell what went well.

That a deployment with the configuration LambdaAllAtOnce moves all traffic in one step, that it looks at no alarm
if told so, and that it calls only the hooks of its AppSpec, is the AWS CodeDeploy user guide's word (2026-11).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from scripts.fakes.codedeploy import CodeDeploy
from scripts.fakes.deployment import Deployment, Group
from scripts.fakes.json_service import Request


class CodeDeployWithRollbacks(CodeDeploy):
    """CodeDeploy with one deployment group, which can also be hurried."""

    def __init__(self, group: Group, client: Callable[[str], Any], call_hook: Callable[[str, Any], None]) -> None:
        super().__init__(group, client, call_hook)
        #: What each deployment was asked for, by its id.
        self.requests: dict[str, Request] = {}
        own = {"BatchGetDeployments": self._batch_get, "StopDeployment": self._stop_deployment}
        self.service.operations = {**self.service.operations, **own, "CreateDeployment": self._create_and_note}

    def _create_and_note(self, request: Request, asker: str) -> dict[str, Any]:
        number = len(self.deployments) + 1
        self.requests[f"d-{number:09d}"] = request
        answer: dict[str, Any] = self._create(request, asker)
        return answer

    def _asked(self, deployment: Deployment) -> Request:
        return self.requests.get(deployment.id, {})

    def _look_at_alarms(self) -> None:
        assert self.running is not None
        if self._asked(self.running).get("overrideAlarmConfiguration", {}).get("enabled", True):
            super()._look_at_alarms()

    def _roll_out(self, deployment: Deployment) -> Iterator[None]:
        if self._asked(deployment).get("deploymentConfigName") != "CodeDeployDefault.LambdaAllAtOnce":
            yield from super()._roll_out(deployment)
            return
        self._check_alias(deployment, deployment.properties["CurrentVersion"])
        deployment.status = "InProgress"
        yield
        hooks = [event for one in json.loads(deployment.content)["Hooks"] for event in one]
        for event in hooks:
            yield from self._run_hook(deployment, event)
            self._move(deployment, deployment.properties["TargetVersion"], {})
        deployment.status = "Succeeded"

    def _stop_deployment(self, request: Request, _asker: str) -> dict[str, Any]:
        assert request["autoRollbackEnabled"] is False
        self.stop(self._find(request))
        return {"status": "Succeeded"}

    def _batch_get(self, request: Request, _asker: str) -> dict[str, Any]:
        found = [self._find({"deploymentId": one}) for one in request["deploymentIds"]]
        revisions = [
            {"revisionType": "AppSpecContent", "appSpecContent": {"content": one.content}} for one in found
        ]
        return {
            # In no order that anybody could rely on.
            "deploymentsInfo": [
                {
                    "deploymentId": one.id,
                    "creator": one.creator,
                    "createTime": int(one.id[2:]),
                    "revision": revision,
                }
                for one, revision in sorted(zip(found, revisions, strict=True), key=lambda pair: pair[0].id)
            ]
        }

    def _get(self, request: Request, asker: str) -> dict[str, Any]:
        answer = super()._get(request, asker)
        answer["deploymentInfo"]["description"] = self.requests.get(request["deploymentId"], {}).get(
            "description", ""
        )
        return answer
