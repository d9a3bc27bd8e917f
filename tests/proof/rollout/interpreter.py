"""An interpreter of the part of the Amazon States Language that the rollout uses. Not AWS; labelled so.

It is strict: a field or a type of state that it does not know is an error, not skipped.
Source: Amazon States Language specification, states-language.net; AWS Step Functions developer guide (2026-11).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

from proof.rollout.expression import QueryError, Values, evaluate

_EVENTS = {"Task": 5, "Pass": 2, "Choice": 2, "Wait": 2, "Succeed": 2, "Fail": 1}
_COMMON = {"Type", "Comment", "Next", "Assign", "Output"}
_FIELDS = {
    "Pass": _COMMON,
    "Task": _COMMON | {"Resource", "Arguments", "TimeoutSeconds", "Retry", "Catch"},
    "Choice": _COMMON - {"Next"} | {"Choices", "Default"},
    "Wait": _COMMON | {"Seconds"},
    "Succeed": {"Type", "Comment", "Output"},
    "Fail": {"Type", "Comment", "Error", "Cause"},
}


class StateError(Exception):
    """A state failed, with an error's name and a cause."""

    def __init__(self, error: str, cause: str = "") -> None:
        super().__init__(f"{error}: {cause}")
        self.error = error
        self.cause = cause


class World(Protocol):
    """What an execution needs of its surroundings."""

    @property
    def now(self) -> float:
        """Seconds of a clock that only waiting moves."""

    def timestamp(self) -> str:
        """The same moment, as AWS writes it."""

    def wait(self, seconds: float) -> None:
        """Let time pass."""

    def call(self, resource: str, arguments: dict[str, Any], execution: Execution) -> Any:  # noqa: ANN401 - JSON
        """Do what a Task asks for; raises StateError."""


@dataclass
class Execution:
    """One run of a machine, state by state.

    Attributes:
        status: RUNNING, SUCCEEDED, FAILED, TIMED_OUT or ABORTED, as AWS calls them.
        events: about how many events AWS would have in its history; it takes 25,000.
        path: the states it went through.
        at: the state to go on with, and its input.
        redriven: how often it was begun again where it had stopped.
    """

    arn: str
    definition: dict[str, Any]
    input: Any
    world: World
    status: str = "RUNNING"
    output: Any = None
    error: str = ""
    cause: str = ""
    events: int = 2
    path: list[str] = field(default_factory=list)
    at: tuple[str, Any] | None = None
    redriven: int = 0
    variables: Values = field(default_factory=dict)

    def run(self) -> Execution:
        """Go on to the end."""
        for _ in self.states():
            pass
        return self

    def redrive(self) -> Execution:
        """Go on to the end from where it was stopped."""
        self.status, self.redriven = "RUNNING", self.redriven + 1
        return self.run()

    def states(self) -> Iterator[str]:
        """Go on, one state at a time; gives the name of each before it is entered."""
        start = self.world.now
        self.at = self.at or (self.definition["StartAt"], self.input)
        while self.status == "RUNNING":
            yield self.at[0]
            if self.world.now - start > self.definition["TimeoutSeconds"]:
                self.status = "TIMED_OUT"
            if self.status == "RUNNING":
                self.at = self._enter(*self.at)

    def _enter(self, name: str, value: Any) -> tuple[str, Any]:  # noqa: ANN401 - JSON
        state = self.definition["States"][name]
        unknown = state.keys() - _FIELDS[state["Type"]]
        assert not unknown, f"{name}: the interpreter does not know {unknown}"
        self.path.append(name)
        self.events += _EVENTS[state["Type"]]
        visit = _Visit(self, name, state, value)
        try:
            return visit.result()
        except StateError as error:
            self.status, self.error, self.cause = "FAILED", error.error, error.cause
            return "", None


