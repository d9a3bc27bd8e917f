"""A place where generated scripts run for real against an emulated AWS: moto, and the real command line."""

from __future__ import annotations

import importlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import scopes

from podspec.pipeline.lower import lower
from podspec.pipeline.render import render

ACCOUNT = "123456789012"  # moto's own
_WARM, _CALL = (Path(__file__).with_name(f"warm_{part}.py") for part in ("cli", "call"))
# What the scripts need beside the command line, so that nothing else of the machine is found.
_TOOLS = ("bash", "cat", "cut", "date", "grep", "jq", "mktemp", "rm", "sha256sum", "sleep", "sort", "tr")


class Done(NamedTuple):
    """How a script ended."""

    code: int
    out: str
    said: str


class Cloud:
    """An AWS account that lives as long as a test session: its endpoint, clients of it, and the command line."""

    def __init__(self, endpoint: str, folder: Path) -> None:
        self.endpoint, self.folder = endpoint, folder
        self.calls_file = folder / "calls"
        self._clients: dict[tuple[str, str], Any] = {}
        self._session = importlib.import_module("boto3").Session("x", "x")
        self.environment = {
            "PATH": str(folder / "bin"),
            "HOME": str(folder),
            "TMPDIR": str(folder),
            "CALLS": str(self.calls_file),
            "PODSPEC_POLL": "0",
            "AWS_ACCESS_KEY_ID": "x",
            "AWS_SECRET_ACCESS_KEY": "x",
            "AWS_ENDPOINT_URL": endpoint,
        }
        _put_tools_on_path(folder)

    def client(self, service: str, region: str = "us-east-1") -> Any:  # noqa: ANN401  # boto3 carries no types
        """A client of boto3's; to make one takes long, so each is kept."""
        key = (service, region)
        if key not in self._clients:
            self._clients[key] = self._session.client(service, region, endpoint_url=self.endpoint)
        return self._clients[key]

    def credentials_of(self, account: str) -> dict[str, str]:
        """Credentials of another account, as environment variables."""
        role = f"arn:aws:iam::{account}:role/deploy"
        found = self.client("sts").assume_role(RoleArn=role, RoleSessionName="test")["Credentials"]
        return {
            "AWS_ACCESS_KEY_ID": found["AccessKeyId"],
            "AWS_SECRET_ACCESS_KEY": found["SecretAccessKey"],
            "AWS_SESSION_TOKEN": found["SessionToken"],
        }

    def forget(self) -> None:
        """Leave the account as empty as it was at first."""
        importlib.import_module("moto.moto_api._internal.models").moto_api_backend.reset()
        self.calls_file.write_text("")

    def start(self, script: Path, *arguments: str, **environment: str) -> subprocess.Popen[str]:
        """Start a script, in a group of its own."""
        return subprocess.Popen(
            [script, *arguments],
            env=self.environment | environment,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def run(self, script: Path, *arguments: str, **environment: str) -> Done:
        """Run a script to its end."""
        return ended(self.start(script, *arguments, **environment))

    @property
    def calls(self) -> list[str]:
        """What the command line was asked for, as service and operation."""
        import json

        lines = map(json.loads, self.calls_file.read_text().splitlines())
        return [" ".join([one for one in line if not one.startswith("-")][1:3]) for line in lines]


def ended(process: subprocess.Popen[str]) -> Done:
    """Wait for a script to end."""
    try:
        out, said = process.communicate(timeout=120)
    finally:
        if process.returncode is None:
            os.killpg(process.pid, signal.SIGKILL)
    return Done(process.returncode, out, said)


def _put_tools_on_path(folder: Path) -> None:
    bin_folder = folder / "bin"
    bin_folder.mkdir()
    for name in _TOOLS:
        found = shutil.which(name)
        if found is None:
            pytest.skip(f"the scripts need {name}, which is not installed here")
        (bin_folder / name).symlink_to(found)
    stub = bin_folder / "aws"
    stub.write_text(f'#!/bin/sh\nexec "{sys.executable}" -I -S "{_CALL}" "{folder}/aws.socket" "$@"\n')
    stub.chmod(0o755)


@contextmanager
def _warm_command_line(cloud: Cloud) -> Iterator[None]:
    """The real command line, loaded once."""
    command = [sys.executable, str(_WARM), str(cloud.folder / "aws.socket")]
    environment = cloud.environment | {"AWS_DEFAULT_REGION": "us-east-1"}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        assert "ready\n" in server.stdout
        yield
        server.kill()


@contextmanager
def cloud(folder: Path) -> Iterator[Cloud]:
    """An account with a command line."""
    import logging

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = importlib.import_module("moto.server").ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        made = Cloud(f"http://{host}:{port}", folder)
        with _warm_command_line(made):
            yield made
    finally:
        server.stop()


def render_scripts(blocks: str, folder: Path) -> Path:
    """Render a service's scripts, AppSpecs and hooks into a folder; gives the service's own folder below it."""
    scope = scopes.service(blocks)
    wanted = ("/scripts/", "/codedeploy/", "/modules/lambda/hooks/")
    jobs = [job for job in lower(*scope).jobs if any(part in f"/{job.output}" for part in wanted)]
    for artifact in render(jobs):
        path = folder / artifact.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(artifact.content)
        path.chmod(artifact.mode)
    (service,) = (folder / "generated").iterdir()
    return service
