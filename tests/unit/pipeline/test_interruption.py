"""A render that was interrupted is told by whoever looks."""

from pathlib import Path

import pytest

from podspec.pipeline.interruption import interruption
from podspec.pipeline.tree import Tree


@pytest.mark.parametrize("left", ["journal", "committed"])
def test_what_a_render_left_is_one_finding_with_its_cure(left: str, tmp_path: Path) -> None:
    (tmp_path / ".podspec").mkdir()
    (tmp_path / ".podspec" / left).write_text("x")
    (found,) = interruption(Tree(tmp_path))
    assert found.code == "PS402"
    assert "podspec render" in found.help
    assert (tmp_path / ".podspec" / left).read_text() == "x"


def test_where_nothing_is_left_nothing_is_said(tmp_path: Path) -> None:
    assert interruption(Tree(tmp_path)) == ()
    (tmp_path / ".podspec").mkdir()
    (tmp_path / ".podspec" / "lock").write_text("process 1")
    assert interruption(Tree(tmp_path)) == ()
