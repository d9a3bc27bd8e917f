"""Git's marks in a file whose two versions it could not merge."""

import subprocess
from pathlib import Path

import pytest

from podspec.model.conflict import is_conflicted, sides

CONFLICT = "same\n<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\nend\n"


@pytest.mark.parametrize(
    ("text", "conflicted"),
    [
        (CONFLICT, True),
        (CONFLICT.replace("\n", "\r\n"), True),
        (CONFLICT.replace("=======", "||||||| base\nc\n======="), True),
        ("", False),
        ("Title\n=======\n", False),
        ("<<<<<<< ours\n>>>>>>> theirs\n", False),
        (CONFLICT.replace("<<<<<<<", " <<<<<<<"), False),
        (CONFLICT.replace("=======", "========"), False),
    ],
)
def test_only_all_three_marks_at_the_beginning_of_lines_are_a_conflict(text: str, conflicted: bool) -> None:  # noqa: FBT001 - a column of the table
    assert is_conflicted(text.encode()) is conflicted


def test_both_versions_are_found_again() -> None:
    assert sides(CONFLICT) == ("same\na\nend\n", "same\nb\nend\n")


def test_the_version_before_both_is_left_out() -> None:
    text = CONFLICT.replace("=======", "||||||| base\nc\n=======")
    assert sides(text) == ("same\na\nend\n", "same\nb\nend\n")


@pytest.mark.parametrize("style", ["merge", "diff3"])
def test_what_git_itself_leaves_is_taken_apart(style: str, tmp_path: Path) -> None:
    versions = {"base": "1\n2\n3\n", "ours": "1\nours\n3\n", "theirs": "1\ntheirs\n3\n"}
    for name, text in versions.items():
        (tmp_path / name).write_text(text, "utf-8")
    option = ["--diff3"] if style == "diff3" else []
    command = ["git", "merge-file", "-p", *option, "ours", "base", "theirs"]
    merged = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False).stdout
    assert is_conflicted(merged.encode())
    assert sides(merged) == (versions["ours"], versions["theirs"])
