"""Runs of the script that die, and runs beside one another: the next one goes on, and no two roll out at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from scripts.cloud import ended
from scripts.lambda_stage import LambdaStage, State

#: What a rollout of B ends in, however often it was begun.
DONE = State("2", {}, "B", "B", ["Succeeded"])

# Calls of the rollout of B; test_these_are_the_calls_of_a_rollout says which.
CALLS = 25
PUBLISH, APPROVE, CREATE, FIRST_LOOK = 10, 14, 15, 16
MOMENTS = [(moment, number) for number in range(1, CALLS + 1) for moment in ("before", "after")]
# The moments at which something has just changed, and nobody has written it down.
SHARPEST = [("after", PUBLISH), ("after", APPROVE), ("after", CREATE), ("after", FIRST_LOOK)]


def test_these_are_the_calls_of_a_rollout(stage: LambdaStage) -> None:
    assert stage.deploy("B").code == 0
    calls = stage.cloud.calls
    assert len(calls) == CALLS
    assert [calls[number - 1] for number in (PUBLISH, APPROVE, CREATE, FIRST_LOOK)] == [
        "lambda update-function-code",
        "ssm put-parameter",
        "deploy create-deployment",
        "deploy get-deployment",
    ]


def _dies_and_runs_again(stage: LambdaStage, moment: str, number: int, minutes: int) -> None:
    died = stage.deploy("B", KILL=f"{moment} {number}")
    assert died.code == -9, died.said
    stage.codedeploy.pass_minutes(minutes)
    again = stage.deploy("B")
    assert (again.code, stage.state) == (0, DONE), again.said


@pytest.mark.parametrize(("moment", "number"), SHARPEST)
def test_a_run_that_died_is_run_again(stage: LambdaStage, moment: str, number: int) -> None:
    _dies_and_runs_again(stage, moment, number, minutes=0)


@pytest.mark.long
@pytest.mark.parametrize("minutes", [0, 60])
@pytest.mark.parametrize(("moment", "number"), MOMENTS)
def test_a_run_may_die_at_any_call(stage: LambdaStage, moment: str, number: int, minutes: int) -> None:
    _dies_and_runs_again(stage, moment, number, minutes)


def test_nobody_needs_to_look_on(stage: LambdaStage) -> None:
    assert stage.deploy("B", KILL=f"after {CREATE}").code == -9
    stage.codedeploy.pass_minutes(60)
    assert stage.state == DONE


def test_a_rollback_needs_nobody_to_look_on(stage: LambdaStage) -> None:
    stage.codedeploy.moments["canary"] = stage.ring
    assert stage.deploy("B", KILL=f"after {CREATE}").code == -9
    stage.codedeploy.pass_minutes(60)
    assert stage.state == State("1", {}, "A", "B", ["Stopped", "Succeeded"])
    # Approved is still what was turned down: the next run says what serves.
    assert stage.deploy("A").code == 0
    assert stage.state == State("1", {}, "A", "A", ["Stopped", "Succeeded"])


def test_a_rollback_that_runs_is_waited_for(stage: LambdaStage) -> None:
    stage.codedeploy.moments["canary"] = stage.ring
    assert stage.deploy("B", KILL=f"after {CREATE}").code == -9
    stage.wait_for_rollback()
    done = stage.deploy("A")
    assert "deployment d-000000002 from version 2 to 1 runs: looking on" in done.said
    assert (done.code, stage.state) == (0, State("1", {}, "A", "A", ["Stopped", "Succeeded"]))


def test_a_rollback_that_is_stopped_does_not_bring_back_what_failed(stage: LambdaStage) -> None:
    stage.codedeploy.moments["canary"] = stage.ring
    assert stage.deploy("B", KILL=f"after {CREATE}").code == -9
    stage.wait_for_rollback()
    stage.codedeploy.moments["baking"] = stage.stop
    done = stage.deploy("A")
    assert (done.code, stage.state) == (1, State("1", {}, "A", "A", ["Stopped", "Stopped"])), done.said


def test_a_deployment_of_another_image_is_not_disturbed(stage: LambdaStage) -> None:
    stage.codedeploy.frozen = True
    first = stage.start("B", PODSPEC_POLL="0.1")
    stage.wait_for_deployment()
    before = stage.state
    second = stage.deploy("C")
    assert (second.code, stage.state) == (1, before)
    assert f"deployment d-000000001 to version 2 ({stage.images['B']}) runs: wait for it" in second.said
    stage.codedeploy.frozen = False
    assert (ended(first).code, stage.state) == (0, DONE)


@pytest.mark.parametrize(("image", "code"), [("B", 0), ("C", 1)])
def test_of_two_at_once_the_later_one_gives_way(stage: LambdaStage, tmp_path: Path, image: str, code: int) -> None:
    # The later one has seen that nothing runs, and is held before it approves its image until the other has begun.
    gate, held = tmp_path / "gate", len(stage.cloud.calls) + APPROVE
    later = stage.start(image, HOLD=f"{held} {gate}")
    stage.wait_for_calls(held)
    stage.codedeploy.frozen = True
    earlier = stage.start("B", PODSPEC_POLL="0.1")
    stage.wait_for_deployment()
    gate.touch()
    if code:
        assert ended(later).code == code
    stage.codedeploy.frozen = False
    assert (ended(earlier).code, ended(later).code) == (0, code)
    assert (stage.state.serves, stage.state.approved, stage.state.deployments) == ("B", "B", ["Succeeded"])
