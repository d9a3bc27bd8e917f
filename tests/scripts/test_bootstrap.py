"""The first run, as a real process, with fakes of the tools that would reach AWS and GitHub."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from scripts.stage import DEV, GITHUB, PROD, SPEC, Stage

pytestmark = pytest.mark.skipif(not shutil.which("jq"), reason="jq is not installed, which gh has built in")

#: By default, every so many calls are tried.
SAMPLE = 13
STATE = {number: f"podspec-state-{number}-us-east-1" for number in (DEV, PROD)}
GUARDED = "Team:900,User:12"


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path)


@pytest.fixture
def ready(stage: Stage) -> Stage:
    """A place in which the first run is over."""
    done = stage.run("--yes")
    assert done.returncode == 0, done
    stage.forget_calls()
    return stage


def _changes(stage: Stage) -> list[str]:
    """Calls that change more than a root's own working folder."""
    verbs = ("PUT", "POST", "DELETE")
    made = [one for one in stage.calls("gh") if any(verb in one for verb in verbs)]
    return made + [one for one in stage.calls("terraform") if " init " not in one and " state " not in one]


def _reviewers(stage: Stage, environment: str) -> list[str]:
    rules = stage.world["environments"][environment]["settings"]["protection_rules"]
    people = [one for rule in rules if rule["type"] == "required_reviewers" for one in rule["reviewers"]]
    return sorted(f"{one['type']}:{one['reviewer']['id']}" for one in people)


def _branches(stage: Stage, environment: str) -> list[str]:
    return [f"{one['type']} {one['name']}" for one in stage.world["environments"][environment]["policies"]]


def _assert_all_is_ready(stage: Stage) -> None:
    world = stage.world
    assert sorted(world["objects"]) == [
        f"{STATE[DEV]}/account.tfstate",
        f"{STATE[DEV]}/podinfo/bootstrap.tfstate",
        f"{STATE[DEV]}/podinfo/global.tfstate",
        f"{STATE[PROD]}/account.tfstate",
        f"{STATE[PROD]}/podinfo/bootstrap.tfstate",
    ]
    for number in (DEV, PROD):
        assert "aws_s3_bucket.state" in world["objects"][f"{STATE[number]}/account.tfstate"]
    assert (_reviewers(stage, "dev"), _reviewers(stage, "prod")) == ([], GUARDED.split(","))
    assert _branches(stage, "dev") == _branches(stage, "prod") == ["branch main"]
    assert not [path for path in stage.files() if "override" in path or "tfstate" in path]


# -- runs that go well -----------------------------------------------------------------------------------------


def test_the_first_run_makes_everything_in_order(stage: Stage) -> None:
    done = stage.run("--yes")
    assert done.returncode == 0, done
    assert done.stdout.endswith("podinfo is ready for its pipeline\n")
    applied = [one for one in stage.calls("terraform") if " apply " in one]
    roots = [f"accounts/{DEV}", f"bootstrap/{DEV}", "global", f"accounts/{PROD}", f"bootstrap/{PROD}"]
    assert applied == [f"{root} apply -auto-approve" for root in roots]
    _assert_all_is_ready(stage)


def test_a_second_run_takes_nothing_over_and_leaves_github_alone(ready: Stage) -> None:
    before = ready.world
    done = ready.run("--yes")
    assert done.returncode == 0, done
    assert {one.split()[1] for one in _changes(ready)} == {"apply"}
    assert ready.world | {"log": []} == before


def test_without_yes_terraform_asks_by_itself(stage: Stage) -> None:
    assert stage.run().returncode == 0
    applied = [one for one in stage.calls("terraform") if " apply " in one]
    assert len(applied) == 5
    assert all(one.endswith("apply -input=true") for one in applied)


@pytest.mark.parametrize("again", [False, True])
def test_a_dry_run_looks_and_changes_nothing(stage: Stage, *, again: bool) -> None:
    if again:
        assert stage.run("--yes").returncode == 0
        stage.forget_calls()
    before, files = stage.world, stage.files()
    done = stage.run("--dry-run")
    assert done.returncode == 0, done
    assert done.stdout.endswith("dry run: nothing was changed\n")
    assert f"+ terraform -chdir={stage.terraform}/bootstrap/{PROD} apply" in done.stdout
    assert (stage.calls("terraform"), _changes(stage)) == ([], [])
    assert (stage.world | {"log": []}, stage.files()) == (before, files)


