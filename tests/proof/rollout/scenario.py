"""A service on the AWS in memory, and what a test does with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from proof.rollout.aws import Aws, DiedError
from proof.rollout.fleet import Colour
from proof.rollout.interpreter import Execution

OLD = "sha256:" + "a" * 64
NEW = "sha256:" + "b" * 64

# The fewest hosts of the spec: what a colour with traffic must have.
_ENOUGH = 2


@dataclass(frozen=True)
class Machines:
    """The two machines of one environment: ARNs, definitions by ARN, and the policies of their roles by name."""

    rollout: str
    watch: str
    definitions: dict[str, dict[str, Any]]
    policies: dict[str, dict[str, Any]]

    @property
    def definition(self) -> dict[str, Any]:
        """The rollout's own."""
        return self.definitions[self.rollout]

    @property
    def facts(self) -> dict[str, Any]:
        """What it knows of each colour."""
        facts: dict[str, Any] = self.definition["States"]["Begin"]["Assign"]["colours"]
        return facts


class Service:
    """One service, with nothing rolled out yet."""

    def __init__(self, machines: Machines) -> None:
        self.machines = machines
        self.aws = Aws(machines.definitions, machines.facts, _ENOUGH)

    def begin(self, operation: str, digest: str = "", bundle: str = "v1") -> Execution:
        """Start an execution, before its first state."""
        request = {"operation": operation, "reason": "a test"}
        if digest:
            bucket = self.machines.definition["States"]["Deploy"]["Arguments"]["Revision"]["S3Location"]["Bucket"]
            place = {"bucket": bucket, "key": "CodeDeploy/hooks.zip", "version": bundle, "etag": "e"}
            request |= {"digest": digest, "bundle": place}
        return self.aws.start(self.machines.rollout, request)

    def run(self, operation: str, digest: str = "", bundle: str = "v1") -> Execution:
        """Run an execution to its end; if it dies on its way, AWS calls it aborted, and what it had started, too."""
        execution = self.begin(operation, digest, bundle)
        try:
            return execution.run()
        except DiedError:
            self.kill()
            return execution

    def kill(self) -> None:
        """Stop all that runs, as a person does in the console."""
        for one in self.aws.executions.values():
            if one.status == "RUNNING":
                one.status = "ABORTED"

    @property
    def active(self) -> Colour:
        """The colour that serves."""
        return self.aws.colours[self.aws.active]

    @property
    def idle(self) -> Colour:
        """The other one; before the first rollout the one that is to come."""
        return self.aws.colours["green" if self.aws.active == "blue" else "blue"]

    def serves(self, digest: str) -> None:
        """Fail unless all is as it must be between two rollouts, with this digest live."""
        self.aws.wait(300)
        active, idle = self.active, self.idle
        assert self.aws.weights == {active.name: 100, idle.name: 0}
        assert (active.digest, {host.digest for host in active.hosts}) == (digest, {digest})
        assert (active.minimum, active.maximum, active.healthy) == (2, 6, len(active.hosts))
        assert active.desired >= _ENOUGH
        assert (idle.minimum, idle.desired, idle.hosts, idle.running) == (0, 0, [], None)
        self.is_quiet()

    def is_quiet(self) -> None:
        """Fail if the lock is held, or if a colour ever had traffic that it could not take."""
        assert "lock" not in self.aws.items
        assert self.aws.violations == []
