"""`deploy-ec2.sh` with the real aws client: whatever happens, in the end all is as it should be, and was told."""

from __future__ import annotations

import re
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from proof.rollout.scenario import NEW, OLD
from scripts.ec2.ground import REGION, Ground
from scripts.ec2.stage import Stage

THIRD = "sha256:" + "c" * 64


@pytest.fixture
def live(stage: Stage) -> Stage:
    """The old digest is live, on blue."""
    stage.make_live(OLD)
    return stage


def test_the_first_deployment_brings_all_that_hosts_fetch_and_starts_a_rollout(stage: Stage) -> None:
    done = stage.run("--digest", OLD, "--reason", "the first")
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert f"rolled out: blue serves {OLD}" in done.stderr
    stage.service.serves(OLD)
    assert stage.ground.setting("cosign_key") in stage.objects()
    assert set(stage.objects().values()) == {1}
    assert {key.split("/")[0] for key in stage.objects()} == {"CodeDeploy", "tools", "trust"}
    assert stage.service.aws.items["last"]["Reason"] == {"S": "the first"}
    assert stage.names() == [f"rollout-{'a' * 12}"]


def test_the_scripts_and_the_hosts_know_the_same_bucket_cosign_and_machine(ground: Ground) -> None:
    told = (ground.output / f"scripts/environments/dev/{REGION}.env").read_text().splitlines()
    assert f"PODSPEC_STATE_MACHINE={ground.machines.rollout}" in told
    assert f"PODSPEC_BUNDLES={ground.setting('bundle_bucket')}" in told
    assert f"PODSPEC_COSIGN_KEY={ground.setting('cosign_key')}" in told
    assert f"PODSPEC_COSIGN_SHA256={ground.setting('cosign_sha256')}" in told


def test_a_second_deployment_tells_how_the_traffic_moves_and_uploads_nothing(live: Stage) -> None:
    live.engine.seen = {"GrowIdle", "Deploy", "Watch"}
    before = live.objects()
    done = live.run("--digest", NEW)
    assert done.returncode == 0, done.stderr
    live.service.serves(NEW)
    assert live.objects() == before
    told = [line for line in done.stderr.splitlines() if "%" in line]
    assert ["10 %" in told[0], "100 %" in told[-1]] == [True, True]
    assert f"{OLD} is live" in done.stderr
    for part in ("waits for new hosts", "CodeDeploy verifies the image", "watches alarms and hosts"):
        assert part in done.stderr


def test_what_is_live_is_left_as_it_is(live: Stage) -> None:
    done = live.run("--digest", OLD)
    assert done.returncode == 0
    assert f"already live: blue serves {OLD}" in done.stderr
    live.service.serves(OLD)


@pytest.mark.long
def test_new_settings_of_the_hosts_are_rolled_out_with_the_same_digest(live: Stage) -> None:
    for colour in live.service.aws.colours.values():
        colour.newest += 1
    assert "rolled out: green" in live.run("--digest", OLD).stderr
    live.service.serves(OLD)


@pytest.mark.parametrize(
    ("trouble", "cause"),
    [
        ("validation", "RolloutFailed: deployment d-.* ValidateService failed"),
        pytest.param("alarm at 10 percent", "RolloutFailed: in alarm: podinfo", marks=pytest.mark.long),
        ("alarm in the bake time", "RolloutFailed: in alarm: podinfo"),
    ],
)
def test_a_bad_version_is_gone_and_the_exit_code_says_so(live: Stage, trouble: str, cause: str) -> None:
    if trouble == "validation":
        live.service.aws.invalid = {NEW}
    else:
        live.service.aws.faulty = {NEW: 10 if "10" in trouble else 100}
    done = live.run("--digest", NEW)
    assert done.returncode == 1
    assert re.search(cause, done.stderr), done.stderr
    live.service.serves(OLD)
    assert live.service.idle.digest == "none"


@pytest.mark.long
def test_what_failed_can_be_tried_again(live: Stage) -> None:
    live.service.aws.invalid = {NEW}
    assert live.run("--digest", NEW).returncode == 1
    live.service.aws.invalid = set()
    assert live.run("--digest", NEW).returncode == 0
    live.service.serves(NEW)


def _die_and_go_on(stage: Stage, moment: str) -> None:
    """Let a deployment be killed at a moment, and run it again."""
    died = stage.run("--digest", NEW, AWS_DIES=moment)
    assert died.returncode == -signal.SIGKILL, (moment, died.stderr)
    done = stage.run("--digest", NEW)
    assert done.returncode == 0, (moment, done.stderr)
    stage.service.serves(NEW)
    assert stage.names().count(f"rollout-{'b' * 12}") <= 2, moment
    assert set(stage.objects().values()) == {1}, moment


@pytest.mark.parametrize(
    "moment",
    [
        pytest.param("stepfunctions start-execution:before", marks=pytest.mark.long),
        "stepfunctions start-execution:after",
        pytest.param("stepfunctions get-execution-history:after", marks=pytest.mark.long),
    ],
)
def test_a_deployment_that_died_is_run_again_and_goes_on(live: Stage, moment: str) -> None:
    _die_and_go_on(live, moment)


@pytest.mark.long
@pytest.mark.parametrize("number", range(1, 18))
@pytest.mark.parametrize("moment", ["before", "after"])
def test_wherever_a_first_deployment_dies_the_next_run_goes_on(stage: Stage, number: int, moment: str) -> None:
    _die_and_go_on(stage, f"{number}:{moment}")


