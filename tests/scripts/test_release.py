"""A release into two regions with two targets: the real scripts and the real command line against moto.

Fakes of ours are Terraform, cosign's verdict, the rollouts of the targets (their results are put into moto; what
they do is proven by tests of their own), and curl, since nobody answers at moto's addresses.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from scripts.cloud import ACCOUNT, Cloud, Done, render_scripts
from scripts.moto_lambda import correct
from scripts.terraform_stage import Plan, Roots, change
from scripts.town import REPOSITORY, Town

EAST, WEST = "us-east-1", "eu-west-1"
SPEC = f"""
registry: {{account: "{ACCOUNT}", region: {EAST}}}
targets: {{lambda: {{}}, ec2: {{}}}}
environments:
  dev: {{account: "{ACCOUNT}", regions: [{EAST}], network: {{cidr: 10.10.0.0/16}}}}
  prod: {{account: "{ACCOUNT}", regions: [{EAST}, {WEST}], network: {{cidr: 10.20.0.0/16}}}}
"""
ROOTS = {region: f"environments/prod/{region}" for region in (EAST, WEST)}
BUCKET = f"podspec-state-{ACCOUNT}-{EAST}"
_FAKE = Path(__file__).with_name("fakes") / "deploy.sh"
_DEPLOYS = ("deploy-lambda.sh", "deploy-ec2.sh", "rollback-lambda.sh")
_VERDICT = '#!/bin/sh\necho "verify-image.sh $*" >>"$HOME/deployed"\n! grep -qsx unsigned "$HOME/trouble"\n'

EDIT = change("module.lambda.aws_lambda_function.this", "update", {}, {"memory": 1, "image_uri": "r@IMAGE"})
NEW = change("module.x.aws_sqs_queue.new", "create", None, {"name": "new"})


def _all(image: str) -> dict[str, str]:
    return {f"{region} {target}": image for region in (EAST, WEST) for target in ("lambda", "ec2")}


class ReleaseStage:
    """Image B is live in dev, image A in prod."""

    def __init__(self, cloud: Cloud, service: Path) -> None:
        self.cloud, self.service = cloud, service
        cloud.client("s3").create_bucket(Bucket=BUCKET)
        self.dev = Town(cloud, "dev", [EAST])
        self.prod = Town(cloud, "prod", [EAST, WEST])
        self.dev.settle("B")
        self.prod.settle("A")
        self.images = self.prod.images
        self.roots = Roots(cloud)
        for root in ROOTS.values():
            self.roots.plan(root, EDIT)
        self.trouble("")
        (cloud.folder / "deployed").write_text("")

    def trouble(self, *lines: str) -> None:
        """Let something go wrong."""
        (self.cloud.folder / "trouble").write_text("".join(f"{one}\n" for one in lines))

    def release(self, image: str = "B", *options: str, **environment: str) -> Done:
        """Run release.sh to its end."""
        digest = ("--digest", self.images.get(image, image)) if image else ()
        return self._run("release.sh", "--environment", "prod", *digest, *options, **environment)

    def _run(self, script: str, *options: str, **environment: str) -> Done:
        given = {"PODSPEC_PATIENCE": "0", **self.roots.environment, **environment}
        return self.cloud.run(self.service / "scripts" / script, *options, **given)

    def review(self) -> str:
        """What reviewers have seen, by plan-root.sh, for --changes."""
        found: dict[str, str] = {}
        for root in ROOTS.values():
            output = self.cloud.folder / "plans"
            folder = self.service / "terraform" / root
            assert (
                self._run("plan-root.sh", "--name", root, "--folder", str(folder), "--output", str(output)).code
                == 0
            )
            found |= json.loads((output / "changes.json").read_text())
        self.roots.change(log=[])
        return json.dumps(found)

    @property
    def done(self) -> list[str]:
        """What was verified and deployed, in order, with the names of images."""
        text = (self.cloud.folder / "deployed").read_text()
        for name, digest in self.images.items():
            text = text.replace(digest, name)
        return [
            one.replace("--environment prod --region ", "").replace("--digest ", "") for one in text.splitlines()
        ]


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = render_scripts(SPEC, tmp_path_factory.mktemp("repository"))
    for root in ROOTS.values():
        (made / "terraform" / root).mkdir(parents=True)
        (made / "terraform" / root / "lambda.tf").write_text('variable "image_digest" {\n}\n')
    for script in _DEPLOYS:
        shutil.copy(_FAKE, made / "scripts" / script)
    (made / "scripts/verify-image.sh").write_text(_VERDICT)
    return made


@pytest.fixture
def stage(account: Cloud, service: Path, monkeypatch: pytest.MonkeyPatch) -> ReleaseStage:
    account.forget()
    correct(monkeypatch)
    return ReleaseStage(account, service)


# -- a release that goes well -----------------------------------------------------------------------------------


def test_regions_come_one_after_the_other_and_targets_of_a_region_at_once(stage: ReleaseStage) -> None:
    done = stage.release()
    assert (done.code, stage.prod.serving()) == (0, _all("B")), done.said
    waves = [stage.done[:3], stage.done[3:]]
    for region, wave in zip((EAST, WEST), waves, strict=True):
        assert wave[0] == f"verify-image.sh {region} B"
        assert sorted(wave[1:]) == [f"deploy-ec2.sh {region} B", f"deploy-lambda.sh {region} B"]
    assert stage.roots.world["applied"] == list(ROOTS.values())
    assert done.said.endswith(f"== prod serves {stage.images['B']}\n")


@pytest.mark.long
def test_a_second_run_changes_nothing(stage: ReleaseStage) -> None:
    assert stage.release().code == 0
    stage.roots.change(applied=[])
    assert stage.release().code == 0
    assert (stage.prod.serving(), stage.roots.world["applied"]) == (_all("B"), [])


@pytest.mark.long
def test_an_edit_of_the_spec_alone_is_applied_and_rolled_out_with_the_image_that_is_live(
    stage: ReleaseStage,
) -> None:
    done = stage.release("")
    assert (done.code, stage.prod.serving()) == (0, _all("A")), done.said
    assert stage.roots.world["applied"] == list(ROOTS.values())
    assert [one.split()[-1] for one in stage.done] == ["A"] * 6


def test_a_promotion_brings_the_image_alone_and_takes_that_of_the_environment_before(stage: ReleaseStage) -> None:
    done = stage.release("", "--operation", "promote")
    assert (done.code, stage.prod.serving()) == (0, _all("B")), done.said
    assert stage.roots.world["log"] == []


# -- the gates --------------------------------------------------------------------------------------------------


def _assert_untouched(stage: ReleaseStage, done: Done) -> None:
    assert (done.code, stage.prod.serving()) == (1, _all("A")), done.said
    assert stage.roots.world["applied"] == []
    assert not [one for one in stage.done if one.startswith("deploy")]


def test_an_image_that_is_not_live_in_the_environment_before_goes_nowhere(stage: ReleaseStage) -> None:
    done = stage.release("C")
    _assert_untouched(stage, done)
    assert f"{stage.images['C']} is not live in dev" in done.said


@pytest.mark.long
def test_what_another_job_has_seen_there_counts_and_nothing_else_does(stage: ReleaseStage) -> None:
    refused = stage.release("C", "--before", stage.images["B"])
    _assert_untouched(stage, refused)
    assert stage.release("C", "--before", stage.images["C"]).code == 0


@pytest.mark.long
def test_an_image_without_its_signature_goes_nowhere(stage: ReleaseStage) -> None:
    stage.trouble("unsigned")
    _assert_untouched(stage, stage.release())


@pytest.mark.long
def test_an_image_that_is_not_in_the_region_goes_nowhere(stage: ReleaseStage) -> None:
    for region in (EAST, WEST):
        registry = stage.cloud.client("ecr", region)
        registry.batch_delete_image(repositoryName=REPOSITORY, imageIds=[{"imageDigest": stage.images["B"]}])
    done = stage.release()
    _assert_untouched(stage, done)
    assert "is it built, and is replication on?" in done.said


@pytest.mark.parametrize("digest", ["latest", "sha256:abc", "sha256:" + "A" * 64])
def test_what_is_no_digest_reaches_nothing(stage: ReleaseStage, digest: str) -> None:
    before = len(stage.cloud.calls)
    assert (stage.release(digest).code, len(stage.cloud.calls)) == (1, before)


@pytest.mark.long
def test_credentials_of_another_account_reach_nothing(stage: ReleaseStage) -> None:
    _assert_untouched(stage, stage.release(**stage.cloud.credentials_of("999999999999")))


# -- what was reviewed ------------------------------------------------------------------------------------------


@pytest.mark.long
def test_the_reviewed_change_set_is_applied(stage: ReleaseStage) -> None:
    done = stage.release("B", "--changes", stage.review())
    assert (done.code, stage.prod.serving()) == (0, _all("B")), done.said


def test_another_change_set_is_not(stage: ReleaseStage) -> None:
    reviewed = stage.review()
    stage.roots.plan(ROOTS[EAST], EDIT, NEW)
    done = stage.release("B", "--changes", reviewed)
    _assert_untouched(stage, done)
    assert "is not what was reviewed" in done.said


@pytest.mark.long
def test_a_root_that_nobody_has_reviewed_is_not(stage: ReleaseStage) -> None:
    _assert_untouched(stage, stage.release("B", "--changes", "{}"))


def test_an_apply_that_broke_off_is_gone_on_with(stage: ReleaseStage) -> None:
    stage.roots.plan(ROOTS[EAST], EDIT, NEW)
    reviewed = stage.review()
    stage.roots.change(half={ROOTS[EAST]: 1})
    assert stage.release("B", "--changes", reviewed).code == 1
    done = stage.release("B", "--changes", reviewed)
    assert (done.code, stage.prod.serving()) == (0, _all("B")), done.said
    assert "going on with the reviewed change set" in done.said


@pytest.mark.parametrize(
    "left",
    [
        change("module.x.aws_sqs_queue.other", "create", None, {}),
        pytest.param(
            change("module.lambda.aws_lambda_function.this", "delete+create", {}, {}), marks=pytest.mark.long
        ),
    ],
)
def test_going_on_brings_nothing_that_was_not_reviewed(stage: ReleaseStage, left: Plan) -> None:
    stage.roots.plan(ROOTS[EAST], EDIT, NEW)
    reviewed = stage.review()
    stage.roots.change(half={ROOTS[EAST]: 0})
    assert stage.release("B", "--changes", reviewed).code == 1
    stage.roots.plan(ROOTS[EAST], left)
    done = stage.release("B", "--changes", reviewed)
    assert (done.code, stage.prod.serving()) == (1, _all("A"))
    assert "is not what was reviewed" in done.said


# -- what goes wrong on the way ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("trouble", "back"),
    [
        ("deploy-lambda.sh", "deploy-ec2.sh rollback"),
        pytest.param("deploy-ec2.sh", "rollback-lambda.sh", marks=pytest.mark.long),
    ],
)
def test_if_one_target_fails_the_other_goes_back_and_later_regions_are_left_alone(
    stage: ReleaseStage, trouble: str, back: str
) -> None:
    stage.trouble(f"{trouble} {EAST}")
    done = stage.release()
    assert (done.code, stage.prod.serving()) == (1, _all("A")), done.said
    assert f"{back} {EAST} A" in stage.done
    assert not [one for one in stage.done if WEST in one]


@pytest.mark.long
def test_what_a_failure_in_a_later_region_leaves_is_told(stage: ReleaseStage) -> None:
    stage.trouble(f"deploy-lambda.sh {WEST}")
    done = stage.release()
    serving = _all("B") | {f"{WEST} {target}": "A" for target in ("lambda", "ec2")}
    assert (done.code, stage.prod.serving()) == (1, serving), done.said
    assert f"{EAST} lambda {stage.images['B']}\n" in done.said
    assert f"{WEST} ec2 {stage.images['A']}\n" in done.said
    # Dev has gone on meanwhile: what serves here already may still be completed.
    stage.trouble("")
    stage.dev.settle("C")
    assert (stage.release().code, stage.prod.serving()) == (0, _all("B"))


def test_a_region_whose_smoke_test_fails_goes_back(stage: ReleaseStage) -> None:
    (stage.cloud.folder / "status").write_text("503")
    done = stage.release()
    assert (done.code, stage.prod.serving()) == (1, _all("A")), done.said
    assert f"the smoke test failed in {EAST}" in done.said


@pytest.mark.long
def test_a_way_back_that_fails_too_is_told(stage: ReleaseStage) -> None:
    stage.trouble(f"deploy-lambda.sh {EAST}", f"deploy-ec2.sh rollback {EAST}")
    done = stage.release()
    assert done.code == 1
    assert "these did not go back: ec2; scripts/rollback.sh tries again" in done.said


@pytest.mark.parametrize(
    "at", [f"apply {ROOTS[EAST]}", pytest.param(f"plan {ROOTS[WEST]}", marks=pytest.mark.long)]
)
def test_a_release_that_is_killed_is_completed_by_the_next_run(stage: ReleaseStage, at: str) -> None:
    stage.roots.change(dies=at)
    assert stage.release().code < 0
    done = stage.release()
    assert (done.code, stage.prod.serving()) == (0, _all("B")), done.said


# -- the way back, of both targets ------------------------------------------------------------------------------


@pytest.mark.long
def test_a_rollback_takes_all_places_back_at_once(stage: ReleaseStage) -> None:
    assert stage.release().code == 0
    done = stage.release("A", "--operation", "rollback")
    assert (done.code, stage.prod.serving()) == (0, _all("A")), done.said


def test_the_image_before_is_found_in_the_history_of_the_hosts(stage: ReleaseStage) -> None:
    for image in "BCB":
        stage.prod.serve_on_ec2(EAST, image)
        stage.prod.serve_on_ec2(WEST, image)
    # An image that was turned down: written to the idle colour, and taken away again.
    parameter, parameters = "/podspec/podinfo/prod/ec2/blue/digest", stage.cloud.client("ssm")
    for value in (stage.images["A"], "none"):
        parameters.put_parameter(Name=parameter, Value=value, Overwrite=True)
    done = stage._run("rollback.sh", "--environment", "prod", "--target", "ec2", "--dry-run")  # noqa: SLF001  # ours
    assert done.code == 0, done.said
    assert f"{EAST} ec2 {stage.images['B']} {stage.images['C']} -\n" in done.said
    assert done.said.endswith(f"back to {stage.images['C']}\n")


def test_a_half_released_environment_goes_back_to_what_all_places_had(stage: ReleaseStage) -> None:
    stage.prod.serve_on_ec2(EAST, "C")
    stage.prod.serve_on_ec2(WEST, "C")
    stage.prod.serve_on_ec2(EAST, "B")
    done = stage._run("rollback.sh", "--environment", "prod", "--target", "ec2", "--yes")  # noqa: SLF001  # ours
    assert done.code == 0, done.said
    assert {key: one for key, one in stage.prod.serving().items() if "ec2" in key} == {
        f"{EAST} ec2": "C",
        f"{WEST} ec2": "C",
    }
