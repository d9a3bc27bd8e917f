"""The hooks of the very bundle that CodeDeploy would bring, on a host as cloud-init leaves it.

docker, cosign, systemctl, curl and aws are fakes, which only note how they were called (tests/proof/host.py); the
host's own script and the hooks are real.
"""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from proof.host import Host
from ruamel.yaml import YAML
from scripts.ec2.ground import Ground
from scripts.ec2.packing import pack

DIGEST = "sha256:" + "0123456789abcdef" * 4
IMAGE = f"123456789012.dkr.ecr.us-east-1.amazonaws.com/podspec/podinfo/image@{DIGEST}"
RUNNING = f'if [[ $1 == container ]]; then echo "{IMAGE}"; fi'


class Deployed:
    """A host, and a bundle that the agent has unpacked on it."""

    def __init__(self, ground: Ground, folder: Path) -> None:
        self.host = Host(folder, {"write_files": ground.files}, DIGEST)
        self.host.answer("docker", RUNNING)
        self._unpack(pack_to(ground, folder / "bundle.zip"), folder / "archive")
        self._pretend_journal()

    def _unpack(self, bundle: Path, place: Path) -> None:
        self.place = place
        with zipfile.ZipFile(bundle) as packed:
            packed.extractall(place)
            for one in packed.infolist():
                (place / one.filename).chmod(one.external_attr >> 16)
        self.events: dict[str, list[dict[str, str]]] = YAML(typ="safe").load(place / "appspec.yml")["hooks"]

    def _pretend_journal(self) -> None:
        journal = self.host.programs / "journalctl"
        journal.write_text("#!/bin/bash\necho the last words of the service\n")
        journal.chmod(0o755)

    def run(self, event: str) -> subprocess.CompletedProcess[str]:
        """Run the script of an event as the agent does: from elsewhere, with little in its environment."""
        self.host.calls.write_text("")
        (script,) = self.events[event]
        environment = {
            "PATH": f"{self.host.programs}:/usr/bin:/bin",
            "PODSPEC_ROOT": str(self.host.disk),
            "PODSPEC_PAUSE": "0",
            "LIFECYCLE_EVENT": event,
            "DEPLOYMENT_ID": "d-ABCDEF123",
        }
        command = [self.place / script["location"]]
        return subprocess.run(command, env=environment, cwd=os.sep, capture_output=True, text=True, check=False)


def pack_to(ground: Ground, file: Path) -> Path:
    """The bundle in a file."""
    pack(ground.output, file)
    return file


@pytest.fixture
def deployed(ground: Ground, tmp_path: Path) -> Deployed:
    return Deployed(ground, tmp_path)


def _systemctl(deployed: Deployed) -> list[list[str]]:
    return deployed.host.called("systemctl")


def test_all_events_in_order_bring_the_service_up(deployed: Deployed) -> None:
    asked = []
    for event in deployed.events:
        done = deployed.run(event)
        assert done.returncode == 0, (event, done.stderr)
        asked += _systemctl(deployed)
    assert asked == [["stop", "podspec.service"], ["enable", "podspec.service"], ["restart", "podspec.service"]]
    assert f"ValidateService: ready with {IMAGE}" in done.stderr


@pytest.mark.parametrize("times", [2, 3])
def test_an_event_may_come_again(deployed: Deployed, times: int) -> None:
    for event in deployed.events:
        runs = [(deployed.run(event).returncode, _systemctl(deployed)) for _ in range(times)]
        assert runs == [runs[0]] * times
        assert runs[0][0] == 0


def test_a_bad_signature_ends_the_deployment_before_anything_starts(deployed: Deployed) -> None:
    deployed.host.answer("cosign", "exit 1")
    done = deployed.run("BeforeInstall")
    assert done.returncode == 1
    assert "refused: cosign verify failed" in done.stderr
    assert "BeforeInstall: failed in deployment d-ABCDEF123: exit code 1" in done.stderr
    assert _systemctl(deployed) == []
    # Whatever comes after it starts nothing, either.
    assert deployed.run("AfterInstall").returncode == 1
    assert _systemctl(deployed) == []


@pytest.mark.parametrize(
    ("event", "program", "script", "said"),
    [
        ("ApplicationStop", "systemctl", "exit 1", "exit code 1: systemctl stop podspec.service"),
        ("BeforeInstall", "aws", "if [[ $1 == ssm ]]; then echo none; fi", "no image is chosen"),
        ("AfterInstall", "docker", "exit 1", "docker image inspect"),
        ("AfterInstall", "systemctl", "exit 1", "systemctl enable"),
        ("ApplicationStart", "systemctl", "exit 1", "podspec-host restart"),
        ("ValidateService", "curl", "exit 22", "is not ready"),
        ("ValidateService", "docker", "exit 1", "docker container inspect"),
        ("ValidateService", "docker", "echo another@sha256:0", "another@sha256:0 runs, and"),
    ],
)
def test_what_goes_wrong_is_said_with_the_last_words_of_the_service(
    deployed: Deployed, event: str, program: str, script: str, said: str
) -> None:
    assert deployed.run("BeforeInstall").returncode == 0
    deployed.host.answer(program, script)
    done = deployed.run(event)
    assert done.returncode == 1
    assert said in done.stderr
    assert "the last words of the service" in done.stderr
    assert f"{event}: failed in deployment d-ABCDEF123" in done.stderr


def test_a_script_that_hangs_is_ended_and_says_so(deployed: Deployed) -> None:
    hook = deployed.place / "hooks/application-stop.sh"
    hook.write_text(hook.read_text().replace("within 60", "within 1"))
    deployed.host.answer("systemctl", "exec sleep 30")
    done = deployed.run("ApplicationStop")
    assert done.returncode == 1
    assert "not over after 1 seconds: systemctl stop podspec.service" in done.stderr


def test_shellcheck_finds_nothing(ground: Ground) -> None:
    program = shutil.which("shellcheck", path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    assert program
    scripts = [*(ground.output / "codedeploy/ec2/hooks").iterdir(), ground.output / "scripts/deploy-ec2.sh"]
    command = [program, "-x", "-o", "all", *map(str, scripts)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_shared_part_runs_nothing_by_itself(deployed: Deployed) -> None:
    shared = deployed.place / "hooks/hook.sh"
    assert stat.S_IMODE(shared.stat().st_mode) == 0o755
    sourced = subprocess.run(["bash", "-c", 'set -eu; source "$1"', "-", shared], capture_output=True, check=False)
    assert (sourced.returncode, sourced.stdout, sourced.stderr) == (0, b"", b"")