def _begun(stage: Stage, digest: str, until: str) -> subprocess.Popen[str]:
    """A deployment whose rollout waits before a state; the script looks on."""
    stage.tell_parameters()
    stage.engine.until = until
    script = stage.start("--digest", digest, PODSPEC_POLL="0.5")
    _until(script, lambda: until in stage.engine.reached)
    return script


def _until(script: subprocess.Popen[str], holds: Callable[[], bool]) -> None:
    """Wait for something that a script does."""
    deadline = time.monotonic() + 60
    while not holds():
        assert script.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.mark.parametrize(
    "call",
    ["1 stepfunctions list-executions", "2 stepfunctions list-executions", "1 stepfunctions start-execution"],
)
def test_two_that_want_the_same_share_one_rollout_whenever_the_second_comes(
    live: Stage, tmp_path: Path, call: str
) -> None:
    calls = tmp_path / "calls"
    live.tell_parameters()
    second = live.start("--digest", NEW, PODSPEC_POLL="0.5", AWS_CALLS=str(calls), AWS_WAITS=f"{call}:before")
    _until(second, (tmp_path / "calls.waits").exists)
    first = _begun(live, NEW, until="GrowIdle")
    (tmp_path / "calls.go").touch()
    _until(second, lambda: "stepfunctions describe-execution" in calls.read_text())
    live.engine.until = "nowhere"
    said = [one.communicate(timeout=120)[1] for one in (first, second)]
    assert [one.returncode for one in (first, second)] == [0, 0], said
    live.service.serves(NEW)
    assert len(live.service.aws.colours["green"].deployments) == 1


def test_beside_another_rollout_none_is_started(live: Stage) -> None:
    first = _begun(live, NEW, until="GrowIdle")
    refused = live.run("--digest", THIRD)
    assert refused.returncode == 1
    assert re.search(rf"rollout rollout-{'b' * 12}-\S+ runs; wait for it, or stop it with: aws", refused.stderr)
    assert "stepfunctions start-execution" not in live.called()
    live.engine.until = "nowhere"
    first.communicate(timeout=120)
    assert first.returncode == 0
    live.service.serves(NEW)


def test_a_way_back_takes_over_from_a_rollout(live: Stage) -> None:
    first = _begun(live, NEW, until="Watch")
    assert live.service.aws.weights["green"] == 10
    done = live.run("--operation", "rollback", "--digest", OLD, "--take-over")
    assert done.returncode == 0, done.stderr
    assert "stopping rollout rollout-" in done.stderr
    _, said = first.communicate(timeout=120)
    assert first.returncode == 1
    assert "was stopped (ABORTED)" in said
    live.service.serves(OLD)


def test_a_way_back_needs_neither_cosign_nor_the_internet(live: Stage) -> None:
    assert live.service.run("rollout", NEW).status == "SUCCEEDED"
    (live.folder / "bin/cosign").unlink()
    (live.folder / "bin/curl").unlink()
    done = live.run("--operation", "rollback", "--digest", OLD)
    assert done.returncode == 0, done.stderr
    live.service.serves(OLD)


def test_a_resize_sets_the_sizes_of_the_spec_and_brings_nothing(live: Stage) -> None:
    live.service.active.resize(0, 20, 12)
    done = live.run("--operation", "resize")
    assert done.returncode == 0, done.stderr
    assert "resized: blue" in done.stderr
    assert not any(call.startswith("s3api") for call in live.called())
    live.service.serves(OLD)


def test_a_dry_run_changes_nothing(live: Stage) -> None:
    done = live.run("--digest", NEW, "--dry-run")
    assert done.returncode == 0
    assert f"would start: rollout to {NEW}" in done.stderr
    assert {call.split()[1].split("-")[0] for call in live.called()} <= {"get", "list"}
    live.service.serves(OLD)


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (["--digest", "latest"], 1, "latest is no digest"),
        (["--digest", OLD + "0"], 1, "is no digest"),
        ([], 2, "--digest is missing"),
        (["--digest", OLD, "--operation", "explode"], 2, "--operation explode is none"),
        (["--digest", OLD, "--operation", "resize"], 2, "a resize takes no digest"),
        (["--digest", OLD, "--region", "eu-west-1"], 1, "dev is not in eu-west-1"),
        (["--force"], 2, "unknown argument --force"),
    ],
)
def test_what_makes_no_sense_calls_nothing(stage: Stage, options: list[str], code: int, said: str) -> None:
    done = stage.run(*options)
    assert (done.returncode, said in done.stderr) == (code, True), done.stderr
    assert stage.called() == []


def test_credentials_of_another_account_stop_it_before_it_reads_anything(stage: Stage) -> None:
    stage.facts.write_text(stage.facts.read_text() + "PODSPEC_ACCOUNT=999999999999\n")
    done = stage.run("--digest", OLD)
    assert done.returncode == 1
    assert "these are credentials of account" in done.stderr
    assert stage.called() == ["sts get-caller-identity"]


def test_a_reason_is_never_code(live: Stage) -> None:
    hostile = "$(touch pwned) `touch pwned` \"; touch pwned; ' ${{ x }}\nsecond"
    assert live.run("--operation", "resize", "--reason", hostile).returncode == 0
    assert live.service.aws.items["last"]["Reason"] == {"S": hostile}
    assert not list(live.folder.rglob("pwned"))
