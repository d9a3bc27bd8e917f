"""Copies of what is about to be lost."""

from hashlib import sha256
from pathlib import Path

import pytest
from hostile.unreliable_tree import Crash, Moment, UnreliableTree

from podspec.pipeline.saved import save
from podspec.pipeline.tree import Tree
from podspec.pipeline.way import BlockedError


def test_a_copy_has_the_bytes_and_is_found_where_it_is_said_to_be(tmp_path: Path) -> None:
    content = b"\x00\xff\r\n"
    copy = save(Tree(tmp_path), "out/a", content)
    assert (tmp_path / copy).read_bytes() == content
    assert copy == f".podspec/saved/{sha256(content).hexdigest()[:12]}/out/a"


def test_the_same_bytes_of_one_path_are_saved_once(tmp_path: Path) -> None:
    assert save(Tree(tmp_path), "a", b"x") == save(Tree(tmp_path), "a", b"x")


@pytest.mark.parametrize(("path", "content"), [("a", b"other"), ("b", b"x")])
def test_no_copy_hides_another_one(path: str, content: bytes, tmp_path: Path) -> None:
    first, second = save(Tree(tmp_path), "a", b"x"), save(Tree(tmp_path), path, content)
    assert first != second
    assert (tmp_path / first).read_bytes() == b"x"


def test_a_copy_that_somebody_has_changed_is_left_alone(tmp_path: Path) -> None:
    first = save(Tree(tmp_path), "a", b"x")
    for content in (b"changed", b""):
        (tmp_path / first).write_bytes(content)
        second = save(Tree(tmp_path), "a", b"x")
        assert (tmp_path / first).read_bytes() == content
        assert (tmp_path / second).read_bytes() == b"x"
        assert second == first.replace("/a", "-2/a")


def test_a_copy_that_may_be_run_is_a_copy_still(tmp_path: Path) -> None:
    first = save(Tree(tmp_path), "a", b"x")
    (tmp_path / first).chmod(0o755)
    assert save(Tree(tmp_path), "a", b"x") == first


@pytest.mark.parametrize("moment", Moment)
def test_a_crash_leaves_no_half_copy_that_would_pass_for_a_whole_one(moment: Moment, tmp_path: Path) -> None:
    for at in range(6):
        root = tmp_path / str(at)
        root.mkdir()
        with pytest.raises(Crash):
            save(UnreliableTree(root, at, moment), "out/a", b"all of it")
        assert (root / save(Tree(root), "out/a", b"all of it")).read_bytes() == b"all of it"


def test_nothing_is_saved_through_a_symlink(tmp_path: Path) -> None:
    (tmp_path / "root").mkdir()
    (tmp_path / "root" / ".podspec").symlink_to(tmp_path)
    with pytest.raises(BlockedError):
        save(Tree(tmp_path / "root"), "a", b"x")
    assert [path.name for path in tmp_path.iterdir()] == ["root"]
