"""What is live: the real script and the real command line against moto."""

from __future__ import annotations

from pathlib import Path

import pytest
from scripts.cloud import ACCOUNT, Cloud, Done, render_scripts
from scripts.moto_lambda import correct
from scripts.town import Town

REGIONS = ["us-east-1", "eu-west-1"]
SPEC = f"""
registry: {{account: "{ACCOUNT}", region: us-east-1}}
targets: {{lambda: {{}}, ec2: {{}}}}
environments:
  dev: {{account: "{ACCOUNT}", regions: {REGIONS}, network: {{cidr: 10.10.0.0/16}}}}
"""


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return render_scripts(SPEC, tmp_path_factory.mktemp("repository")) / "scripts/live-digest.sh"


@pytest.fixture
def town(account: Cloud, monkeypatch: pytest.MonkeyPatch) -> Town:
    account.forget()
    correct(monkeypatch)
    made = Town(account, "dev", REGIONS)
    made.settle("A")
    return made


def _ask(town: Town, script: Path, *options: str, environment: str = "dev") -> Done:
    return town.cloud.run(script, "--environment", environment, *options)


def test_it_is_the_one_image_of_all_targets_in_all_regions(town: Town, script: Path) -> None:
    town.settle("B")
    assert _ask(town, script) == Done(0, f"{town.images['B']}\n", "")


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("target", ["lambda", "ec2"])
def test_one_place_that_differs_is_told(town: Town, script: Path, region: str, target: str) -> None:
    serve = town.serve_on_lambda if target == "lambda" else town.serve_on_ec2
    serve(region, "B")
    done = _ask(town, script)
    assert (done.code, done.out) == (1, "")
    assert "dev has no one live image:\n" in done.said
    assert f"{region} {target} {town.images['B']}\n" in done.said


def test_each_place_is_listed_in_the_order_of_the_spec(town: Town, script: Path) -> None:
    town.serve_on_ec2("eu-west-1", "B")
    a, b = town.images["A"], town.images["B"]
    lines = [f"us-east-1 lambda {a}", f"us-east-1 ec2 {a}", f"eu-west-1 lambda {a}", f"eu-west-1 ec2 {b}"]
    assert _ask(town, script, "--each") == Done(0, "".join(f"{line}\n" for line in lines), "")


def test_one_region_can_be_asked_alone(town: Town, script: Path) -> None:
    town.serve_on_ec2("eu-west-1", "B")
    assert _ask(town, script, "--region", "us-east-1") == Done(0, f"{town.images['A']}\n", "")


def test_a_target_that_serves_nothing_yet_is_not_live(town: Town, script: Path) -> None:
    town.cloud.client("ssm").put_parameter(Name=f"{town.path}/ec2/active", Value="none", Overwrite=True)
    assert "us-east-1 ec2 none\n" in _ask(town, script, "--each").out
    assert _ask(town, script).code == 1


def test_what_a_rollout_may_still_take_back_is_not_settled(town: Town, script: Path) -> None:
    assert _ask(town, script, "--settled").code == 0
    execution = town.start_rollout("eu-west-1")
    done = _ask(town, script, "--settled")
    assert (done.code, done.out) == (1, "")
    assert f"a rollout runs on ec2 in eu-west-1: {execution}" in done.said
    assert _ask(town, script).code == 0


def test_a_canary_of_lambda_is_not_settled(town: Town, script: Path) -> None:
    name = f"{town.name}-lambda"
    revision = {"revisionType": "AppSpecContent", "appSpecContent": {"content": "{}"}}
    begun = town.cloud.client("codedeploy").create_deployment(
        applicationName=name, deploymentGroupName="live", revision=revision
    )
    done = _ask(town, script, "--settled")
    assert (done.code, done.out) == (1, "")
    assert f"a rollout runs on lambda in us-east-1: {begun['deploymentId']}" in done.said


@pytest.mark.parametrize("options", [("--region", "ap-south-1"), ("--region", "../../x")])
def test_a_region_that_the_environment_is_not_in_is_told(
    town: Town, script: Path, options: tuple[str, str]
) -> None:
    done = _ask(town, script, *options)
    assert (done.code, done.out) == (1, "")
    assert "dev is not in" in done.said


def test_an_environment_that_the_service_lacks_is_told(town: Town, script: Path) -> None:
    done = _ask(town, script, environment="staging")
    assert (done.code, done.out, done.said) == (
        1,
        "",
        "live-digest.sh: staging is no environment of this service: dev\n",
    )


def test_credentials_of_another_account_read_nothing(town: Town, script: Path) -> None:
    done = town.cloud.run(script, "--environment", "dev", **town.cloud.credentials_of("222222222222"))
    assert (done.code, done.out) == (1, "")
    assert "these are credentials of account 222222222222" in done.said


@pytest.mark.parametrize("wrong", [("--region",), ("--everything",), ()])
def test_a_wrong_call_is_told_apart_from_a_failure(town: Town, script: Path, wrong: tuple[str, ...]) -> None:
    done = town.cloud.run(script, *wrong)
    assert (done.code, done.out) == (2, "")
