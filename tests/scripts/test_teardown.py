"""Taking a service down: the real script and the real command line against moto; Terraform is a fake of ours."""

from __future__ import annotations

import subprocess
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from scripts.cloud import ACCOUNT, Cloud, Done, render_scripts
from scripts.terraform_stage import Plan, Roots, change
from scripts.town import manifest_of

SPEC = f"""
registry: {{account: "{ACCOUNT}", region: us-east-1}}
environments:
  dev: {{account: "{ACCOUNT}", regions: [us-east-1]}}
  prod: {{account: "{ACCOUNT}", regions: [us-east-1, eu-west-1]}}
"""
PROD = ["environments/prod/eu-west-1", "environments/prod/us-east-1"]
ALL = [*PROD, "environments/dev/us-east-1", "global", f"bootstrap/{ACCOUNT}"]
REPOSITORY = "podspec/podinfo/image"


class TeardownStage:
    """A service that was applied, with a neighbour whose name begins alike."""

    def __init__(self, cloud: Cloud, service: Path) -> None:
        self.cloud, self.script = cloud, service / "scripts/teardown.sh"
        cloud.forget()
        self.roots = Roots(cloud)
        for root in ALL:
            self.roots.plan(root, *_contents(root))

    def run(self, *options: str, typed: str = "", **environment: str) -> Done:
        """Run teardown.sh to its end, with what a person types."""
        given = self.cloud.environment | self.roots.environment | environment
        done = subprocess.run(
            [self.script, *options], env=given, input=typed, capture_output=True, text=True, check=False
        )
        return Done(done.returncode, done.stdout, done.stderr)

    @property
    def gone(self) -> list[str]:
        """The roots that were destroyed, in order."""
        return list(self.roots.world["applied"])


def _tags(environment: str, service: str = "podinfo") -> Plan:
    return {"Service": service, "Environment": environment, "ManagedBy": "podspec", "team": "any"}


def _contents(root: str) -> list[Plan]:
    """Something with tags and an ARN, and something without either."""
    environment = root.split("/")[1] if root.startswith("environments/") else "shared"
    arn = f"arn:aws:ssm:us-east-1:{ACCOUNT}:parameter/podspec/podinfo"
    tagged = {"id": "it", "arn": arn, "tags_all": _tags(environment)}
    return [change("aws_ssm_parameter.it", "delete", tagged), change("aws_route.it", "delete", {"id": "r-1"})]


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return render_scripts(SPEC, tmp_path_factory.mktemp("repository"))


@pytest.fixture
def stage(account: Cloud, service: Path) -> TeardownStage:
    folder = service / "terraform"
    for root in ALL:
        (folder / root).mkdir(parents=True, exist_ok=True)
    return TeardownStage(account, service)


# -- order ------------------------------------------------------------------------------------------------------


def test_an_environment_goes_region_by_region_the_last_one_first(stage: TeardownStage) -> None:
    done = stage.run("--environment", "prod", "--confirm", "podinfo/prod")
    assert (done.code, stage.gone) == (0, PROD), done.said
    assert "podinfo/prod is taken down\n" in done.said


def test_all_of_a_service_goes_in_reverse_order_and_the_accounts_own_roots_stay(stage: TeardownStage) -> None:
    done = stage.run("--all", "--confirm", "podinfo")
    assert (done.code, stage.gone) == (0, ALL), done.said
    assert "accounts/" not in done.said


def test_it_is_all_shown_before_anything_goes(stage: TeardownStage) -> None:
    done = stage.run("--environment", "prod", "--dry-run")
    assert (done.code, stage.gone) == (0, [])
    for root in PROD:
        assert (
            f"{root} in account {ACCOUNT}:\n  - aws_ssm_parameter.it  (it)\n  - aws_route.it  (r-1)\n" in done.said
        )
    assert done.said.endswith("dry run: nothing was changed\n")


def test_what_died_half_way_is_gone_on_with(stage: TeardownStage) -> None:
    stage.roots.change(half={PROD[1]: 1})
    options = ("--environment", "prod", "--confirm", "podinfo/prod")
    assert stage.run(*options).code == 1
    done = stage.run(*options)
    assert done.code == 0, done.said
    assert stage.roots.world["plans"][PROD[1]]["resource_changes"] == []


# -- confirmation -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "typed"),
    [
        ((), ""),
        ((), "prod\n"),
        ((), "podinfo/dev\n"),
        (("--confirm", "podinfo"), ""),
        (("--confirm", "PODINFO/prod"), ""),
    ],
)
def test_nothing_goes_without_the_right_words(stage: TeardownStage, options: tuple[str, ...], typed: str) -> None:
    done = stage.run("--environment", "prod", *options, typed=typed)
    assert (done.code, stage.gone) == (1, [])


def test_the_right_words_may_be_typed(stage: TeardownStage) -> None:
    assert stage.run("--environment", "dev", typed="podinfo/dev\n").code == 0
    assert stage.gone == ["environments/dev/us-east-1"]


@pytest.mark.parametrize("options", [(), ("--all", "--environment", "dev"), ("--everything",)])
def test_a_wrong_call_is_told_apart(stage: TeardownStage, options: tuple[str, ...]) -> None:
    assert (stage.run(*options).code, stage.cloud.calls) == (2, [])