@dataclass
class _Visit:
    """One state, entered once."""

    execution: Execution
    name: str
    state: dict[str, Any]
    input: Any

    def __post_init__(self) -> None:
        self.entered = self.execution.world.timestamp()

    def result(self) -> tuple[str, Any]:
        """The next state and its input.

        Raises:
            StateError: the execution ends here.
        """
        kind: str = self.state["Type"]
        try:
            found: tuple[str, Any] = getattr(self, f"_{kind.lower()}")()
        except QueryError as error:
            raise StateError("States.QueryEvaluationError", str(error)) from error
        return found

    def _pass(self) -> tuple[str, Any]:
        return self._leave(self.state, self.input)

    def _wait(self) -> tuple[str, Any]:
        self.execution.world.wait(self._value("Seconds", self.state["Seconds"]))
        return self._leave(self.state, self.input)

    def _succeed(self) -> tuple[str, Any]:
        output = self._value("Output", self.state.get("Output", self.input))
        self.execution.status, self.execution.output = "SUCCEEDED", output
        return "", None

    def _fail(self) -> tuple[str, Any]:
        raise StateError(self._value("Error", self.state["Error"]), self._value("Cause", self.state["Cause"]))

    def _choice(self) -> tuple[str, Any]:
        for place, rule in enumerate(self.state["Choices"]):
            assert rule.keys() <= {"Condition", "Next", "Assign", "Output"}, rule
            chosen = self._value(f"Choices[{place}]/Condition", rule["Condition"])
            if not isinstance(chosen, bool):
                raise QueryError(f"{self.name}: a condition gave {chosen!r}")
            if chosen:
                return self._leave(rule, self.input)
        return self._leave({"Next": self.state["Default"]}, self.input)

    def _task(self) -> tuple[str, Any]:
        tried: dict[int, int] = {}
        while True:
            try:
                result = self._call()
                return self._leave(self.state, result, result=result)
            except (StateError, QueryError) as raised:
                error = (
                    raised
                    if isinstance(raised, StateError)
                    else StateError("States.QueryEvaluationError", str(raised))
                )
                if not self._retries(error, tried):
                    return self._caught(error)

    def _call(self) -> Any:  # noqa: ANN401 - JSON
        world = self.execution.world
        limit, start = self._value("TimeoutSeconds", self.state["TimeoutSeconds"]), world.now
        arguments = self._value("Arguments", self.state["Arguments"])
        result = world.call(self.state["Resource"], arguments, self.execution)
        if world.now - start > limit:
            raise StateError("States.Timeout")
        return result

    def _retries(self, error: StateError, tried: dict[int, int]) -> bool:
        """Wait for another try, if there is one left."""
        for place, rule in enumerate(self.state.get("Retry", [])):
            if _matches(rule["ErrorEquals"], error.error):
                count = tried.get(place, 0)
                if count >= rule["MaxAttempts"]:
                    return False
                tried[place] = count + 1
                self.execution.events += 3
                self.execution.world.wait(rule["IntervalSeconds"] * rule["BackoffRate"] ** count)
                return True
        return False

    def _caught(self, error: StateError) -> tuple[str, Any]:
        output = {"Error": error.error} | ({"Cause": error.cause} if error.cause else {})
        for rule in self.state.get("Catch", []):
            if _matches(rule["ErrorEquals"], error.error):
                return self._leave(rule, output, errorOutput=output)
        raise error

    def _leave(self, rule: dict[str, Any], output: Any, **known: Any) -> tuple[str, Any]:  # noqa: ANN401 - JSON
        """Assign and give output, both from the variables as they were when the state was entered."""
        assigned = self._value("Assign", rule.get("Assign", {}), **known)
        given = self._value("Output", rule["Output"], **known) if "Output" in rule else output
        self.execution.variables = self.execution.variables | assigned
        return rule["Next"], given

    def _value(self, place: str, template: Any, **known: Any) -> Any:  # noqa: ANN401 - JSON
        context = {
            "Execution": {"Id": self.execution.arn, "RedriveCount": self.execution.redriven},
            "State": {"Name": self.name, "EnteredTime": self.entered},
        }
        states = {"input": self.input, "context": context, **known}
        return evaluate(f"{self.name}/{place}", template, self.execution.variables | {"states": states})


def _matches(names: list[str], error: str) -> bool:
    if "States.ALL" in names or error in names:
        return True
    return "States.TaskFailed" in names and error != "States.Timeout"
