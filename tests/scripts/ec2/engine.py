"""Executions of the rollout's state machine behind moto's Step Functions, which records executions and runs none.

moto answers the API: names, statuses, what exists already. What an execution does comes from the interpreter of
tests/proof/rollout, on its AWS in memory. Nothing runs by itself: an execution goes on a little whenever somebody
looks at it. Neither is AWS.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from moto.stepfunctions.models import Execution as Recorded
from moto.stepfunctions.models import stepfunctions_backends
from proof.rollout.interpreter import Execution
from proof.rollout.scenario import Service

Parameters = dict[str, str]


class Engine:
    """One service's state machine, whose executions begin where somebody has started one in moto.

    Attributes:
        states: how many states an execution goes through for each look at it.
        seen: states that a look does not pass over: somebody looks just then.
        until: a state before which executions wait.
    """

    def __init__(self, service: Service, account: str, region: str) -> None:
        self.service = service
        self.states = 60
        self.seen: set[str] = set()
        self.until = "nowhere"
        self._backend = stepfunctions_backends[account][region]
        self._describe, self._stop = self._backend.describe_execution, self._backend.stop_execution
        self._running: dict[str, tuple[Execution, Iterator[str]]] = {}
        self._lock = threading.Lock()

    def attach(self, patch: pytest.MonkeyPatch) -> None:
        """Stand behind moto's API."""
        patch.setattr(self._backend, "describe_execution", self.describe_execution)
        patch.setattr(self._backend, "stop_execution", self.stop_execution)
        patch.setattr(self._backend, "get_execution_history", self.get_execution_history)

    def describe_execution(self, execution_arn: str) -> Recorded:
        """Go on, and say how far it is."""
        recorded = self._describe(execution_arn)
        with self._lock:
            self._go_on(recorded)
        return recorded

    def stop_execution(self, execution_arn: str) -> Recorded:
        """Stop one, and what it has started."""
        with self._lock:
            self.service.kill()
        return self._stop(execution_arn)

    def get_execution_history(self, execution_arn: str) -> dict[str, Any]:
        """The state that it is in, and the share that the new hosts have; the newest first."""
        execution, _ = self._begun(self._describe(execution_arn))
        now = _place(execution) or self.service.machines.definition["StartAt"]
        events = [{"type": "TaskStateEntered", "stateEnteredEventDetails": {"name": now}}]
        if "MoveTraffic" in execution.path:
            known = {"assignedVariables": {"weight": json.dumps(execution.variables["weight"])}}
            events.append({"type": "TaskStateExited", "stateExitedEventDetails": {"name": "MoveTraffic"} | known})
        stamp = {"timestamp": datetime.now(UTC), "previousEventId": 0}
        return {"events": [stamp | {"id": len(events) - place} | one for place, one in enumerate(events)]}

    def _begun(self, recorded: Recorded) -> tuple[Execution, Iterator[str]]:
        arn = recorded.execution_arn
        if arn not in self._running:
            aws = self.service.aws
            definition = self.service.machines.definition
            aws.executions[arn] = begun = Execution(arn, definition, json.loads(recorded.execution_input), aws)
            self._running[arn] = begun, begun.states()
        return self._running[arn]

    def _go_on(self, recorded: Recorded) -> None:
        if recorded.status != "RUNNING":
            return
        execution, states = self._begun(recorded)
        for _ in range(self.states):
            if _place(execution) == self.until or next(states, None) is None or _place(execution) in self.seen:
                break
        if execution.status != "RUNNING":
            recorded.status, recorded.stop_date = execution.status, datetime.now(UTC)
            recorded.output = json.dumps(execution.output) if execution.status == "SUCCEEDED" else None
            recorded.error, recorded.cause = execution.error, execution.cause

    @property
    def reached(self) -> set[str]:
        """The states that executions which run wait before."""
        begun = [execution for execution, _ in self._running.values()]
        return {_place(one) for one in begun if one.status == "RUNNING"}

    def parameters(self) -> Parameters:
        """What the service's parameters hold now, by the end of their names."""
        aws = self.service.aws
        return {"active": aws.active} | {f"{name}/digest": one.digest for name, one in aws.colours.items()}


def _place(execution: Execution) -> str:
    """The state that an execution is about to enter; nothing before its first one."""
    return execution.at[0] if execution.at else ""
