"""What users see of a rollout: real podinfo processes under real requests, moved by the real state machine."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from proof.rollout.scenario import NEW, OLD, Service
from scripts.ec2.ground import Ground
from scripts.ec2.traffic import Live, Traffic

PODINFO = Path(__file__).resolve().parents[3] / "podinfo"
# The watch looks at alarms and hosts every so many seconds.
WATCH_SECONDS = 20


@pytest.fixture(scope="module")
def binaries(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Two versions of podinfo, which differ in what they call themselves."""
    if shutil.which("go") is None:
        pytest.skip("there is no Go here, which podinfo is made with; https://go.dev/dl/ has it")
    folder = tmp_path_factory.mktemp("podinfo")
    for version in ("old", "new"):
        command = ["sh", "build.sh", str(folder / version)]
        subprocess.run(command, cwd=PODINFO, env=os.environ | {"VERSION": version}, check=True)
    return {OLD: folder / "old", NEW: folder / "new"}


@pytest.fixture
def service(ground: Ground, binaries: dict[str, Path]) -> Service:
    """The old version is live."""
    one = Service(ground.machines)
    one.aws = Live(ground.machines, 2, binaries, ground.alarms["podinfo-dev_ec2-green-errors"])
    assert one.run("rollout", OLD).status == "SUCCEEDED"
    one.aws.history.clear()
    return one


@pytest.fixture
def traffic(service: Service) -> Iterator[Traffic]:
    """Users."""
    assert isinstance(service.aws, Live)
    with Traffic(service.aws, rate=5) as clients:
        service.aws.wait(30)
        yield clients


def test_a_request_that_is_lost_would_be_noticed(service: Service, traffic: Traffic) -> None:
    assert {one.status for one in traffic.answers} == {200}
    traffic.aws.end(service.active.hosts[0].name)
    service.aws.excused = True
    service.aws.wait(30)
    assert {one.status for one in traffic.answers} == {200, 502}


def test_during_a_good_rollout_no_request_is_lost_and_the_canary_gets_its_share(
    service: Service, traffic: Traffic
) -> None:
    assert service.run("rollout", NEW).status == "SUCCEEDED"
    service.aws.wait(60)
    assert {one.status for one in traffic.answers} == {200}
    assert set(traffic.versions(0)) == {"old"}
    canary = traffic.versions(1)
    assert canary.total() > 1000
    assert 0.07 <= canary["new"] / canary.total() <= 0.13
    # Of those that were on their way as the weights changed, the old version may have answered some.
    assert traffic.versions(2)["old"] <= 8
    assert {one.version for one in traffic.answers[-100:]} == {"new"}
    traffic.rate = 0
    service.serves(NEW)


def test_a_bad_version_serves_its_share_at_most_and_is_gone_within_one_watch_interval(
    service: Service, traffic: Traffic
) -> None:
    aws = traffic.aws
    aws.bad = {NEW}
    execution = service.run("rollout", NEW)
    assert "in alarm: podinfo-dev_ec2-green-errors" in execution.cause
    (given, weights), (back, after) = aws.history
    assert (weights["green"], after["green"]) == (10, 0)
    minutes = range(int(given // 60), int(back // 60) + 1)
    rang = next(60 * minute for minute in minutes if aws.rings_at("green", minute))
    assert 0 <= back - rang <= WATCH_SECONDS
    # The alarm needs two bad minutes of three.
    assert back - given <= 3 * 60 + WATCH_SECONDS
    failed = [one for one in traffic.answers if one.status != 200]
    assert {one.status for one in failed} == {500}
    assert failed[-1].moment <= back
    assert 0 < len(failed) / sum(one.shifts == 1 for one in traffic.answers) <= 0.13
    traffic.rate = 0
    service.serves(OLD)
