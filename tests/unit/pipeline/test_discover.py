"""Where the repository begins, and which specs it holds."""

from pathlib import Path

import pytest

from podspec.pipeline.discover import manifests, repository_root, specs


def touch(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    return path


@pytest.mark.parametrize("marker", ["folder", "file"])
def test_the_root_is_the_nearest_checkout_above(tmp_path: Path, marker: str) -> None:
    outer, inner = tmp_path / "outer", tmp_path / "outer" / "inner"
    (inner / "a" / "b").mkdir(parents=True)
    (outer / ".git").mkdir()
    # In a worktree and in a submodule, `.git` is a file.
    (inner / ".git").mkdir() if marker == "folder" else (inner / ".git").touch()
    assert repository_root(inner / "a" / "b") == inner
    assert repository_root(outer) == outer


def test_a_folder_outside_of_any_checkout_is_its_own_root(tmp_path: Path) -> None:
    assert repository_root(tmp_path / "a") == tmp_path / "a"


def test_a_spec_right_here_is_the_only_one(tmp_path: Path) -> None:
    here = touch(tmp_path / "specs" / "one" / "service.yaml")
    touch(tmp_path / "specs" / "two" / "service.yaml")
    assert specs(here.parent, tmp_path) == [here]


def test_else_all_specs_of_the_repository_come_in_order(tmp_path: Path) -> None:
    found = [touch(tmp_path / "specs" / name / "service.yaml") for name in ("b", "a", "c")]
    touch(tmp_path / "specs" / "service.yaml")
    touch(tmp_path / "specs" / "a" / "deeper" / "service.yaml")
    touch(tmp_path / "elsewhere" / "service.yaml")
    assert specs(tmp_path, tmp_path) == sorted(found)


def test_a_repository_without_specs_has_none(tmp_path: Path) -> None:
    assert specs(tmp_path, tmp_path) == []


def test_manifests_beside_specs_are_found_in_order_and_no_others(tmp_path: Path) -> None:
    for folder in ("specs/b", "specs/a", "specs", "specs/a/deeper", "elsewhere"):
        touch(tmp_path / folder / "podspec.lock.json")
    assert manifests(tmp_path) == ["specs/a/podspec.lock.json", "specs/b/podspec.lock.json"]
