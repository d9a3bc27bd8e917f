"""Rollouts on Lambda: the real script, command line and hooks, against moto and a fake of CodeDeploy."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest
from scripts.lambda_stage import LambdaStage, State

from podspec.pipeline.templates import texts

WRITES = re.compile("create|publish|put|update")


# -- the table ---------------------------------------------------------------------------------------------------


class Row(NamedTuple):
    """What is deployed one after the other, what else happens at which moment, and how that ends."""

    images: str
    troubles: dict[str, Callable[[LambdaStage], None]]
    code: int
    state: State


def _ring(stage: LambdaStage) -> None:
    stage.ring()


def _forbid(stage: LambdaStage) -> None:
    stage.approve("C")


def _ring_without_rollback(stage: LambdaStage) -> None:
    stage.codedeploy.group = stage.codedeploy.group._replace(rolls_back=False)
    stage.ring()


def _stop(stage: LambdaStage) -> None:
    stage.stop()


def _failed(*deployments: str) -> State:
    return State("1", {}, "A", "A", list(deployments))


TABLE = {
    "the first image is live since it was applied": Row("A", {}, 0, State("1", {}, "A", "A", [])),
    "a second one": Row("B", {}, 0, State("2", {}, "B", "B", ["Succeeded"])),
    "the same again": Row("BB", {}, 0, State("2", {}, "B", "B", ["Succeeded"])),
    "and back": Row("BA", {}, 0, State("3", {}, "A", "A", ["Succeeded"] * 2)),
    "the hook turns the image down": Row("B", {"created": _forbid}, 1, _failed("Failed", "Succeeded")),
    "an alarm at 10 percent": Row("B", {"canary": _ring}, 1, _failed("Stopped", "Succeeded")),
    "an alarm in the bake time": Row("B", {"baking": _ring}, 1, _failed("Stopped", "Succeeded")),
    "an alarm at 10 percent, no rollback": Row("B", {"canary": _ring_without_rollback}, 1, _failed("Stopped")),
    "an alarm in the bake time, no rollback": Row("B", {"baking": _ring_without_rollback}, 1, _failed("Stopped")),
    "somebody stops it at 10 percent": Row("B", {"canary": _stop}, 1, _failed("Stopped")),
    "somebody stops it in the bake time": Row("B", {"baking": _stop}, 1, _failed("Stopped")),
}


@pytest.mark.parametrize("row", TABLE.values(), ids=TABLE)
def test_a_rollout_ends_as_the_table_says(stage: LambdaStage, row: Row) -> None:
    stage.codedeploy.moments = {moment: partial(happen, stage) for moment, happen in row.troubles.items()}
    for image in row.images:
        done = stage.deploy(image)
    assert (done.code, stage.state) == (row.code, row.state), done.said
    assert stage.codedeploy.running is None
    # Bake times end, also those of rollouts that were over before.
    stage.codedeploy.pass_minutes(60)
    assert (stage.state, stage.schedules) == (row.state, [])


# -- what it says ------------------------------------------------------------------------------------------------


def test_a_person_can_read_how_it_goes(stage: LambdaStage) -> None:
    said = [re.sub(r"^\d\d:\d\d:\d\d  ", "", line) for line in stage.deploy("B").said.splitlines()]
    assert said == [
        f"podinfo-dev in us-east-1: version 1 is live, {stage.images['A']}",
        "deployment d-000000001 started: version 1 to 2",
        "InProgress: 10 % on version 2, the rest on version 1",
        "InProgress: all traffic on version 2",
        "Succeeded: all traffic on version 2",
        f"version 2 is live: {stage.images['B']}",
    ]


def test_a_person_can_read_why_it_failed(stage: LambdaStage) -> None:
    stage.codedeploy.moments["created"] = partial(_forbid, stage)
    said = stage.deploy("B").said
    assert "deployment d-000000001 Failed: The hook at BeforeAllowTraffic failed.\n" in said
    assert "BeforeAllowTraffic failed; its log: /aws/lambda/CodeDeployHook_podinfo-dev_pre-traffic\n" in said
    assert f"deploy-lambda.sh: version 2 is not live: version 1 serves, {stage.images['A']}\n" in said


# -- what starts no deployment, and what does --------------------------------------------------------------------


def test_a_run_with_nothing_to_do_writes_nothing(stage: LambdaStage) -> None:
    assert stage.deploy("A").code == 0
    assert not [call for call in stage.cloud.calls if WRITES.search(call)]


def test_new_settings_of_the_function_are_rolled_out_with_the_same_image(stage: LambdaStage) -> None:
    stage.change_settings()
    assert stage.deploy("A").code == 0
    # Version 2 is what Terraform published.
    assert stage.state == State("2", {}, "A", "A", ["Succeeded"])


def test_the_settings_reach_traffic_without_the_image_that_was_turned_down(stage: LambdaStage) -> None:
    stage.codedeploy.moments["created"] = partial(_forbid, stage)
    assert stage.deploy("B").code == 1
    stage.codedeploy.moments.clear()
    stage.change_settings()
    assert stage.deploy("A").code == 0
    assert stage.state == State("4", {}, "A", "A", ["Failed", "Succeeded", "Succeeded"])


def test_after_a_rollback_the_old_image_is_no_news(stage: LambdaStage) -> None:
    stage.codedeploy.moments["canary"] = stage.ring
    assert stage.deploy("B").code == 1
    before = len(stage.cloud.calls)
    assert stage.deploy("A").code == 0
    assert not [call for call in stage.cloud.calls[before:] if WRITES.search(call)]


def test_weights_that_were_left_over_are_taken_back(stage: LambdaStage) -> None:
    stage.change_settings()
    stage.move_alias("1", {"2": 0.1})
    assert stage.deploy("A").code == 0
    assert stage.state == State("2", {}, "A", "A", ["Succeeded"])


@pytest.mark.parametrize(
    ("image", "would"),
    [("A", ""), ("B", "would roll out sha256:"), ("new settings", "would roll out the newest settings")],
)
def test_a_dry_run_says_what_it_would_do_and_changes_nothing(stage: LambdaStage, image: str, would: str) -> None:
    if image == "new settings":
        stage.change_settings()
    before = stage.state
    done = stage.deploy("A" if image == "new settings" else image, "--dry-run")
    assert (done.code, stage.state) == (0, before)
    assert (would in done.said, "would" in done.said) == (True, bool(would))
    assert not [call for call in stage.cloud.calls if WRITES.search(call)]


# -- what it refuses ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("digest", "code"), [("latest", 1), ("sha256:ABC", 1), ("sha256:" + "a" * 63, 1), ("", 2)]
)
def test_what_is_no_digest_reaches_nothing(stage: LambdaStage, digest: str, code: int) -> None:
    done = stage.deploy(digest)
    assert (done.code, stage.cloud.calls) == (code, [])


def test_an_image_that_is_not_in_the_registry_changes_nothing(stage: LambdaStage) -> None:
    before = stage.state
    done = stage.deploy("sha256:" + "d" * 64)
    assert (done.code, stage.state) == (1, before)
    assert "does not exist" in done.said


def test_credentials_of_another_account_are_turned_down_before_anything_else(stage: LambdaStage) -> None:
    before = stage.state
    done = stage.deploy("B", **stage.cloud.credentials_of("222222222222"))
    assert (done.code, stage.state, stage.cloud.calls) == (1, before, ["sts get-caller-identity"])
    assert "these are credentials of account 222222222222; dev is in 123456789012" in done.said


@pytest.mark.parametrize("options", [("--digest",), ("--verbose",), ("--environment", "dev"), ()])
def test_a_wrong_call_is_told_apart_from_a_failure(stage: LambdaStage, options: tuple[str, ...]) -> None:
    done = stage.cloud.run(stage.script, *options)
    assert (done.code, stage.cloud.calls) == (2, [])
    assert done.said.endswith("; --help says how\n")


def test_the_names_are_those_that_terraform_gives(lambda_service: Path) -> None:
    module = {name: texts()[f"terraform/modules/lambda/{name}.tf.j2"] for name in ("hooks", "locals")}
    assert '"CodeDeployHook_${var.name}_${hook}"' in module["hooks"]
    lines = (lambda_service / "codedeploy/lambda/appspec.yml").read_text().splitlines()
    appspec = json.loads("\n".join(line for line in lines if not line.startswith("#")))
    hooks = [name for one in appspec["Hooks"] for name in one.values()]
    assert hooks == [f"CodeDeployHook_@function@_{hook}" for hook in ("pre-traffic", "post-traffic")]
    facts = (lambda_service / "scripts/environments/dev/us-east-1.env").read_text()
    for fact, local in {
        "ALIAS=live": 'alias       = "live"',
        "LAMBDA_APPLICATION=podinfo-dev-lambda": 'application = "${var.name}-lambda"',
        "LAMBDA_GROUP=live": 'group       = "live"',
    }.items():
        assert f"PODSPEC_{fact}\n" in facts
        assert local in module["locals"]
