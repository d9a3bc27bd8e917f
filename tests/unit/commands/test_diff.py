"""`podspec diff` as a whole is tried in tests/cli/test_diff.py; here is what two states are compared."""

from datetime import date
from pathlib import Path

import pytest

from podspec.cli import run
from podspec.commands.diff import Span, compare
from podspec.commands.options import Workspace
from podspec.pipeline.git import NoAnswerError

AS_OF = date(2026, 11, 23)


@pytest.mark.parametrize("span", [Span("HEAD", None), Span(None, "HEAD"), Span("HEAD", "HEAD")])
def test_revisions_ask_for_git(tmp_path: Path, span: Span) -> None:
    with pytest.raises(NoAnswerError, match="no git repository"):
        compare(Workspace(tmp_path, (), ()), span, AS_OF)


def test_without_git_and_specs_nothing_changes(tmp_path: Path) -> None:
    impact = compare(Workspace(tmp_path, (), ()), Span(None, None), AS_OF).impact
    assert impact is not None
    assert (impact.before, impact.files, impact.resources) == ("the files on disk", (), ())


@pytest.mark.parametrize("revision", ["HEAD~2", "main..topic"])
def test_whoever_names_commits_as_for_git_hears_how(revision: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["diff", revision]) == 2
    assert f"there is no spec {revision}; commits are named by --from and --to" in capsys.readouterr().err
