"""A secret in moto's Secrets Manager, and what moto does not know of rotations.

moto is others' model of AWS's API, behind the real boto3. It is imported late: one proof alone needs it.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import pytest

STEPS = ("createSecret", "setSecret", "testSecret", "finishSecret")


class OutageError(Exception):
    """Secrets Manager does not answer, once."""


@dataclass(frozen=True)
class Secret:
    """A secret, and the function that rotates it."""

    client: Any
    arn: str
    function: ModuleType

    def announce(self, token: str) -> None:
        """What Secrets Manager does before the first step: a new version, without a value, is the one that waits.

        moto lets it serve at once instead, so it is written into moto's store. AWS describes it so: see
        aws-samples/aws-secrets-manager-rotation-lambdas, issue 16 (2026-11).
        """
        kept = versions(self.arn)
        for one in kept.values():
            one["version_stages"] = [stage for stage in one["version_stages"] if stage != "AWSPENDING"]
        kept[token] = {"createdate": 0, "version_id": token, "version_stages": ["AWSPENDING"]}

    def step(self, step: str, token: str) -> None:
        """Call the function for one step, as Secrets Manager does."""
        self.function.run({"SecretId": self.arn, "ClientRequestToken": token, "Step": step}, None)

    def rotate(self, token: str) -> None:
        """A whole rotation."""
        self.announce(token)
        for step in STEPS:
            self.step(step, token)

    def value(self, stage: str = "AWSCURRENT") -> str:
        """The value that a reader gets."""
        return str(self.client.get_secret_value(SecretId=self.arn, VersionStage=stage)["SecretString"])

    def stages(self) -> dict[str, set[str]]:
        """The versions, and what they are marked as."""
        found = self.client.describe_secret(SecretId=self.arn)["VersionIdsToStages"]
        return {token: set(stages) for token, stages in found.items()}

    def serving(self) -> list[str]:
        """The versions that serve: one, whatever happens."""
        return [token for token, stages in self.stages().items() if "AWSCURRENT" in stages]


@dataclass
class Outage:
    """A client of boto3 that fails once.

    Attributes:
        client: the client that answers.
        call: the method that fails.
        number: which of its calls, counted from 1.
        moment: whether it fails `before` or `after` it has done its work.
        seen: how many of its calls there were.
        has_failed: whether it came to that. A call that AWS itself refuses has no `after`.
    """

    client: Any
    call: str
    number: int
    moment: str
    seen: int = 0
    has_failed: bool = False

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - as boto3 has it
        """The client's own method, or the one that fails."""
        real = getattr(self.client, name)
        return self._failing(real) if name == self.call else real

    def _failing(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(**asked: Any) -> Any:  # noqa: ANN401 - as boto3 has it
            self.seen += 1
            fails = self.seen == self.number
            answer = None if fails and self.moment == "before" else real(**asked)
            if fails:
                self.has_failed = True
                raise OutageError
            return answer

        return call


@dataclass(frozen=True)
class Refusing:
    """A client of boto3 that stores no second value for a version.

    Source: AWS Secrets Manager API reference, PutSecretValue, ClientRequestToken (2026-11).
    """

    client: Any

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - as boto3 has it
        """The client's own method."""
        return getattr(self.client, name)

    def put_secret_value(self, **_asked: object) -> None:
        """Refuse the value."""
        kind = self.client.exceptions.ResourceExistsException
        raise kind({"Error": {"Code": "ResourceExistsException"}}, "PutSecretValue")


def versions(secret: str) -> dict[str, dict[str, Any]]:
    """A secret's versions as moto keeps them."""
    found: dict[str, dict[str, Any]] = _backend().secrets[secret].versions
    return found


def mend_first_finish(monkeypatch: pytest.MonkeyPatch) -> None:
    """What moto gets wrong: a mark that no version has needs none to be taken from.

    Source: AWS Secrets Manager API reference, UpdateSecretVersionStage, RemoveFromVersionId (2026-11).
    """

    def update(backend: Any, **asked: str) -> tuple[str, str]:  # noqa: ANN401 - moto's own class
        assert not asked["remove_from_version_id"]
        marked = versions(asked["secret_id"])
        assert not [one for one in marked.values() if asked["version_stage"] in one["version_stages"]]
        marked[asked["move_to_version_id"]]["version_stages"].append(asked["version_stage"])
        return asked["secret_id"], backend.secrets[asked["secret_id"]].name

    monkeypatch.setattr(type(_backend()), "update_secret_version_stage", update)


def _backend() -> Any:  # noqa: ANN401 - moto's own class
    accounts = importlib.import_module("moto.secretsmanager.models").secretsmanager_backends
    return accounts["123456789012"]["us-east-1"]
