"""What the tests of rollouts on EC2 share; all of it ends with the session, by its own process id."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from moto.server import ThreadedMotoServer
from proof.offline.verifier import Verifier
from proof.rollout.scenario import Service
from scripts.ec2.ground import Ground, lay
from scripts.ec2.stage import Stage


@pytest.fixture(scope="session")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    """The service, rendered and applied."""
    with Verifier() as verifier:
        return lay(verifier, tmp_path_factory.mktemp("ground"))


@pytest.fixture(scope="session")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The real aws client, loaded."""
    place = tmp_path_factory.mktemp("client") / "socket"
    command = [sys.executable, str(Path(__file__).with_name("quick_aws.py")), "serve", str(place)]
    with subprocess.Popen(command) as waiting:
        while not place.exists():
            assert waiting.poll() is None
            time.sleep(0.02)
        yield place
        waiting.terminate()


@pytest.fixture(scope="session")
def emulator() -> Iterator[str]:
    """moto, on loopback; its address."""
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def stage(tmp_path: Path, ground: Ground, client: Path, emulator: str, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """Nothing rolled out yet."""
    missing = [tool for tool in ("jq", "zip") if not shutil.which(tool)]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")
    with urlopen(Request(f"{emulator}/moto-api/reset", method="POST")) as done:  # noqa: S310 - moto on loopback
        assert done.status == HTTPStatus.OK
    one = Stage(tmp_path, ground, Service(ground.machines), emulator, client)
    one.engine.attach(monkeypatch)
    return one
