"""A run over a part of the specs finds all that a run over every spec would find there."""

import json
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from drift.repository import TEXT, Repository, new_repository
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

Output = pytest.CaptureFixture[str]

NAMES = ("one", "two", "three")
FUNCTION = "terraform/modules/lambda/function.tf"


def spec_of(name: str) -> str:
    return f"specs/{name}/service.yaml"


def text_of(name: str, account: int) -> str:
    return TEXT.replace("hello", name).replace("3" * 12, str(account) * 12)


@pytest.fixture(scope="module")
def committed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three rendered services in one commit; not to be changed."""
    made = new_repository(tmp_path_factory.mktemp("three") / "repository", text_of("one", 1))
    made.remove("specs/hello/service.yaml")
    for account, name in enumerate(NAMES, start=1):
        made.write(spec_of(name), text_of(name, account))
    assert made.podspec("render") == 0
    made.git("add", "-A")
    made.git("-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-qm", "rendered")
    return made.root


@pytest.fixture
def repository(committed: Path, tmp_path: Path) -> Repository:
    root = tmp_path / "repository"
    shutil.copytree(committed, root)
    return Repository(root)


def report(repository: Repository, capsys: Output, *options: str) -> dict[str, Any]:
    capsys.readouterr()
    code = repository.podspec("check", "--report", "json", *options)
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert code == int(bool(found["drifts"] or found["summary"]["errors"]))
    return found


# -- changed since a revision --------------------------------------------------------------------------------


def _another_value(repository: Repository, name: str) -> None:
    repository.write(spec_of(name), repository.read(spec_of(name)).replace("memory_mb: 256", "memory_mb: 512"))


def _a_hand_edit(repository: Repository, name: str) -> None:
    repository.write(f"generated/{name}/{FUNCTION}", repository.read(f"generated/{name}/{FUNCTION}") + "# mine\n")


def _a_mode(repository: Repository, name: str) -> None:
    repository.chmod(f"generated/{name}/scripts/bootstrap.sh", 0o644)


def _a_loss(repository: Repository, name: str) -> None:
    repository.remove(f"generated/{name}/{FUNCTION}")


def _a_stranger(repository: Repository, name: str) -> None:
    repository.write(f"generated/{name}/notes/mine.txt", "mine\n")


def _an_ignored_stranger(repository: Repository, name: str) -> None:
    repository.write(f"generated/{name}/.gitignore", "*.log\n.gitignore\n")
    repository.write(f"generated/{name}/mine.log", "mine\n")


def _no_spec(repository: Repository, name: str) -> None:
    repository.remove(spec_of(name))


def _no_manifest(repository: Repository, name: str) -> None:
    repository.remove(f"specs/{name}/podspec.lock.json")


def _a_broken_manifest(repository: Repository, name: str) -> None:
    repository.write(f"specs/{name}/podspec.lock.json", "no manifest\n")


def _a_caller(repository: Repository, name: str) -> None:
    repository.write(f".github/workflows/{name}-ci.yml", "on: push\n")


def _a_shared_workflow(repository: Repository, name: str) -> None:
    repository.write(".github/workflows/podspec-check.yml", f"# {name}\n")


def _a_pin(repository: Repository, _name: str) -> None:
    pin = '{"actions/checkout": {"version": "v9.0.0", "sha": "0123456789abcdef0123456789abcdef01234567"}}\n'
    repository.write("podspec.pins.json", pin)


def _a_new_spec(repository: Repository, name: str) -> None:
    repository.write(f"specs/new-{name}/service.yaml", text_of(f"new-{name}", 5))


def _a_moved_spec(repository: Repository, name: str) -> None:
    there, moved = (repository.root / f"specs/{one}" for one in (name, f"moved-{name}"))
    if there.exists() and not moved.exists():
        there.rename(moved)


def _a_spec_that_takes_a_neighbours_place(repository: Repository, name: str) -> None:
    repository.write(f"specs/thief-{name}/service.yaml", text_of(name, 7))


def _a_spec_with_an_error(repository: Repository, name: str) -> None:
    repository.write(spec_of(name), "version: 1\n")


def _something_else(repository: Repository, name: str) -> None:
    repository.write(f"src/{name}.go", "package main\n")


MUTATIONS: tuple[Callable[[Repository, str], None], ...] = (
    _another_value,
    _a_hand_edit,
    _a_mode,
    _a_loss,
    _a_stranger,
    _an_ignored_stranger,
    _no_spec,
    _no_manifest,
    _a_broken_manifest,
    _a_caller,
    _a_shared_workflow,
    _a_pin,
    _a_new_spec,
    _a_moved_spec,
    _a_spec_that_takes_a_neighbours_place,
    _a_spec_with_an_error,
    _something_else,
)


def _mutate(repository: Repository, mutation: Callable[[Repository, str], None], name: str) -> None:
    with suppress(FileNotFoundError):  # an earlier mutation took it away
        mutation(repository, name)


def _same_verdict(repository: Repository, capsys: Output) -> None:
    whole, part = report(repository, capsys), report(repository, capsys, "--changed-since", "HEAD")
    found = {one["code"] for one in whole["findings"]}
    assert {one["code"] for one in part["findings"]} == found
    # Of two specs that collide the later one fails, or the only one that is compiled; its drifts are not sought.
    assert part["drifts"] == whole["drifts"] or found & {"PS280", "PS281"}


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda one: one.__name__.strip("_"))
def test_the_changed_specs_alone_tell_all(
    repository: Repository, capsys: Output, mutation: Callable[[Repository, str], None]
) -> None:
    _mutate(repository, mutation, "two")
    _same_verdict(repository, capsys)


@pytest.mark.long
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(st.tuples(st.sampled_from(MUTATIONS), st.sampled_from(NAMES)), min_size=1, max_size=5),
    number=st.integers(0, 10**9),
)
def test_the_changed_specs_alone_tell_all_of_any_change(
    committed: Path,
    tmp_path: Path,
    capsys: Output,
    steps: list[tuple[Callable[[Repository, str], None], str]],
    number: int,
) -> None:
    root = tmp_path / str(number)
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(committed, root)
    for mutation, name in steps:
        _mutate(Repository(root), mutation, name)
    _same_verdict(Repository(root), capsys)
    shutil.rmtree(root)


def test_what_nobody_changed_is_not_compiled(repository: Repository, capsys: Output) -> None:
    _another_value(repository, "two")
    assert report(repository, capsys, "--changed-since", "HEAD")["specs"] == [spec_of("two")]


def test_another_version_of_podspec_touches_every_spec(repository: Repository, capsys: Output) -> None:
    for name in NAMES:
        manifest = f"specs/{name}/podspec.lock.json"
        repository.replace(manifest, '"podspec": "', '"podspec": "0.0.1+')
    repository.git("-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-qam", "older")
    assert len(report(repository, capsys, "--changed-since", "HEAD")["specs"]) == len(NAMES)


def test_a_revision_that_git_does_not_know_is_told_in_one_line(repository: Repository, capsys: Output) -> None:
    for revision in ("nowhere", "--output=x", ""):
        assert repository.podspec("check", "--changed-since", revision) == 2
        assert f"git knows no commit {revision!r} here" in capsys.readouterr().err
    assert not (repository.root / "x").exists()


def test_a_branch_is_compared_with_where_it_began(repository: Repository, capsys: Output) -> None:
    author = ("-c", "user.name=a", "-c", "user.email=a@example.com")
    repository.git("branch", "trunk")
    _another_value(repository, "two")
    repository.git(*author, "commit", "-qam", "ours")
    repository.git("checkout", "-q", "trunk")
    _another_value(repository, "one")
    repository.git(*author, "commit", "-qam", "theirs")
    repository.git("checkout", "-q", "-")
    assert report(repository, capsys, "--changed-since", "trunk")["specs"] == [spec_of("two")]


# -- shards --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 2, 3, 5])
def test_the_shards_together_tell_all_and_nothing_twice(
    repository: Repository, capsys: Output, count: int
) -> None:
    _another_value(repository, "one")
    _a_hand_edit(repository, "three")
    _a_shared_workflow(repository, "two")
    _no_spec(repository, "two")
    whole = report(repository, capsys)["drifts"]
    parts = [report(repository, capsys, "--shard", f"{index + 1}/{count}") for index in range(count)]
    together = [drift for part in parts for drift in part["drifts"]]
    assert sorted(together, key=lambda one: one["path"]) == sorted(whole, key=lambda one: one["path"])


@pytest.mark.parametrize("shard", ["0/2", "3/2", "2", "1/0", "a/b", "1/2/3", "-1/2"])
def test_a_shard_that_is_none_is_refused(repository: Repository, capsys: Output, shard: str) -> None:
    assert repository.podspec("check", f"--shard={shard}") == 2
    assert "is no shard such as 2/5" in capsys.readouterr().err


def test_specs_of_two_shards_that_collide_are_found(repository: Repository, capsys: Output) -> None:
    repository.write("specs/four/service.yaml", text_of("four", 1))
    found = [
        one["code"] for index in (1, 2) for one in report(repository, capsys, "--shard", f"{index}/2")["findings"]
    ]
    assert "PS280" in found


# -- the matrix ----------------------------------------------------------------------------------------------


def _matrix(repository: Repository, capsys: Output, *options: str) -> list[str]:
    capsys.readouterr()
    assert repository.podspec("matrix", *options) == 0
    (line,) = capsys.readouterr().out.splitlines()
    shards: list[str] = json.loads(line)["shard"]
    return shards


def test_a_matrix_has_as_many_shards_as_the_specs_need(repository: Repository, capsys: Output) -> None:
    assert _matrix(repository, capsys) == ["1/1"]
    assert _matrix(repository, capsys, "--specs-per-shard", "2") == ["1/2", "2/2"]
    assert _matrix(repository, capsys, "--specs-per-shard", "1") == ["1/3", "2/3", "3/3"]


def test_a_matrix_counts_what_a_change_can_touch(repository: Repository, capsys: Output) -> None:
    one_each = ("--changed-since", "HEAD", "--specs-per-shard", "1")
    assert _matrix(repository, capsys, *one_each) == ["1/1"]  # GitHub refuses an empty one
    _another_value(repository, "two")
    _another_value(repository, "three")
    assert _matrix(repository, capsys, *one_each) == ["1/2", "2/2"]
