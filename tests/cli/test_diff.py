"""`podspec diff`, as a person uses it: in a real git repository, with real output."""

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from drift.repository import DEV, MODULE, SPEC, Repository, new_repository

_AS_SOMEBODY = ("-c", "user.name=a", "-c", "user.email=a@example.com")
Output = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def committed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A rendered spec in one commit; not to be changed."""
    made = new_repository(tmp_path_factory.mktemp("diff") / "repository")
    assert made.podspec("render") == 0
    made.git("add", "-A")
    made.git(*_AS_SOMEBODY, "commit", "-qm", "rendered")
    return made.root


@pytest.fixture
def repository(committed: Path, tmp_path: Path) -> Repository:
    """The same, to change."""
    return Repository(shutil.copytree(committed, tmp_path / "repository"))


@pytest.fixture
def diff(repository: Repository, capsys: Output) -> Callable[..., str]:
    """Runs the command; nothing may be written, and nothing be wrong."""

    def run(*arguments: str) -> str:
        before = repository.files()
        capsys.readouterr()
        assert repository.podspec("diff", *arguments) == 0
        assert repository.files() == before
        return capsys.readouterr().out

    return run


def _impact(diff: Callable[..., str], *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(diff("--report", "json", *arguments))["impact"]
    return found


def test_nothing_changes(diff: Callable[..., str]) -> None:
    assert diff() == "HEAD → the working specs\nnothing changes\n\n"


def test_an_edit_of_the_spec_is_weighed_before_it_is_rendered(
    repository: Repository, diff: Callable[..., str]
) -> None:
    repository.replace(SPEC, "memory_mb: 256", "memory_mb: 512")
    said = diff()
    assert "updated in place" in said.splitlines()[1]
    assert "memory_size: 256 → 512" in said
    assert "dev/us-east-1, prod/us-east-1" in said
    assert "files are not rendered yet: podspec render" in said


def test_two_commits_are_compared_whatever_stands_on_disk(
    repository: Repository, diff: Callable[..., str]
) -> None:
    repository.replace(SPEC, "memory_mb: 256", "memory_mb: 512")
    assert repository.podspec("render") == 0
    repository.git(*_AS_SOMEBODY, "commit", "-qam", "more memory")
    expected = _impact(diff, "--from", "HEAD^1")
    repository.replace(SPEC, "memory_mb: 512", "memory_mb: 1024")
    repository.remove(MODULE)
    found = _impact(diff, "--from", "HEAD~1", "--to", "HEAD")
    assert {key: found[key] for key in ("resources", "permissions", "files", "costs")} == {
        key: expected[key] for key in ("resources", "permissions", "files", "costs")
    }
    assert found["resources"]
    assert found["costs"]


def test_a_spec_that_was_broken_is_not_said_to_have_cost_nothing(
    repository: Repository, diff: Callable[..., str]
) -> None:
    whole = (repository.root / SPEC).read_text()
    (repository.root / SPEC).write_text(f"{whole}\nnonsense: true\n")
    repository.git(*_AS_SOMEBODY, "commit", "-qam", "broken")
    (repository.root / SPEC).write_text(whole)
    found = _impact(diff)
    assert found["costs"] == []
    assert "its cost is not known" in found["notes"][0]


def test_an_environment_that_is_removed_from_the_spec_is_left_behind(
    repository: Repository, diff: Callable[..., str]
) -> None:
    repository.replace(SPEC, '  prod: {account: "333333333333", regions: [us-east-1]}\n', "")
    impact = _impact(diff)
    left = {one["root"] for one in impact["resources"] if one["action"] == "leave"}
    assert left == {"generated/hello/terraform/environments/prod/us-east-1"}
    assert left.isdisjoint(one["root"] for one in impact["permissions"])
    said = diff()
    assert "Left behind: " in said
    assert "scripts/teardown.sh" in said


def test_a_spec_that_moves_to_another_folder_changes_only_files_that_name_it(
    repository: Repository, diff: Callable[..., str]
) -> None:
    (repository.root / "specs/hello").rename(repository.root / "specs/moved")
    impact = _impact(diff)
    assert {one["action"] for one in impact["resources"]} <= {"update"}
    assert impact["permissions"] == impact["costs"] == []


def test_a_spec_that_is_gone_leaves_all_of_its_resources_behind(
    repository: Repository, diff: Callable[..., str]
) -> None:
    repository.write("specs/other/service.yaml", repository.read(SPEC).replace("hello", "other"))
    repository.remove(SPEC)
    impact = _impact(diff)
    actions = {one["action"] for one in impact["resources"]}
    assert actions == {"add", "leave"}
    assert {one["service"] for one in impact["costs"]} == {"hello", "other"}


def test_an_edit_by_hand_that_render_takes_back_is_shown(repository: Repository, diff: Callable[..., str]) -> None:
    repository.replace(MODULE, "publish ", "skip_destroy = true\n  publish ")
    repository.git(*_AS_SOMEBODY, "commit", "-qam", "by hand")
    assert MODULE in {one["path"] for one in _impact(diff)["files"]}


def test_without_git_the_disk_is_compared(repository: Repository, diff: Callable[..., str]) -> None:
    shutil.rmtree(repository.root / ".git")
    repository.replace(DEV, "memory_mb", "memory_mb ")
    said = diff("specs/hello/service.yaml")
    assert said.startswith("the files on disk → the working specs\n")
    assert "cost is not compared" in said
    assert DEV in said


def test_before_the_first_commit_all_is_new(tmp_path: Path, capsys: Output) -> None:
    made = new_repository(tmp_path / "new")
    assert made.podspec("diff") == 0
    said = capsys.readouterr().out
    assert said.startswith("nothing committed yet → the working specs\n")
    assert "Added: " in said


def test_a_spec_with_errors_is_not_compared_and_fails(repository: Repository, capsys: Output) -> None:
    repository.replace(SPEC, "memory_mb: 256", "memory_mb: few")
    assert repository.podspec("diff") == 1
    said = capsys.readouterr().out
    assert "error[PS1" in said
    assert said.endswith("nothing was compared: a spec could not be compiled\n")


@pytest.mark.parametrize(
    "arguments", [("--from", "nope"), ("--to", "-x"), ("--from=--output=x",), ("--to", "HEAD:x")]
)
def test_what_is_no_commit_is_misuse(repository: Repository, arguments: tuple[str, ...], capsys: Output) -> None:
    assert repository.podspec("diff", *arguments) == 2
    assert "git knows no commit" in capsys.readouterr().err


def test_without_git_there_are_no_commits(repository: Repository, capsys: Output) -> None:
    shutil.rmtree(repository.root / ".git")
    assert repository.podspec("diff", "--from", "HEAD") == 2
    assert "no git repository" in capsys.readouterr().err


def test_a_broken_file_of_somebodys_own_is_told_and_fails_nothing(
    repository: Repository, diff: Callable[..., str]
) -> None:
    repository.write(DEV.replace("lambda.tf", "mine.tf"), "resource {")
    repository.replace(SPEC, "memory_mb: 256", "memory_mb: 512")
    assert "nobody can say what Terraform would do here" in " ".join(diff().split())


def test_one_run_gives_every_report(repository: Repository, diff: Callable[..., str], tmp_path: Path) -> None:
    repository.replace(SPEC, "memory_mb: 256", "memory_mb: 512")
    page = tmp_path / "comment.md"
    said = diff("--report", "text", "--report", f"comment={page}")
    assert "memory_size: 256 → 512" in said
    assert "memory_size: 256 → 512" in page.read_text("utf-8")


@pytest.mark.parametrize("command", ["validate", "render", "check"])
def test_other_commands_do_not_pay_for_it(command: str, repository: Repository) -> None:
    import subprocess

    program = "import sys; from podspec.cli import run; run(sys.argv[1:]); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program, command], cwd=repository.root, capture_output=True, text=True, check=True
    )
    assert not [name for name in done.stdout.split() if name.startswith("podspec.impact")]


@pytest.mark.parametrize("path", [MODULE, "generated/hello/scripts/smoke-test.sh"])
def test_a_file_that_is_handed_over_as_it_is_changes_nothing(
    path: str, repository: Repository, diff: Callable[..., str]
) -> None:
    repository.write(SPEC, repository.read(SPEC) + f"eject: [{path}]\n")
    impact = _impact(diff)
    assert path not in {one["path"] for one in impact["files"]}
    assert impact["resources"] == []


def test_a_default_of_the_policy_counts_on_both_sides(repository: Repository, diff: Callable[..., str]) -> None:
    repository.write(
        "podspec.policy.yaml", "version: 1\ndefaults: {cost: {assumptions: {releases_per_month: 90}}}\n"
    )
    repository.git("add", "-A")
    repository.git(*_AS_SOMEBODY, "commit", "-qm", "policy")
    assert _impact(diff)["costs"] == []
