"""The way back, on Lambda: the real scripts, the real command line, the generated hook.

Besides moto there are fakes of ours: CodeDeploy, and curl, since nobody answers at moto's addresses.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from scripts import lambda_stage as ground
from scripts.cloud import Cloud, Done, ended
from scripts.fakes.rollbacks import CodeDeployWithRollbacks
from scripts.lambda_stage import LambdaStage, State, lambda_stage

_MORE_TOOLS = ("awk", "basename", "dirname", "head", "sed", "tail", "touch", "uniq")
# Answers like a service that is well, or with the status in a file.
_CURL = '#!/bin/sh\ncat "$HOME/status" 2>/dev/null || printf 200\n'


class RollbackStage:
    """The Lambda stage, and a person with a laptop."""

    def __init__(self, below: LambdaStage, scripts: Path) -> None:
        self.below, self.scripts = below, scripts

    def back(self, *options: str, **environment: str) -> Done:
        """Run rollback.sh to its end."""
        return ended(self.start(*options, **environment))

    def start(self, *options: str, **environment: str) -> Any:  # noqa: ANN401  # a started script
        """Start rollback.sh."""
        script, endpoint = self.scripts / "rollback.sh", self.below.codedeploy.service.url
        given = {"AWS_ENDPOINT_URL_CODEDEPLOY": endpoint, **environment}
        return self.below.cloud.start(script, "--environment", "dev", *options, **given)


@pytest.fixture
def laptop(account: Cloud, lambda_service: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[RollbackStage]:
    """A person with credentials; image A is live."""
    monkeypatch.setattr(ground, "CodeDeploy", CodeDeployWithRollbacks)
    programs = account.folder / "bin"
    for name in _MORE_TOOLS:
        if not (programs / name).exists():
            (programs / name).symlink_to(shutil.which(name) or name)
    (programs / "curl").write_text(_CURL)
    (programs / "curl").chmod(0o755)
    (account.folder / "status").unlink(missing_ok=True)
    with lambda_stage(account, lambda_service, monkeypatch) as below:
        tags = {"Service": "podinfo", "Environment": "dev"}
        account.client("apigatewayv2").create_api(Name="podinfo-dev", ProtocolType="HTTP", Tags=tags)
        yield RollbackStage(below, lambda_service / "scripts")


# -- the table --------------------------------------------------------------------------------------------------


def _deploy(laptop: RollbackStage, images: str) -> None:
    for image in images:
        assert laptop.below.deploy(image).code == 0


def _turn_down(laptop: RollbackStage, image: str) -> None:
    laptop.below.codedeploy.moments["canary"] = laptop.below.ring
    assert laptop.below.deploy(image).code == 1
    laptop.below.codedeploy.moments.clear()
    watch = laptop.below.cloud.client("cloudwatch")
    watch.set_alarm_state(AlarmName=ground.ALARMS[1], StateValue="OK", StateReason="calm")


def _deploy_then_ring(laptop: RollbackStage) -> None:
    _deploy(laptop, "B")
    laptop.below.ring()


def _deploy_then_turn_down(laptop: RollbackStage) -> None:
    _deploy(laptop, "B")
    _turn_down(laptop, "C")


def _begin(laptop: RollbackStage, image: str) -> None:
    """Leave a rollout at 10 percent, without anybody who looks on."""
    with laptop.below.start(image, PODSPEC_POLL="0.2") as script:
        laptop.below.wait_for_deployment()
        laptop.below.codedeploy.frozen = True
        script.kill()
    laptop.below.codedeploy.pass_minutes(3)
    laptop.below.codedeploy.frozen = False
    assert laptop.below.state.weights == {"2": 0.1}


class Row(NamedTuple):
    """What was before, how the script is called, how it ends, and what is then."""

    before: Callable[[RollbackStage], None]
    options: tuple[str, ...]
    code: int
    state: State


TABLE = {
    "to the image that served before": Row(
        partial(_deploy, images="B"), (), 0, State("3", {}, "A", "A", ["Succeeded"] * 2)
    ),
    "once more: forward again": Row(
        partial(_deploy, images="BA"), (), 0, State("4", {}, "B", "B", ["Succeeded"] * 3)
    ),
    "to one of longer ago, where nobody can check its signature": Row(
        partial(_deploy, images="BC"), ("--digest", "A"), 1, State("3", {}, "C", "C", ["Succeeded"] * 2)
    ),
    "past an image that never served": Row(
        _deploy_then_turn_down,
        (),
        0,
        State("4", {}, "A", "A", ["Succeeded", "Stopped", "Succeeded", "Succeeded"]),
    ),
    "while the alarm rings": Row(
        _deploy_then_ring,
        (),
        0,
        State("3", {}, "A", "A", ["Succeeded"] * 2),
    ),
    "out of a canary": Row(partial(_begin, image="B"), (), 0, State("1", {}, "A", "A", ["Stopped"])),
    "from the first image: there is nothing before": Row(
        partial(_deploy, images=""), (), 1, State("1", {}, "A", "A", [])
    ),
}


#: Rows that say the least that the others do not say, too, are for the long run.
_LONG = {"once more: forward again", "to one of longer ago, where nobody can check its signature"}
ROWS = [pytest.param(row, id=name, marks=[pytest.mark.long] * (name in _LONG)) for name, row in TABLE.items()]


@pytest.mark.parametrize("row", ROWS)
def test_a_way_back_ends_as_the_table_says(laptop: RollbackStage, row: Row) -> None:
    row.before(laptop)
    options = [laptop.below.images.get(one, one) for one in row.options]
    done = laptop.back("--yes", *options)
    assert (done.code, laptop.below.state) == (row.code, row.state), done.said
    assert laptop.below.codedeploy.running is None


@pytest.mark.long
def test_a_running_way_back_is_gone_on_with_by_the_next_run(laptop: RollbackStage) -> None:
    _deploy(laptop, "B")
    laptop.below.codedeploy.frozen = True
    with laptop.start("--yes", PODSPEC_POLL="0.2") as script:
        laptop.below.wait_for_deployment()
        while laptop.below.codedeploy.running is None or len(laptop.below.codedeploy.deployments) < 2:
            pass
        script.kill()
    laptop.below.codedeploy.frozen = False
    done = laptop.back("--yes")
    assert done.code == 0, done.said
    assert laptop.below.state.serves == laptop.below.state.approved == "A"


# -- what it asks and shows -------------------------------------------------------------------------------------


@pytest.mark.long
def test_nothing_is_changed_unless_the_environment_is_typed(laptop: RollbackStage) -> None:
    _deploy(laptop, "B")
    before = laptop.below.state
    done = laptop.back()
    assert (done.code, laptop.below.state) == (1, before)
    assert "rollback.sh: nothing was changed\n" in done.said


def test_a_dry_run_shows_where_it_would_go(laptop: RollbackStage) -> None:
    _deploy(laptop, "B")
    before, images = laptop.below.state, laptop.below.images
    done = laptop.back("--dry-run")
    assert (done.code, laptop.below.state) == (0, before)
    assert f"us-east-1 lambda {images['B']} {images['A']} -\n" in done.said
    assert f"back to {images['A']}\n" in done.said


def test_an_image_that_never_served_here_is_not_taken_without_its_signature(laptop: RollbackStage) -> None:
    before = laptop.below.state
    done = laptop.back("--yes", "--digest", laptop.below.images["C"])
    assert (done.code, laptop.below.state) == (1, before)
    assert "verify-image.sh: cosign is not installed" in done.said


@pytest.mark.long
def test_credentials_of_another_account_change_nothing(laptop: RollbackStage) -> None:
    _deploy(laptop, "B")
    before = laptop.below.state
    done = laptop.back("--yes", **laptop.below.cloud.credentials_of("222222222222"))
    assert (done.code, laptop.below.state) == (1, before)
    assert "these are credentials of account 222222222222; dev is in 123456789012" in done.said


@pytest.mark.long
def test_a_service_that_does_not_answer_afterwards_is_told(laptop: RollbackStage) -> None:
    _deploy(laptop, "B")
    (laptop.below.cloud.folder / "status").write_text("503")
    done = laptop.back("--yes", PODSPEC_PATIENCE="0")
    assert (done.code, laptop.below.state.serves) == (1, "A")
    assert "does not answer: status 503" in done.said


def test_all_traffic_moves_at_once_without_alarms_and_without_a_bake_time(laptop: RollbackStage) -> None:
    _deploy(laptop, "B")
    assert laptop.back("--yes").code == 0
    assert isinstance(laptop.below.codedeploy, CodeDeployWithRollbacks)
    last = laptop.below.codedeploy.requests["d-000000002"]
    assert last["deploymentConfigName"] == "CodeDeployDefault.LambdaAllAtOnce"
    assert last["overrideAlarmConfiguration"] == {"enabled": False}
    assert laptop.below.schedules == []


# -- interruptions ----------------------------------------------------------------------------------------------


@pytest.mark.long
@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_way_back_that_is_killed_is_completed_by_the_next_one(laptop: RollbackStage, moment: str) -> None:
    for at in (8, 12, 16):
        _deploy(laptop, "B")
        laptop.below.cloud.calls_file.write_text("")
        laptop.back("--yes", KILL=f"{moment} {at}")
        laptop.below.cloud.calls_file.write_text("")
        again = laptop.back("--yes", "--digest", laptop.below.images["A"])
        assert again.code == 0, (moment, at, again.said)
        assert laptop.below.state[1:4] == ({}, "A", "A")
