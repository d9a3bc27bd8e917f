"""What CodeDeploy is told of a rollout, and what it remembers of one."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import NamedTuple


class Group(NamedTuple):
    """The deployment group: what Terraform has made."""

    application: str = "podinfo-dev-lambda"
    name: str = "live"
    percent: int = 10
    minutes: int = 5
    alarms: tuple[str, ...] = ()
    rolls_back: bool = True


class Failure(Exception):  # noqa: N818  # of the deployment, not of the program
    """The deployment cannot go on: an error code, and why."""


@dataclass
class Deployment:
    """One deployment of the alias."""

    id: str
    content: str
    creator: str = "user"
    status: str = "Created"
    error: dict[str, str] | None = None
    rollback: str | None = None
    events: dict[str, str] = field(default_factory=dict)
    verdicts: dict[str, str] = field(default_factory=dict)

    @property
    def properties(self) -> dict[str, str]:
        """What the AppSpec says of the function."""
        (resource,) = json.loads(self.content)["Resources"]
        (one,) = resource.values()
        return dict(one["Properties"])

    def hook(self, event: str) -> str:
        """The name of the function that the AppSpec wants called at an event."""
        return str({key: name for one in json.loads(self.content)["Hooks"] for key, name in one.items()}[event])
