"""A render that was interrupted is told by whoever looks."""

from pathlib import Path

import pytest

from podspec.model.diagnostic import Label
from podspec.pipeline.interruption import interruption
from podspec.pipeline.tree import Tree


@pytest.mark.parametrize("mark", [True, False])
def test_what_a_render_left_is_one_finding_with_its_cure(tmp_path: Path, *, mark: bool) -> None:
    (tmp_path / ".podspec").mkdir()
    for name in ("journal", *["committed"] * mark):
        (tmp_path / ".podspec" / name).write_text("x")
    (found,) = interruption(Tree(tmp_path))
    assert (found.code, found.help) == ("PS402", "`podspec render` mends it")
    assert found.message == "a render was interrupted, and the files are in between"
    assert found.primary == Label(".podspec/journal", None)
    assert (tmp_path / ".podspec" / "journal").read_text() == "x"


def test_where_nothing_is_left_nothing_is_said(tmp_path: Path) -> None:
    assert interruption(Tree(tmp_path)) == ()
    (tmp_path / ".podspec").mkdir()
    for name in ("lock", "committed"):  # a mark without a journal is the last trace of a render that was completed
        (tmp_path / ".podspec" / name).write_text("x")
    assert interruption(Tree(tmp_path)) == ()
