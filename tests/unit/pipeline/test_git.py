"""What git ignores, and whether it keeps modes: asked of git itself."""

import os
import subprocess
from pathlib import Path

import pytest

from podspec.pipeline.git import keeps_modes, not_ignored


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
