"""A place in a file, as people and tools write it."""

from pathlib import Path

import click
import pytest

from podspec.commands.place import Asked, PlaceType


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A checkout with a folder to stand in."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "a").mkdir()
    monkeypatch.chdir(tmp_path)


def read(text: str) -> tuple[str, int | None, int | None]:
    asked = PlaceType().convert(text, None, None)
    assert isinstance(asked, Asked)
    return asked[1:]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a/b.tf", ("a/b.tf", None, None)),
        ("a/b.tf:12", ("a/b.tf", 12, None)),
        ("a/b.tf:12:7", ("a/b.tf", 12, 7)),
        ("a/b.tf:12:", ("a/b.tf", 12, None)),
        ("./a/../a/b.tf:3", ("a/b.tf", 3, None)),
        ("a/odd:name.tf:3", ("a/odd:name.tf", 3, None)),
    ],
)
def test_file_line_and_column_as_editors_and_grep_write_them(text: str, expected: tuple[str, int, int]) -> None:
    assert read(text) == expected


def test_a_path_is_read_from_where_the_person_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("a")
    assert read("b.tf:1") == ("a/b.tf", 1, None)
    assert read("../c:2") == ("c", 2, None)


def test_a_symlink_is_what_was_asked_about(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("/etc/passwd")
    assert read("link:1") == ("link", 1, None)


@pytest.mark.parametrize("text", ["", "a:0", "/etc/passwd:1", "../x"])
def test_what_is_no_place_in_the_repository_is_bad_usage(text: str) -> None:
    with pytest.raises(click.BadParameter):
        read(text)
