"""The cursor passes over comments, and knows its line."""

import pytest

from podspec.impact.hcl.cursor import END, Cursor
from podspec.impact.hcl.syntax import HclError


def test_comments_are_no_tokens_but_line_ends_are() -> None:
    at = Cursor("a /* b */ c # d\ne")
    taken = []
    while at.kind != END:
        taken.append(at.take())
    assert taken == ["a", "c", "# d\n", "e"]


def test_line_ends_mean_nothing_inside_brackets() -> None:
    at = Cursor("(\n\na\n)\n")
    at.enter("(", ignores_newlines=True)
    assert at.take("ident") == "a"
    at.leave(")")
    assert at.shown == "the end of the line"


def test_an_error_names_its_line() -> None:
    at = Cursor("a\n/* b\n */ c")
    at.take()
    at.skip_newlines()
    with pytest.raises(HclError, match="expected `\\[`, found `c`") as caught:
        at.take("[")
    assert caught.value.line == 3


def test_the_end_is_never_passed() -> None:
    at = Cursor("")
    assert (at.take(), at.take(), at.kind) == ("", "", END)


def test_a_word_is_taken_only_if_it_is_the_one() -> None:
    at = Cursor("in out")
    assert not at.takes_word("out")
    assert at.takes_word("in")
