"""Diffs: enough to see what differs, and never so much that it floods a log."""

from time import process_time

from hypothesis import given
from hypothesis import strategies as st

from podspec.pipeline.diff import SHOWN, unified


def numbered(lines: int) -> bytes:
    return b"".join(b"%d\n" % number for number in range(lines))


def test_a_changed_line_is_shown_between_its_neighbours() -> None:
    diff = unified(b"a\nb\nc\nd\ne\nf\n", b"a\nb\nc\nD\ne\nf\n")
    assert diff.split("\n") == ["@@ -2,5 +2,5 @@", " b", " c", "-d", "+D", " e", " f"]


def test_equal_files_have_no_diff() -> None:
    assert unified(b"a\n", b"a\n") == ""


def test_a_new_file_is_all_added() -> None:
    assert unified(b"", b"a\nb\n").split("\n")[1:] == ["+a", "+b"]


def test_a_missing_line_feed_at_the_end_is_told() -> None:
    assert "no line feed at the end" in unified(b"a", b"a\n")


def test_a_long_diff_is_cut_and_says_how_much_is_left_out() -> None:
    lines = unified(b"", numbered(200)).split("\n")
    assert len(lines) == SHOWN + 1
    assert lines[-1] == f"… {201 - SHOWN} more lines of diff"


def test_forty_lines_are_no_long_diff() -> None:
    assert unified(b"", numbered(39)).split("\n")[-1] == "+38"
    assert unified(b"", numbered(40)).split("\n")[-2:] == ["+38", "… 1 more lines of diff"]


def test_what_is_no_text_is_told_by_its_size() -> None:
    assert unified(b"\xff\x00", b"abc") == "binary: 2 bytes on disk, 3 bytes rendered"


def test_large_files_are_told_by_their_length_and_quickly() -> None:
    started = process_time()
    assert "too many for a diff" in unified(numbered(200_000), numbered(200_001))
    assert process_time() - started < 2


def test_files_of_three_thousand_lines_together_are_not_large() -> None:
    assert unified(numbered(1500), numbered(1500)) == ""
    said = "1500 lines on disk, 1501 lines rendered; too many for a diff"
    assert unified(numbered(1500), numbered(1501)) == said


@given(st.text("ab\n", max_size=40), st.text("ab\n", max_size=40))
def test_only_what_differs_makes_a_diff(before: str, after: str) -> None:
    assert bool(unified(before.encode(), after.encode())) is (before != after)


def test_a_credential_is_not_shown_and_a_line_that_has_one_still_is() -> None:
    diff = unified(b"a\n", b"a\nurl = db://me:hunter22@db\n")
    assert "+url = db://me:********@db" in diff
    assert "hunter22" not in diff
