"""The function that rotates secrets, as rendered, run for real against moto's Secrets Manager."""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from types import ModuleType

import boto3  # type: ignore[import-untyped]  # it has no types
import moto
import pytest
from proof.moto_secrets import STEPS, Outage, OutageError, Refusing, Secret, mend_first_finish, versions
from proof.rendered import render

pytestmark = pytest.mark.proof

SPEC = """
container: {secrets: {API_TOKEN: api-token}}
secrets: {api-token: {}}
environments:
  dev: {account: "111111111111", regions: [us-east-1]}
"""
NAME = "podspec/podinfo/dev/api-token"
CREDENTIALS = {"AWS_DEFAULT_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "none", "AWS_SECRET_ACCESS_KEY": "none"}
OLD = "the value that serves"
SERVING, NEXT, OTHER = (f"{number:08}-0000-4000-8000-000000000000" for number in range(3))
GENERATED = re.compile(r"[A-Za-z0-9]{64}")
# What the function asks of Secrets Manager.
CALLS = (
    "describe_secret",
    "get_random_password",
    "get_secret_value",
    "put_secret_value",
    "update_secret_version_stage",
)


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return render(SPEC, tmp_path_factory.mktemp("rotation")) / "modules/secrets/rotation"


@pytest.fixture
def function(sources: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    monkeypatch.syspath_prepend(str(sources))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    for name, value in CREDENTIALS.items():
        monkeypatch.setenv(name, value)
    with moto.mock_aws():
        yield importlib.import_module("rotate")
    for name in ("rotate", "steps", "version"):
        sys.modules.pop(name, None)


@pytest.fixture
def secret(function: ModuleType) -> Secret:
    """A secret that has a value."""
    client = boto3.client("secretsmanager")
    made = client.create_secret(Name=NAME, SecretString=OLD, ClientRequestToken=SERVING)
    return Secret(client, made["ARN"], function)


@pytest.fixture
def empty(function: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Secret:
    """A secret as Terraform makes it, on its way to a first value."""
    client = boto3.client("secretsmanager")
    made = client.create_secret(Name=NAME)
    mend_first_finish(monkeypatch)
    waiting = Secret(client, made["ARN"], function)
    waiting.announce(NEXT)
    return waiting


def test_a_rotation_gives_a_new_value_and_keeps_the_old_one_at_hand(secret: Secret) -> None:
    secret.rotate(NEXT)
    assert GENERATED.fullmatch(secret.value())
    assert secret.value("AWSPREVIOUS") == OLD
    assert secret.serving() == [NEXT]


def test_the_old_value_serves_until_the_last_step(secret: Secret) -> None:
    secret.announce(NEXT)
    for step in STEPS[:-1]:
        secret.step(step, NEXT)
        assert secret.value() == OLD


def test_each_rotation_gives_another_value(secret: Secret) -> None:
    secret.rotate(NEXT)
    first = secret.value()
    secret.rotate(OTHER)
    assert secret.value() != first
    assert secret.value("AWSPREVIOUS") == first


def test_a_secret_without_a_value_gets_its_first_one(empty: Secret) -> None:
    for step in STEPS:
        empty.step(step, NEXT)
    assert GENERATED.fullmatch(empty.value())
    assert empty.serving() == [NEXT]


def test_a_first_value_may_serve_as_soon_as_it_is_stored(empty: Secret) -> None:
    empty.step("createSecret", NEXT)
    # AWS marks the first version with a value so. Source: PutSecretValue, API reference (2026-11).
    versions(empty.arn)[NEXT]["version_stages"].append("AWSCURRENT")
    value = empty.value()
    for step in STEPS[1:]:
        empty.step(step, NEXT)
    assert empty.value() == value


@pytest.mark.parametrize("repeated", STEPS)
def test_a_repeated_step_changes_nothing(secret: Secret, repeated: str) -> None:
    secret.announce(NEXT)
    for step in STEPS[: STEPS.index(repeated) + 1]:
        secret.step(step, NEXT)
    before = secret.value("AWSPENDING"), secret.stages()
    secret.step(repeated, NEXT)
    assert (secret.value("AWSPENDING"), secret.stages()) == before


@pytest.mark.parametrize("step", STEPS)
def test_the_version_that_serves_is_left_as_it_is(secret: Secret, step: str) -> None:
    before = secret.stages()
    secret.step(step, SERVING)
    assert secret.value() == OLD
    assert secret.stages() == before


@pytest.mark.parametrize("step", STEPS)
def test_a_version_that_nobody_has_announced_is_refused(secret: Secret, step: str) -> None:
    secret.announce(NEXT)
    before = secret.stages()
    with pytest.raises(Exception, match=f"version {OTHER} of .* is not the one that a rotation waits for"):
        secret.step(step, OTHER)
    assert secret.stages() == before


def test_a_version_without_a_value_never_serves(secret: Secret) -> None:
    secret.announce(NEXT)
    with pytest.raises(Exception, match="has no value"):
        secret.step("testSecret", NEXT)
    assert secret.serving() == [SERVING]


def test_a_version_with_the_value_that_serves_already_is_refused(secret: Secret) -> None:
    secret.announce(NEXT)
    secret.client.put_secret_value(
        SecretId=secret.arn, ClientRequestToken=NEXT, SecretString=OLD, VersionStages=["AWSPENDING"]
    )
    with pytest.raises(Exception, match="has the value that serves already"):
        secret.step("testSecret", NEXT)


def test_of_two_calls_at_once_the_first_ones_value_stays(secret: Secret, monkeypatch: pytest.MonkeyPatch) -> None:
    secret.announce(NEXT)
    secret.step("createSecret", NEXT)
    value = secret.value("AWSPENDING")
    # The second call has looked before the first had stored its value. AWS refuses another; moto would take it.
    monkeypatch.setattr(sys.modules["version"].Version, "value", lambda _: None)
    monkeypatch.setattr(sys.modules["version"], "_client", lambda: Refusing(secret.client))
    secret.step("createSecret", NEXT)
    assert secret.value("AWSPENDING") == value


@pytest.mark.parametrize(("call", "number", "moment"), list(product(CALLS, (1, 2, 3), ("before", "after"))))
def test_a_rotation_that_fails_anywhere_ends_well_when_it_is_repeated(
    secret: Secret, monkeypatch: pytest.MonkeyPatch, call: str, number: int, moment: str
) -> None:
    secret.announce(NEXT)
    outage = Outage(secret.client, call, number, moment)
    monkeypatch.setattr(sys.modules["version"], "_client", lambda: outage)
    failed = [step for step in STEPS if _has_to_be_repeated(secret, step)]
    assert bool(failed) is outage.has_failed
    assert GENERATED.fullmatch(secret.value())
    assert secret.value("AWSPREVIOUS") == OLD
    assert set(secret.stages()) == {SERVING, NEXT}


def _has_to_be_repeated(secret: Secret, step: str) -> bool:
    """Do a step, and once more if it fails: whether it did."""
    try:
        secret.step(step, NEXT)
    except OutageError:
        secret.step(step, NEXT)
        return True
    return False


def test_no_value_is_ever_logged_printed_or_raised(
    secret: Secret, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    secret.rotate(NEXT)
    refused = _raised(lambda: secret.step("createSecret", OTHER))
    said = caplog.text + "".join(capfd.readouterr()) + refused
    assert f"createSecret: version {NEXT}" in said
    assert OTHER in said
    assert OLD not in said
    assert secret.value() not in said


def _raised(call: Callable[[], None]) -> str:
    with pytest.raises(Exception, match="is not the one") as caught:
        call()
    return repr(caught.value)
