"""The daily look: real scripts, real command line, moto; Terraform, cosign's verdict and GitHub are fakes."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from scripts.cloud import ACCOUNT, Cloud, Done, render_scripts
from scripts.moto_lambda import correct
from scripts.terraform_stage import Plan, Roots, change, put
from scripts.town import Town

SPEC = f"""
registry: {{account: "{ACCOUNT}", region: us-east-1}}
targets: {{lambda: {{}}, ec2: {{}}}}
environments:
  dev: {{account: "{ACCOUNT}", regions: [us-east-1], network: {{cidr: 10.10.0.0/16}}}}
"""
ROOT = "environments/dev/us-east-1"
_GITHUB = Path(__file__).with_name("fake_github.py")
EDIT: Plan = change("module.lambda.aws_lambda_function.this", "update", {}, {})


class DriftStage:
    """An environment on both targets, as a good rollout leaves it."""

    def __init__(self, cloud: Cloud, service: Path) -> None:
        self.cloud, self.scripts, self.output = cloud, service / "scripts", cloud.folder / "drift"
        self.town = Town(cloud, "dev", ["us-east-1"])
        self.roots = Roots(cloud)
        self.roots.plan(ROOT)
        self.issues = cloud.folder / "github.json"
        self.issues.write_text(json.dumps({"issues": []}))
        put(cloud, "gh", f'#!/bin/sh\nexec "{sys.executable}" -S -E "{_GITHUB}" "$@"\n')

    def look(self, root: str = ROOT) -> Done:
        """Run drift.sh."""
        folder = self.scripts.parent / "terraform" / root
        options = ("--name", root, "--folder", str(folder), "--output", str(self.output / root))
        return self.cloud.run(self.scripts / "drift.sh", *options, **self.roots.environment)

    def found(self) -> list[str]:
        """Look; gives the findings."""
        done = self.look()
        assert done.code == 0, done.said
        findings: list[str] = json.loads((self.output / ROOT / "drift.json").read_text())["findings"]
        return findings

    def report(self, *roots: str) -> list[dict[str, Any]]:
        """Run drift-issue.sh; gives all issues of the repository."""
        options = ("--service", "podinfo", "--repository", "acme/shop", "--run", "https://github.com/run/1")
        listed = json.dumps([{"name": one} for one in roots or (ROOT,)])
        more = ("--roots", listed, "--found", str(self.output))
        done = self.cloud.run(self.scripts / "drift-issue.sh", *options, *more, FAKE_GITHUB=str(self.issues))
        assert done.code == 0, done.said
        issues: list[dict[str, Any]] = json.loads(self.issues.read_text())["issues"]
        return issues


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = render_scripts(SPEC, tmp_path_factory.mktemp("repository"))
    (made / "terraform" / ROOT).mkdir(parents=True)
    # A fake, ours: real signatures are the affair of tests/scripts/gates.
    (made / "scripts/verify-image.sh").write_text('#!/bin/sh\ncat "$HOME/unsigned" >&2 && exit 1\nexit 0\n')
    return made


@pytest.fixture
def stage(account: Cloud, service: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[DriftStage]:
    account.forget()
    correct(monkeypatch)
    (account.folder / "unsigned").unlink(missing_ok=True)
    made = DriftStage(account, service)
    made.town.settle("A")
    yield made
    shutil.rmtree(made.output, ignore_errors=True)


# -- what is looked for -----------------------------------------------------------------------------------------


def test_an_environment_after_a_good_rollout_has_no_drift(stage: DriftStage) -> None:
    assert stage.found() == []
    assert (stage.output / ROOT / "report.md").read_text() == f"### `{ROOT}`\n\nAs committed.\n\n"


def test_what_terraform_would_change_is_found_and_nothing_is_locked(stage: DriftStage) -> None:
    stage.roots.plan(ROOT, EDIT)
    assert stage.found() == ["Terraform would change 1 resources: module.lambda.aws_lambda_function.this."]
    report = (stage.output / ROOT / "report.md").read_text()
    assert report.count("\n~~~~~~") == 2
    assert stage.roots.world["applied"] == []


def test_an_image_that_serves_unsigned_is_found(stage: DriftStage) -> None:
    (stage.cloud.folder / "unsigned").write_text("fails: signature: no matching signatures\nit may not run\n")
    digest = stage.town.images["A"]
    assert stage.found() == [f"{digest} serves and may not: fails: signature: no matching signatures"]


def test_targets_that_serve_different_images_are_found(stage: DriftStage) -> None:
    stage.town.serve_on_ec2("us-east-1", "B")
    (first, *_) = stage.found()
    assert first.startswith("The targets serve different images: sha256:")


def test_traffic_that_a_dead_rollout_left_split_is_found(stage: DriftStage) -> None:
    stage.town.split_lambda("us-east-1")
    stage.town.split_listener("us-east-1")
    found = stage.found()
    assert "Traffic of podinfo-dev is split and no deployment runs: 10 % on version 2." in found
    assert "Traffic is split and no rollout runs: 90 to podinfo-dev-blue, 10 to podinfo-dev-green." in found


def test_a_lock_of_a_dead_execution_is_found(stage: DriftStage) -> None:
    stage.town.lock("us-east-1", "arn:aws:states:us-east-1:1:execution:x:rollout-1")
    assert stage.found() == [
        "The lock is held by an execution that no longer runs: arn:aws:states:us-east-1:1:execution:x:rollout-1."
    ]


def test_an_approval_without_its_image_is_found(stage: DriftStage) -> None:
    stage.town.approve("us-east-1", "B")
    images = stage.town.images
    assert stage.found() == [f"Approved is {images['B']}, and {images['A']} serves."]


def test_hosts_that_serve_nothing_are_found(stage: DriftStage) -> None:
    stage.town.size("us-east-1", "green", 2)
    assert stage.found() == ["podinfo-dev-green has 2 hosts and serves nothing."]


def test_a_rollout_that_runs_is_no_remains(stage: DriftStage) -> None:
    stage.town.start_rollout("us-east-1")
    stage.town.split_listener("us-east-1")
    stage.town.lock("us-east-1", "arn:x")
    assert stage.found() == []


def test_an_environment_that_was_never_applied_is_told_so(stage: DriftStage) -> None:
    stage.roots.plan(ROOT, EDIT, was_applied=False)
    assert stage.found()[1] == "It was never applied."


def test_what_cannot_be_looked_at_leaves_no_answer_behind(stage: DriftStage) -> None:
    stage.roots.change(fails=[f"plan {ROOT}"])
    assert stage.look().code == 1
    assert not (stage.output / ROOT / "drift.json").exists()


# -- the issue --------------------------------------------------------------------------------------------------


def test_one_issue_is_opened_then_kept_up_to_date_then_closed(stage: DriftStage) -> None:
    stage.town.size("us-east-1", "green", 2)
    stage.found()
    (issue,) = stage.report()
    assert (issue["state"], issue["title"]) == ("open", "Drift of podinfo")
    assert "has 2 hosts and serves nothing" in issue["body"]
    stage.town.size("us-east-1", "green", 3)
    stage.found()
    (issue,) = stage.report()
    assert "has 3 hosts" in issue["body"]
    stage.town.size("us-east-1", "green", 0)
    stage.found()
    (issue,) = stage.report()
    assert (issue["state"], len(issue["comments"])) == ("closed", 1)
    stage.town.size("us-east-1", "green", 1)
    stage.found()
    assert [one["state"] for one in stage.report()] == ["closed", "open"]


def test_no_drift_opens_no_issue(stage: DriftStage) -> None:
    stage.found()
    assert stage.report() == []


def test_a_root_that_could_not_be_looked_at_is_a_finding(stage: DriftStage) -> None:
    stage.found()
    (issue,) = stage.report(ROOT, "global")
    assert "0 of 2 roots differ from what is committed, and 1 could not be looked at" in issue["body"]


def test_an_issue_of_somebody_else_with_the_same_mark_is_left_alone(stage: DriftStage) -> None:
    mark = "<!-- podspec drift podinfo -->"
    theirs = {"number": 5, "state": "open", "user": {"login": "eve"}, "body": f"{mark} hello", "comments": []}
    stage.issues.write_text(json.dumps({"issues": [theirs]}))
    stage.town.size("us-east-1", "green", 2)
    stage.found()
    issues = stage.report()
    assert issues[0] == theirs
    assert issues[1]["number"] == 6