# -- what is somebody else's ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "tags",
    [
        _tags("prod", "podinfo-api"),
        _tags("prod", "podinf"),
        _tags("dev"),
        {**_tags("prod"), "ManagedBy": "hand"},
        {"Name": "podinfo-prod"},
        {},
        None,
    ],
)
def test_one_thing_that_is_not_the_services_own_stops_all(stage: TeardownStage, tags: Any) -> None:  # noqa: ANN401
    stranger = change("module.x.aws_sqs_queue.stranger", "delete", {"id": "q", "tags_all": tags})
    stage.roots.plan(PROD[1], *_contents(PROD[1]), stranger)
    done = stage.run("--environment", "prod", "--confirm", "podinfo/prod")
    assert (done.code, stage.gone) == (1, [])
    assert "these are not podinfo's to take down, and nothing was changed" in done.said
    assert "module.x.aws_sqs_queue.stranger has the tags" in done.said


def test_a_thing_in_another_account_stops_all(stage: TeardownStage) -> None:
    arn = "arn:aws:sqs:us-east-1:999999999999:it"
    stage.roots.plan(PROD[0], change("aws_sqs_queue.far", "delete", {"arn": arn, "tags_all": _tags("prod")}))
    done = stage.run("--environment", "prod", "--confirm", "podinfo/prod")
    assert (done.code, stage.gone) == (1, [])
    assert "aws_sqs_queue.far is in account 999999999999" in done.said


def test_credentials_of_another_account_reach_nothing(stage: TeardownStage) -> None:
    other = stage.cloud.credentials_of("999999999999")
    done = stage.run("--environment", "prod", "--confirm", "podinfo/prod", **other)
    assert (done.code, stage.gone, stage.roots.world["log"]) == (1, [], [])
    assert f"these are credentials of account 999999999999, and {PROD[0]} is in {ACCOUNT}" in done.said


def test_what_a_spec_protects_stays(stage: TeardownStage) -> None:
    guarded = {"id": "lb", "enable_deletion_protection": True, "tags_all": _tags("prod")}
    stage.roots.plan(PROD[1], change("module.ec2.aws_lb.this", "delete", guarded))
    done = stage.run("--environment", "prod", "--confirm", "podinfo/prod")
    assert (done.code, stage.gone) == (1, [])
    assert "is protected, and nothing was changed" in done.said


# -- images and remains -----------------------------------------------------------------------------------------


def _push(stage: TeardownStage, repository: str, tag: str) -> None:
    registry = stage.cloud.client("ecr")
    if repository not in [one["repositoryName"] for one in registry.describe_repositories()["repositories"]]:
        registry.create_repository(repositoryName=repository)
    manifest = manifest_of(tag)
    digest = f"sha256:{sha256(manifest.encode()).hexdigest()}"
    registry.put_image(
        repositoryName=repository, imageManifest=manifest, imageDigest=digest, imageTag=f"build-{tag}"
    )


def _images(stage: TeardownStage, repository: str) -> int:
    return len(stage.cloud.client("ecr").list_images(repositoryName=repository)["imageIds"])


def test_images_go_only_when_that_is_said_too_and_a_neighbours_never(stage: TeardownStage) -> None:
    neighbour = "podspec/podinfo-api/image"
    for repository in (REPOSITORY, neighbour):
        for tag in "ab":
            _push(stage, repository, tag)
    asked = stage.run("--all", typed="podinfo\n")
    assert (asked.code, stage.gone, _images(stage, REPOSITORY)) == (1, [], 2)
    assert f"2 images of {REPOSITORY} in us-east-1" in asked.said
    done = stage.run("--all", typed="podinfo\ndelete-images\n")
    assert (done.code, stage.gone, _images(stage, REPOSITORY)) == (0, ALL, 0), done.said
    assert _images(stage, neighbour) == 2


def test_what_still_carries_the_services_tags_is_told_and_a_neighbours_is_not(stage: TeardownStage) -> None:
    topics = stage.cloud.client("sns")
    for name in ("podinfo", "podinfo-api"):
        tags = [{"Key": key, "Value": value} for key, value in _tags("dev", name).items()]
        topics.create_topic(Name=f"{name}-dev", Tags=tags)
    done = stage.run("--environment", "dev", "--confirm", "podinfo/dev")
    assert done.code == 0
    told = [line.rpartition(":")[2] for line in done.said.splitlines() if line.startswith("still there")]
    assert told == ["podinfo-dev"]
    assert len(topics.list_topics()["Topics"]) == 2


def test_a_rollout_that_runs_stops_all(stage: TeardownStage) -> None:
    deployments = stage.cloud.client("codedeploy")
    deployments.create_application(applicationName="podinfo-dev-lambda", computePlatform="Lambda")
    names = {"applicationName": "podinfo-dev-lambda", "deploymentGroupName": "live"}
    deployments.create_deployment_group(**names, serviceRoleArn=f"arn:aws:iam::{ACCOUNT}:role/x")
    revision = {"revisionType": "S3", "s3Location": {"bucket": "b", "key": "k"}}
    deployments.create_deployment(**names, revision=revision)
    group = {"id": "g", "tags_all": _tags("dev")}
    address = "module.lambda.aws_codedeploy_deployment_group.live"
    stage.roots.plan("environments/dev/us-east-1", change(address, "delete", group))
    done = stage.run("--environment", "dev", "--confirm", "podinfo/dev")
    assert (done.code, stage.gone) == (1, [])
    assert "runs; wait for its end, or stop it" in done.said
