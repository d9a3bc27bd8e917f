"""AWS in memory, with a clock that only waiting moves: what the rollout's calls read and change. Not AWS."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Any

from proof.rollout import contract, services
from proof.rollout.fleet import Colour
from proof.rollout.interpreter import Execution, StateError

_EPOCH = datetime(2026, 11, 23, tzinfo=UTC).timestamp()
_ALARM_SECONDS = 60


class DiedError(Exception):
    """The execution was stopped here, from outside."""


@dataclass
class Aws:
    """Two colours behind one listener, the table, the executions; and what is wrong with images.

    Attributes:
        machines: definitions by the machine's ARN.
        facts: the rollout's own `colours`, as Terraform wrote them into its definition.
        enough: fewest healthy hosts that a colour may have while it gets traffic.
        invalid: digests whose deployment fails.
        sick: digests that never pass a health check.
        faulty: digests that make an alarm ring, and the least weight at which it is seen.
        stillborn: whether new hosts never get into service.
        dies: called before and after each call, with its execution; may raise DiedError.
        excused: whether hosts fail on purpose, so that too few are healthy for a while.
        violations: moments at which a colour had traffic without enough healthy hosts.
    """

    machines: dict[str, dict[str, Any]]
    facts: dict[str, dict[str, Any]]
    enough: int
    colours: dict[str, Colour] = field(init=False)
    active: str = "none"
    weights: dict[str, int] = field(default_factory=lambda: {"blue": 100, "green": 0})
    items: dict[str, dict[str, Any]] = field(default_factory=dict)
    executions: dict[str, Execution] = field(default_factory=dict)
    invalid: set[str] = field(default_factory=set)
    sick: set[str] = field(default_factory=set)
    faulty: dict[str, int] = field(default_factory=dict)
    missing_alarms: set[str] = field(default_factory=set)
    stillborn: bool = False
    excused: bool = False
    failing: Callable[[str], StateError | None] = lambda _resource: None
    dies: Callable[[Execution, str], None] = lambda _execution, _moment: None
    violations: list[str] = field(default_factory=list)
    history: list[tuple[float, dict[str, int]]] = field(default_factory=list)
    now: float = 0.0

    def __post_init__(self) -> None:
        self.colours = {name: Colour(self, name) for name in self.facts}
        self._later: list[tuple[float, int, Callable[[], None]]] = []
        self.numbers = count(1)

    def timestamp(self) -> str:
        """The moment, as AWS writes it."""
        return datetime.fromtimestamp(_EPOCH + self.now, UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"

    def later(self, seconds: float, action: Callable[[], None]) -> None:
        """Have something happen after a time."""
        heapq.heappush(self._later, (self.now + seconds, next(self.numbers), action))

    def wait(self, seconds: float) -> None:
        """Let time pass, and all that happens in it."""
        end = self.now + seconds
        while self._later and self._later[0][0] <= end:
            self.now, _, action = heapq.heappop(self._later)
            action()
            self._look_for_violations()
        self.now = end

    def call(self, resource: str, arguments: dict[str, Any], execution: Execution) -> Any:  # noqa: ANN401 - JSON
        """Do what a Task asks for."""
        name = resource.removeprefix("arn:aws:states:::")
        contract.check_call(name, arguments)
        self.dies(execution, "before")
        if error := self.failing(name):
            raise error
        answer = services.CALLS[name](self, arguments, execution)
        contract.check_answer(name, answer)
        self._look_for_violations()
        self.dies(execution, "after")
        return answer

    def start(self, machine: str, value: Any) -> Execution:  # noqa: ANN401 - JSON
        """A new execution of a machine, before its first state."""
        arn = f"{machine.replace(':stateMachine:', ':execution:')}:{next(self.numbers)}"
        self.executions[arn] = Execution(arn, self.machines[machine], value, self)
        return self.executions[arn]

    def shift(self, weights: dict[str, int]) -> None:
        """Set the listener's weights; more for a colour without enough hosts is a violation."""
        for name, weight in weights.items():
            mine, other = (self.colours[one].healthy for one in (name, _other(name)))
            if weight > self.weights[name] and mine < self.enough and mine <= other:
                self.violations.append(f"{self.now}: {name} got {weight} percent with {mine} healthy hosts")
        self.weights = weights
        self.history.append((self.now, weights))

    def rings(self, name: str) -> bool:
        """Whether the alarms of a colour ring: a minute after enough traffic has met a faulty image."""
        digests = {host.digest for host in self.colours[name].hosts if self.colours[name].answers(host)}
        least = min((self.faulty[digest] for digest in digests & self.faulty.keys()), default=101)
        since = self.now
        for moment, weights in reversed([(0.0, {"blue": 100, "green": 0}), *self.history]):
            if weights[name] < least:
                break
            since = moment
        return self.weights[name] >= least and self.now - since >= _ALARM_SECONDS

    def _look_for_violations(self) -> None:
        """Once a colour serves, none has traffic without enough hosts, at any moment."""
        if self.active == "none" or self.excused:
            return
        for name, weight in self.weights.items():
            healthy = self.colours[name].healthy
            if weight and healthy < self.enough:
                self.violations.append(f"{self.now}: {name} has {weight} percent and {healthy} healthy hosts")


def _other(colour: str) -> str:
    return "green" if colour == "blue" else "blue"