def test_help_and_wrong_options_touch_nothing(stage: Stage) -> None:
    assert stage.run("--help").stdout.startswith("Usage: bootstrap.sh")
    wrong = stage.run("--dry-run", "--force")
    assert (wrong.returncode, wrong.stderr.partition(" ")[0]) == (2, "Usage:")
    assert stage.world["log"] == []


# -- what is there already -------------------------------------------------------------------------------------


def test_what_an_account_has_once_is_taken_over_and_not_made_twice(stage: Stage) -> None:
    stage.account(DEV, provider="theirs", monitor="arn:monitor", replication="eu-west-1")
    done = stage.run("--yes")
    assert done.returncode == 0, done
    taken = [one.partition(" import -input=false ")[2] for one in stage.calls("terraform") if " import " in one]
    provider = f"arn:aws:iam::{DEV}:oidc-provider/token.actions.githubusercontent.com"
    assert taken == [
        f"aws_iam_openid_connect_provider.github {provider}",
        "aws_ce_anomaly_monitor.services arn:monitor",
        f"aws_ecr_replication_configuration.registry {DEV}",
    ]
    _assert_all_is_ready(stage)


def test_an_existing_foundation_is_expected_and_not_made(tmp_path: Path) -> None:
    stage = Stage(tmp_path, f"{SPEC}foundation: existing\n")
    refused = stage.run("--yes")
    assert refused.returncode == 1
    assert f"account {DEV} has no bucket {STATE[DEV]}" in refused.stderr
    for number in (DEV, PROD):
        stage.account(number, buckets=[STATE[number]])
    done = stage.run("--yes")
    assert done.returncode == 0, done
    assert not [one for one in stage.calls("terraform") if one.startswith("accounts/")]


def test_reviewers_and_branches_of_an_environment_are_mended(ready: Stage) -> None:
    environments = ready.world["environments"]
    environments["prod"]["settings"]["protection_rules"].pop()
    strangers = [{"id": 7, "name": "release/*", "type": "branch"}, {"id": 8, "name": "main", "type": "tag"}]
    environments["dev"]["policies"] = [*strangers, *environments["dev"]["policies"]]
    ready.change(environments=environments)
    done = ready.run("--yes")
    assert done.returncode == 0, done
    assert len([one for one in _changes(ready) if one.startswith("api")]) == 3
    _assert_all_is_ready(ready)


def test_reviewers_beyond_the_spec_are_left_where_it_asks_for_none(ready: Stage) -> None:
    environments = ready.world["environments"]
    environments["dev"]["settings"] = environments["prod"]["settings"]
    ready.change(environments=environments)
    assert ready.run("--yes").returncode == 0
    assert _reviewers(ready, "dev") == GUARDED.split(",")


def test_administrators_who_may_go_round_the_reviewers_no_longer_may(ready: Stage) -> None:
    environments = ready.world["environments"]
    environments["prod"]["settings"]["can_admins_bypass"] = True
    ready.change(environments=environments)
    assert ready.run("--yes").returncode == 0
    assert ready.world["environments"]["prod"]["settings"]["can_admins_bypass"] is False


# -- what stops it ---------------------------------------------------------------------------------------------


def test_an_account_without_credentials_is_left_out_and_named(stage: Stage) -> None:
    done = stage.run("--yes", **{f"AWS_PROFILE_{DEV}": "prod-admin"})
    assert done.returncode == 1
    assert f"left out: these are credentials of {PROD}; AWS_PROFILE_{DEV} can name the right ones" in done.stdout
    assert f"accounts left out: {DEV}" in done.stderr
    assert {one.split()[0] for one in stage.calls("terraform")} == {f"accounts/{PROD}", f"bootstrap/{PROD}"}
    assert stage.run("--yes").returncode == 0
    _assert_all_is_ready(stage)


def test_one_profile_for_all_is_the_one_of_the_environment(stage: Stage) -> None:
    done = stage.run("--yes", **{f"AWS_PROFILE_{DEV}": "", f"AWS_PROFILE_{PROD}": "", "AWS_PROFILE": "dev-admin"})
    assert done.returncode == 1
    assert f"accounts left out: {PROD};" in done.stderr
    nobody = stage.run("--yes", **{f"AWS_PROFILE_{DEV}": "", f"AWS_PROFILE_{PROD}": "unknown"})
    assert "Unable to locate credentials" in nobody.stdout
    assert f"accounts left out: {DEV} {PROD};" in nobody.stderr


def test_placeholders_are_refused_all_at_once_before_anything_is_asked(tmp_path: Path) -> None:
    stage = Stage(tmp_path, "observability: {notify: [ops@example.com]}")
    done = stage.run("--yes")
    assert done.returncode == 1
    for one in ("repository.slug: acme/podinfo", "environments.dev.account: 111111111111", "ops@example.com"):
        assert one in done.stderr
    assert stage.world["log"] == []


