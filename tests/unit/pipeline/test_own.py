"""podspec's own files: whole or not there."""

import errno
from pathlib import Path

import pytest
from hostile.unreliable_tree import Crash, Moment, UnreliableTree

from podspec.pipeline.own import clear, put
from podspec.pipeline.tree import Tree
from podspec.pipeline.way import Kind


@pytest.mark.parametrize("moment", Moment)
def test_after_a_crash_at_any_moment_the_file_is_the_old_one_or_the_new_one(
    moment: Moment, tmp_path: Path
) -> None:
    found = set()
    for at in range(6):
        put(Tree(tmp_path), ".podspec/x/y", b"old")
        with pytest.raises(Crash):
            put(UnreliableTree(tmp_path, at, moment), ".podspec/x/y", b"new one")
        found.add((tmp_path / ".podspec/x/y").read_bytes())
        clear(Tree(tmp_path))
        assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["y"]
    assert found == {b"old", b"new one"}


def test_what_a_crash_left_is_no_obstacle(tmp_path: Path) -> None:
    with pytest.raises(Crash):
        put(UnreliableTree(tmp_path, 2, Moment.HALFWAY), ".podspec/x", b"first")
    put(Tree(tmp_path), ".podspec/x", b"second")
    assert (tmp_path / ".podspec/x").read_bytes() == b"second"


def test_everybody_may_read_it_and_its_owner_write(tmp_path: Path) -> None:
    put(Tree(tmp_path), ".podspec/x", b"content")
    (tmp_path / "like").touch()
    assert (tmp_path / ".podspec/x").stat().st_mode == (tmp_path / "like").stat().st_mode & ~0o022


def test_clearing_where_there_is_nothing_makes_nothing(tmp_path: Path) -> None:
    clear(Tree(tmp_path))
    assert Tree(tmp_path).look(".podspec").kind is Kind.NOTHING


class _Full(Tree):
    """A disk that takes bytes and refuses to make them last."""

    def sync_file(self, path: str) -> None:
        raise OSError(errno.EDQUOT, "Disk quota exceeded", path)


def test_a_disk_that_refuses_leaves_nothing_behind(tmp_path: Path) -> None:
    put(Tree(tmp_path), ".podspec/x", b"old")
    with pytest.raises(OSError, match="quota"):
        put(_Full(tmp_path), ".podspec/x", b"new")
    assert [path.name for path in (tmp_path / ".podspec").iterdir()] == ["x"]
    assert (tmp_path / ".podspec/x").read_bytes() == b"old"
