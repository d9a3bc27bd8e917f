"""A spec that names reviewers is believed only where GitHub says so, too; GitHub is a fake `gh` with a real jq."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from full import full
from proof.rendered import render_spec
from scripts.gates.workshop import PATH, Done

pytestmark = pytest.mark.skipif(not shutil.which("jq", path=PATH), reason="jq is not on this machine")

#: `gh api PATH [--jq EXPRESSION]` over answers in a file, as GitHub gives them.
_FAKE_GH = """#!{python}
import json, subprocess, sys
answer = json.load(open("{world}")).get(sys.argv[2])
if answer is None:
    sys.exit("gh: Not Found (HTTP 404)")
expression = sys.argv[4] if "--jq" in sys.argv else "."
sys.exit(subprocess.run(["jq", "--raw-output", expression], input=json.dumps(answer), text=True).returncode)
"""
_PLACE = "repos/acme/web/environments/prod"
_TEAM = {"slug": "release-managers", "html_url": "https://github.com/orgs/acme/teams/release-managers"}
_ASKED = [{"type": "Team", "reviewer": _TEAM}, {"type": "User", "reviewer": {"login": "Ann"}}]
_GUARDED: dict[str, Any] = {
    "can_admins_bypass": False,
    "protection_rules": [{"type": "branch_policy"}, {"type": "required_reviewers", "reviewers": _ASKED}],
    "deployment_branch_policy": {"protected_branches": False, "custom_branch_policies": True},
}
_BRANCHES = [{"name": "main", "type": "branch"}]
_REVIEWERS = ["acme/release-managers", "ann"]


class GitHub:
    """GitHub, as far as one environment goes; `settings` and `branches` may be changed."""

    def __init__(self, folder: Path, script: Path) -> None:
        self.folder, self.script = folder, script
        self.settings, self.branches = deepcopy(_GUARDED), deepcopy(_BRANCHES)
        gh = folder / "gh"
        gh.write_text(_FAKE_GH.format(python=sys.executable, world=folder / "world.json"))
        gh.chmod(0o755)

    def check(self, reviewers: list[str], environment: str = "prod") -> Done:
        """Run the script."""
        world = {_PLACE: self.settings, f"{_PLACE}/deployment-branch-policies": {"branch_policies": self.branches}}
        (self.folder / "world.json").write_text(json.dumps(world))
        where = ["--repository", "acme/web", "--environment", environment, "--branch", "main"]
        command = ["bash", str(self.script), *where, "--reviewers", json.dumps(reviewers)]
        variables = {"PATH": f"{self.folder}:{PATH}"}
        return subprocess.run(command, env=variables, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return render_spec(full(), tmp_path_factory.mktemp("spec")).parent / "scripts/check-protection.sh"


@pytest.fixture
def github(tmp_path: Path, script: Path) -> GitHub:
    return GitHub(tmp_path, script)


def _assert_blocked(done: Done, reason: str) -> None:
    assert done.returncode == 1, done
    assert reason in done.stderr
    assert "run scripts/bootstrap.sh" in done.stderr


def test_an_environment_that_asks_the_reviewers_of_the_spec_is_guarded(github: GitHub) -> None:
    done = github.check(_REVIEWERS)
    assert done.returncode == 0, done
    assert github.check(["ANN", "Acme/Release-Managers"]).returncode == 0


def test_an_environment_that_is_not_there_is_blocked(github: GitHub) -> None:
    _assert_blocked(github.check(_REVIEWERS, "stage"), "GitHub has no environment stage")


def test_an_environment_that_asks_nobody_is_blocked(github: GitHub) -> None:
    github.settings["protection_rules"].pop()
    _assert_blocked(github.check(_REVIEWERS), "GitHub does not ask acme/release-managers, ann before prod")


def test_an_environment_that_asks_only_one_of_two_is_blocked(github: GitHub) -> None:
    github.settings["protection_rules"][1]["reviewers"].pop()
    _assert_blocked(github.check(_REVIEWERS), "GitHub does not ask ann before prod")


def test_a_team_of_that_name_in_another_organisation_does_not_count(github: GitHub) -> None:
    github.settings["protection_rules"][1]["reviewers"][0]["reviewer"] = {
        **_TEAM,
        "html_url": "https://github.com/orgs/evil/teams/release-managers",
    }
    _assert_blocked(github.check(_REVIEWERS), "GitHub does not ask acme/release-managers before prod")


def test_a_reviewer_whom_the_spec_does_not_name_could_approve_alone(github: GitHub) -> None:
    github.settings["protection_rules"][1]["reviewers"].append({"type": "User", "reviewer": {"login": "mallory"}})
    _assert_blocked(github.check(_REVIEWERS), "mallory may approve prod, too, and the spec does not say so")


@pytest.mark.parametrize("answer", [True, None])
def test_administrators_who_may_go_round_the_approval_are_blocked(answer: object, github: GitHub) -> None:
    github.settings["can_admins_bypass"] = answer
    _assert_blocked(github.check(_REVIEWERS), "administrators may bypass the approval of prod")


@pytest.mark.parametrize("policy", [None, {"protected_branches": True, "custom_branch_policies": False}])
def test_an_environment_without_a_list_of_branches_is_blocked(policy: object, github: GitHub) -> None:
    github.settings["deployment_branch_policy"] = policy
    _assert_blocked(github.check([]), "any branch may run jobs of prod")


@pytest.mark.parametrize(
    "branches",
    [
        [],
        [{"name": "release/*", "type": "branch"}],
        [{"name": "main", "type": "branch"}, {"name": "*", "type": "branch"}],
        [{"name": "main", "type": "tag"}],
    ],
)
def test_only_the_default_branch_gets_in(branches: list[dict[str, str]], github: GitHub) -> None:
    github.branches = branches
    _assert_blocked(github.check([]), "may run jobs of prod: ")


def test_where_the_spec_asks_nobody_reviewers_of_somebodys_own_are_left(github: GitHub) -> None:
    assert github.check([]).returncode == 0