@pytest.mark.parametrize("tool", ["aws", "gh", "terraform"])
def test_a_tool_that_is_missing_is_named_before_anything_is_changed(tool: str, stage: Stage) -> None:
    (stage.folder / "bin" / tool).unlink()
    done = stage.run("--yes")
    assert (done.returncode, done.stderr) == (1, f"bootstrap.sh: {tool} is not installed, or not on PATH\n")
    assert stage.world["log"] == []


@pytest.mark.parametrize("facts", [{"id": 89}, {"owner": {"id": 78}}, {"default_branch": "trunk"}])
def test_ids_and_a_branch_that_are_not_githubs_are_refused(facts: dict[str, object], stage: Stage) -> None:
    repository = {**GITHUB["repos/northwind/shop"], **facts}
    stage.change(github={**GITHUB, "repos/northwind/shop": repository})
    done = stage.run("--yes")
    assert done.returncode == 1
    assert "are 'main 77 88' in the spec" in done.stderr
    assert stage.calls("aws") == []


def test_ids_that_the_spec_leaves_out_are_not_compared(tmp_path: Path) -> None:
    stage = Stage(tmp_path, SPEC.replace("owner_id: 77, repository_id: 88", "oidc_subject: legacy"))
    assert stage.run("--dry-run").returncode == 0


def test_what_cannot_be_looked_at_does_not_pass_for_what_is_not_there(stage: Stage) -> None:
    stage.change(locked=[DEV])
    done = stage.run("--yes")
    assert done.returncode == 1
    # GitHub's environments come first, and stand guarded by then.
    assert [one for one in _changes(stage) if not one.startswith("api ")] == []
    assert "AccessDenied" in done.stderr


def test_a_reviewer_whom_github_does_not_know_is_named(stage: Stage) -> None:
    stage.change(github={path: one for path, one in GITHUB.items() if path != "users/ann"})
    done = stage.run("--yes")
    assert done.returncode == 1
    assert "GitHub knows no users/ann" in done.stderr


def test_a_plan_without_reviewers_fails_instead_of_leaving_the_door_open(stage: Stage) -> None:
    stage.change(poor_plan=True)
    done = stage.run("--yes")
    assert done.returncode == 1
    assert (
        "GitHub did not take reviewers or branch policy of repos/northwind/shop/environments/prod" in done.stderr
    )


# -- interruptions ---------------------------------------------------------------------------------------------


def test_a_run_that_is_killed_is_completed_by_the_next_one(stage: Stage, tmp_path: Path) -> None:
    _kill_at(_points(stage)[::SAMPLE], tmp_path)


@pytest.mark.long
def test_a_run_that_is_killed_at_any_call_is_completed_by_the_next_one(stage: Stage, tmp_path: Path) -> None:
    _kill_at(_points(stage), tmp_path)


def _points(stage: Stage) -> list[tuple[int, str]]:
    """Every call of a first run, before it has done its work and after."""
    assert stage.run("--yes").returncode == 0
    return [(at + 1, moment) for at in range(len(stage.world["log"])) for moment in ("before", "after")]


def _kill_at(points: list[tuple[int, str]], folder: Path) -> None:
    assert {moment for _, moment in points} == {"before", "after"}
    for at, moment in points:
        stage = Stage(_new_folder(folder / f"{at}-{moment}"))
        stage.change(die_at=at, moment=moment)
        assert stage.run("--yes").returncode < 0, (at, moment)
        stage.change(die_at=0, log=[])
        again = stage.run("--yes")
        assert again.returncode == 0, (at, moment, again)
        _assert_all_is_ready(stage)


def _new_folder(folder: Path) -> Path:
    folder.mkdir()
    return folder


# -- the text itself -------------------------------------------------------------------------------------------


def test_shellcheck_has_nothing_to_say_of_any_script(stage: Stage) -> None:
    scripts = sorted(stage.script.parent.rglob("*.sh"))
    assert len(scripts) > 3
    shellcheck = Path(sys.executable).with_name("shellcheck")
    command = [shellcheck, "-x", "-o", "all", *scripts]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_programs_may_be_run_and_their_parts_may_not(stage: Stage) -> None:
    folder = stage.script.parent
    modes = {path: path.stat().st_mode & 0o111 for path in folder.rglob("*.sh")}
    assert modes == {path: 0o111 if path.parent == folder else 0 for path in modes}
