"""The journal, read only where it was written."""

import shutil
from pathlib import Path

import pytest

from podspec.pipeline.journal import Step, dump, load
from podspec.pipeline.own import put
from podspec.pipeline.tree import Tree

STEPS = [Step("a", "nothing", "0" * 64), Step("out/é\n", "1" * 64), Step("out/b", "a symlink", "2" * 64)]


def test_a_journal_is_read_as_it_was_written(tmp_path: Path) -> None:
    assert load(Tree(tmp_path), dump(Tree(tmp_path), STEPS)) == STEPS


def test_a_journal_of_another_shape_means_nothing(tmp_path: Path) -> None:
    """A later podspec may mean something else by the same words."""
    journal = dump(Tree(tmp_path), STEPS)
    assert journal.startswith(b'{"journal": 1, ')
    assert load(Tree(tmp_path), journal.replace(b'"journal": 1', b'"journal": 2')) is None


def test_a_journal_is_still_good_after_its_folder_was_moved(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    journal = dump(Tree(tmp_path / "old"), STEPS)
    (tmp_path / "old").rename(tmp_path / "new")
    assert load(Tree(tmp_path / "new"), journal) == STEPS


def test_a_journal_means_nothing_in_a_copy(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    journal = dump(Tree(tmp_path / "old"), STEPS)
    put(Tree(tmp_path / "old"), ".podspec/journal", journal)
    shutil.copytree(tmp_path / "old", tmp_path / "new")
    assert load(Tree(tmp_path / "new"), journal) is None


@pytest.mark.parametrize("path", ["", "..", "/etc/x", ".git/x", "a/../b"])
def test_one_path_outside_spoils_the_whole_journal(path: str, tmp_path: Path) -> None:
    assert load(Tree(tmp_path), dump(Tree(tmp_path), [*STEPS, Step(path, "nothing")])) is None


def test_a_new_file_waits_beside_its_target_under_a_name_of_its_own() -> None:
    names = [step.temporary for step in STEPS]
    assert [name.rpartition("/")[0] for name in names] == ["", "out", "out"]
    assert len(set(names)) == len(names)
    assert all(name.rpartition("/")[2].startswith(".podspec-new-") for name in names)
