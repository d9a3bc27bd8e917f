"""Simulated hosts: two Auto Scaling groups with their target groups, and the deployments to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from proof.rollout.aws import Aws

LAUNCH_SECONDS = 60
HOOK_SECONDS = 40
DRAIN_SECONDS = 30
_RUNNING = ("Created", "InProgress")


@dataclass
class Host:
    """One instance. It answers once a deployment has started the container on it."""

    name: str
    version: int
    state: str = "Pending"
    digest: str = ""
    broken: bool = False


@dataclass
class Deployment:
    """One deployment to the hosts that a group had when it was made."""

    name: str
    revision: dict[str, str]
    hosts: list[Host]
    status: str = "InProgress"
    reason: str = ""


@dataclass
class Colour:
    """One colour: a group, the versions of its launch template, its parameter, its deployments."""

    aws: Aws
    name: str
    minimum: int = 0
    maximum: int = 4
    desired: int = 0
    newest: int = 1
    used: int = 1
    digest: str = "none"
    revision: dict[str, str] | None = None
    hosts: list[Host] = field(default_factory=list)
    deployments: list[Deployment] = field(default_factory=list)
    numbers: count[int] = field(default_factory=count)

    @property
    def healthy(self) -> int:
        """Targets that the load balancer would give requests to."""
        return sum(self.answers(host) for host in self.hosts)

    @property
    def running(self) -> Deployment | None:
        """The deployment that is on its way."""
        return next((one for one in self.deployments if one.status in _RUNNING), None)

    def answers(self, host: Host) -> bool:
        """Whether a host passes its health check."""
        return (
            host.state == "InService"
            and host.digest != ""
            and not host.broken
            and host.digest not in self.aws.sick
        )

    def resize(self, minimum: int | None, maximum: int | None, desired: int | None) -> None:
        """Set the sizes, under the conditions that AWS sets.

        Source: Amazon EC2 Auto Scaling API reference, UpdateAutoScalingGroup (2026-11).
        """
        self.minimum = self.minimum if minimum is None else minimum
        self.maximum = self.maximum if maximum is None else maximum
        self.desired = max(self.minimum, min(self.maximum, self.desired)) if desired is None else desired
        assert self.minimum <= self.desired <= self.maximum, f"{self.name}: AWS refuses these sizes"
        self.settle()

    def settle(self) -> None:
        """Launch and terminate hosts until there are as many as desired."""
        staying = [host for host in self.hosts if host.state != "Terminating"]
        for host in staying[self.desired :]:
            self.terminate(host)
        for _ in range(self.desired - len(staying)):
            self._launch()

    def terminate(self, host: Host) -> None:
        """Take a host out; it is gone when its requests are done."""
        host.state = "Terminating"
        self.aws.later(DRAIN_SECONDS, lambda: self.hosts.remove(host))

    def _launch(self) -> None:
        host = Host(f"{self.name}-{next(self.numbers)}", self.used)
        self.hosts.append(host)
        self.aws.later(LAUNCH_SECONDS, lambda: self._join(host))

    def _join(self, host: Host) -> None:
        if host.state == "Pending" and not self.aws.stillborn:
            host.state = "InService"
            if self.revision is not None:
                self.aws.later(HOOK_SECONDS, lambda: self._start(host))

    def _start(self, host: Host) -> None:
        """What the scripts of a revision do: start the digest that the parameter says."""
        if host.state == "InService" and self.digest not in self.aws.invalid:
            host.digest = self.digest

    def deploy(self, name: str, revision: dict[str, str]) -> None:
        """Begin a deployment."""
        hosts = [host for host in self.hosts if host.state == "InService"]
        deployment = Deployment(name, revision, hosts)
        self.deployments.append(deployment)
        self.aws.later(60, lambda: self._finish(deployment))

    def _finish(self, deployment: Deployment) -> None:
        if deployment.status != "InProgress":
            return
        if self.digest in self.aws.invalid or any(host.state != "InService" for host in deployment.hosts):
            deployment.status = "Failed"
            deployment.reason = f"hook ValidateService failed for {self.digest}"
            return
        for host in deployment.hosts:
            self._start(host)
        deployment.status, self.revision = "Succeeded", deployment.revision
