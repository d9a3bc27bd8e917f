"""What git ignores, and whether it keeps modes: asked of git itself."""

import os
import subprocess
from pathlib import Path

import pytest

from podspec.pipeline.git import (
    NoAnswerError,
    commit_of,
    contents,
    files_at,
    has_commits,
    keeps_modes,
    not_ignored,
    tracks,
)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A repository that ignores a few things."""
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    (tmp_path / ".gitignore").write_text("*.log\n/build/\n!keep.log\n", "utf-8")
    return tmp_path


def test_git_decides_and_the_order_stays(checkout: Path) -> None:
    paths = ["z.tf", "a.log", "keep.log", "build/x", "sub/build/x", "a.tf"]
    assert not_ignored(checkout, paths) == ["z.tf", "keep.log", "sub/build/x", "a.tf"]


@pytest.mark.parametrize(
    "path", ["with space.tf", "with\nline.tf", "é東.tf", "-n", "--stdin", '"quoted".tf', ":(top)x"]
)
def test_odd_names_are_names(checkout: Path, path: str) -> None:
    assert not_ignored(checkout, [path]) == [path]


def test_nothing_to_ask_asks_nobody(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert not_ignored(checkout, []) == []


def test_without_git_nothing_is_ignored(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert not_ignored(checkout, ["a.log"]) == ["a.log"]


def test_outside_of_a_repository_nothing_is_ignored(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("*.log\n", "utf-8")
    assert not_ignored(tmp_path, ["a.log"]) == ["a.log"]


def test_a_strangers_repository_runs_no_program_of_its_own(checkout: Path) -> None:
    trap = checkout / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch {checkout}/sprung\n", "utf-8")
    trap.chmod(0o755)
    subprocess.run(["git", "config", "core.fsmonitor", str(trap)], cwd=checkout, check=True)
    subprocess.run(["git", "config", "core.hooksPath", str(checkout)], cwd=checkout, check=True)
    assert not_ignored(checkout, ["a.tf"]) == ["a.tf"]
    assert not (checkout / "sprung").exists()


def test_variables_of_a_calling_hook_point_nowhere_else(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_DIR", os.devnull)
    assert not_ignored(checkout, ["a.log", "a.tf"]) == ["a.tf"]


# -- modes ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("said", "kept"), [("true", True), ("false", False), ("0", False), ("yes", True)])
def test_git_says_whether_modes_mean_anything(checkout: Path, said: str, *, kept: bool) -> None:
    subprocess.run(["git", "config", "core.fileMode", said], cwd=checkout, check=True)
    assert keeps_modes(checkout) is kept


def test_outside_of_a_repository_modes_count(tmp_path: Path) -> None:
    assert keeps_modes(tmp_path)


def test_without_git_modes_count(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    subprocess.run(["git", "config", "core.fileMode", "false"], cwd=checkout, check=True)
    monkeypatch.setenv("PATH", "")
    assert keeps_modes(checkout)


# -- commits -----------------------------------------------------------------------------------------------


@pytest.fixture
def committed(checkout: Path) -> Path:
    """A commit with a file, a program, a symlink, an odd name and nothing in them that git would change."""
    files = {"a.tf": b"a\r\n", "sub/é\n.tf": b"", "run.sh": b"#!/bin/sh\n", "same.tf": b"a\r\n"}
    for path, content in files.items():
        (checkout / path).parent.mkdir(exist_ok=True)
        (checkout / path).write_bytes(content)
    (checkout / "run.sh").chmod(0o755)
    (checkout / "link").symlink_to("a.tf")
    somebody = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "core.autocrlf=false"]
    subprocess.run(["git", *somebody, "add", "-A"], cwd=checkout, check=True)
    subprocess.run(["git", *somebody, "commit", "-qm", "all"], cwd=checkout, check=True)
    return checkout


def test_the_files_of_a_commit_are_what_was_committed(committed: Path) -> None:
    found = files_at(committed, commit_of(committed, "HEAD"))
    assert sorted(found) == [".gitignore", "a.tf", "run.sh", "same.tf", "sub/é\n.tf"]
    read = contents(committed, found.values())
    assert {path: read[name] for path, name in found.items() if path != ".gitignore"} == {
        "a.tf": b"a\r\n",
        "run.sh": b"#!/bin/sh\n",
        "same.tf": b"a\r\n",
        "sub/é\n.tf": b"",
    }


def test_nothing_asked_is_nothing_read(committed: Path) -> None:
    assert contents(committed, []) == {}


@pytest.mark.parametrize("revision", ["nope", "--all", "-n1", "", "HEAD:a.tf", "HEAD^2", "@{u}", "a..b"])
def test_what_names_no_commit_is_refused(committed: Path, revision: str) -> None:
    with pytest.raises(NoAnswerError, match="git knows no commit"):
        commit_of(committed, revision)


def test_a_branch_has_commits_or_none(committed: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    assert has_commits(committed)
    empty = tmp_path_factory.mktemp("empty")
    assert not has_commits(empty)
    subprocess.run(["git", "init", "-q"], cwd=empty, check=True)
    assert not has_commits(empty)


def test_a_clone_that_left_objects_out_asks_no_network_for_them(
    committed: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    clone = tmp_path_factory.mktemp("clone") / "clone"
    subprocess.run(["git", "config", "uploadpack.allowFilter", "true"], cwd=committed, check=True)
    quiet = ["git", "clone", "-q", "--no-local", "--no-checkout", "--filter=blob:none"]
    subprocess.run([*quiet, f"file://{committed}", str(clone)], check=True)
    found = files_at(clone, commit_of(clone, "HEAD"))
    with pytest.raises(NoAnswerError, match="the clone left them out"):
        contents(clone, found.values())


def test_git_says_which_files_it_tracks(checkout: Path, tmp_path: Path) -> None:
    for name in ("kept", "new", "*"):
        (checkout / name).write_text("x", "utf-8")
    subprocess.run(["git", "add", "kept"], cwd=checkout, check=True)
    assert tracks(checkout, checkout / "kept")
    assert not tracks(checkout, checkout / "new")
    assert not tracks(checkout, checkout / "*")
    assert not tracks(checkout, tmp_path.parent / "elsewhere")
