"""The runner of pages finds what is false, and writes what is true; seen on pages of its own."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest
from docs.follow import Walk, faults, renewed_page
from docs.pages import Page
from docs.renew import renew

Made = tuple[Page, Walk]


def followed(folder: Path, text: str) -> Made:
    """A page after everything on it was done."""
    path = folder / "page.md"
    path.write_text(dedent(text).lstrip(), "utf-8")
    page = Page(str(path))
    walk = Walk(page, folder / "places")
    assert len(list(walk.follow())) == len(walk.done)
    return page, walk


def test_a_page_that_shows_what_is_said_has_no_fault(tmp_path: Path) -> None:
    page, walk = followed(
        tmp_path,
        """
        <!-- commands run in: empty -->
        ```console
        $ mkdir inside && cd inside
        $ basename "$PWD"
        inside
        $ printf '%s\\n' one \\
        >   two
        one
        two
        ```
        """,
    )
    assert faults(page, walk.done) == ""
    assert renewed_page(page, walk.done) == page.text


def test_a_false_page_is_shown_as_a_diff_with_the_command_that_renews_it(tmp_path: Path) -> None:
    page, walk = followed(tmp_path, "<!-- commands run in: empty -->\n```console\n$ echo new\nold\n```\n")
    found = faults(page, walk.done)
    assert "\n-old\n+new\n" in found
    assert found.endswith(f"renew it: .venv/bin/python tests/docs/renew.py {page}")
    assert renewed_page(page, walk.done) == page.text.replace("old", "new")


def test_a_command_that_is_not_shown_to_say_anything_says_nothing(tmp_path: Path) -> None:
    page, walk = followed(tmp_path, "<!-- commands run in: empty -->\n```console\n$ echo words\n```\n")
    assert "+words" in faults(page, walk.done)


@pytest.mark.parametrize("command", ["no-such-program", "false", "exit 2"])
def test_a_command_that_fails_is_a_fault_whatever_is_shown(command: str, tmp_path: Path) -> None:
    page, walk = followed(tmp_path, f"<!-- commands run in: empty -->\n```console\n$ {command}\n...\n```\n")
    assert f"`{command}` ended with" in faults(page, walk.done)


def test_both_streams_are_shown_in_their_order(tmp_path: Path) -> None:
    page, walk = followed(
        tmp_path, "<!-- commands run in: empty -->\n```console\n$ echo out; echo err >&2\nout\nerr\n```\n"
    )
    assert faults(page, walk.done) == ""


def test_notes_write_files_and_do_what_the_page_tells_in_words(tmp_path: Path) -> None:
    page, walk = followed(
        tmp_path,
        """
        <!-- commands run in: repository -->

        <!-- file: folder/file.txt -->
        ```text
        first
        ```

        <!-- append: folder/file.txt -->
        ```text
        second
        ```

        <!-- run: echo third >> folder/file.txt -->
        ```console
        $ cat folder/file.txt
        first
        second
        third
        ```

        <!-- not run: it would fail -->
        ```console
        $ no-such-program
        ```

        <!-- commands run in: empty -->
        ```console
        $ ls
        ```
        """,
    )
    assert faults(page, walk.done) == ""
    assert len(walk.done) == 2


def test_a_hidden_step_that_fails_stops_the_page(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match=r"page\.md:2: exit 2"):
        followed(tmp_path, "<!-- commands run in: empty -->\n<!-- run: exit 2 -->\n")


def test_our_specs_stand_rendered_in_their_places(tmp_path: Path) -> None:
    page, walk = followed(
        tmp_path,
        """
        <!-- commands run in: hello -->
        ```console
        $ podspec check && git status --short
        1 spec, ... artifacts: no drift
        ```
        """,
    )
    assert faults(page, walk.done) == ""


def test_renewing_keeps_what_is_left_out_and_the_indent_of_a_list(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "page.md"
    page = "<!-- commands run in: empty -->\n\n1. A step\n\n   ```console\n   $ seq 5\n{}   ```\n\nThe end.\n"
    path.write_text(page.format("   1\n   ...\n   6\n"), "utf-8")
    renew.main([str(path)], standalone_mode=False)
    assert path.read_text("utf-8") == page.format("   1\n   ...\n   5\n")
    renew.main([str(path)], standalone_mode=False)
    assert [line.rpartition(": ")[2] for line in capsys.readouterr().out.splitlines()] == ["renewed", "as it was"]
