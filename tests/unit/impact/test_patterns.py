"""When one pattern with wildcards matches all that another one does."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podspec.impact.patterns import includes, is_known, overlap, tokens, unknown

_PATTERNS = st.text(alphabet="ab*?", max_size=6)
_TEXTS = st.text(alphabet="ab", max_size=6)


def _matches(pattern: str, text: str) -> bool:
    return re.fullmatch(re.escape(pattern).replace(r"\*", ".*").replace(r"\?", "."), text) is not None


@settings(max_examples=400, deadline=None)
@given(_PATTERNS, _PATTERNS, _TEXTS)
def test_what_a_narrow_pattern_matches_the_wide_one_matches_too(wide: str, narrow: str, text: str) -> None:
    if includes(wide, narrow) and _matches(narrow, text):
        assert _matches(wide, text)


@settings(max_examples=400, deadline=None)
@given(_PATTERNS, _PATTERNS, _TEXTS)
def test_patterns_that_do_not_overlap_match_nothing_together(one: str, other: str, text: str) -> None:
    if _matches(one, text) and _matches(other, text):
        assert overlap(one, other)


@pytest.mark.parametrize(
    ("wide", "narrow"),
    [
        ("s3:Get*", "s3:GetObject"),
        ("s3:*", "s3:Get*"),
        ("*", "arn:aws:s3:::b"),
        ("arn:aws:s3:::b/*", "arn:aws:s3:::b/x:y/z"),
        ("arn:aws:logs:*:1:x", "arn:aws:logs:us-*:1:x"),
        ("?*", "*?"),
        ("${x.arn}/*", "${x.arn}/y"),
        ("a*", "a${x}"),
    ],
)
def test_this_one_includes_that_one(wide: str, narrow: str) -> None:
    assert includes(wide, narrow)
    assert wide == narrow or not includes(narrow, wide) or tokens(wide) == tokens(narrow)


@pytest.mark.parametrize(
    ("wide", "narrow"),
    [
        ("arn:aws:*:b", "arn:aws:s3:::b"),  # whether a `*` reaches over colons is nowhere promised
        ("arn:aws:s3*", "arn:aws:s3:::b"),
        ("${x.arn}/*", "${y.arn}/y"),
        ("a?", "a${x}"),
        ("${x}", "a"),
    ],
)
def test_where_nobody_can_tell_nothing_is_said_to_be_included(wide: str, narrow: str) -> None:
    assert not includes(wide, narrow)


def test_an_expression_is_a_hole_and_a_template_has_holes() -> None:
    assert unknown("aws_x.y.arn") == "${aws_x.y.arn}"
    assert unknown('"${aws_x.y["}"].arn}/*"') == '${aws_x.y["}"].arn}/*'
    assert not is_known(unknown("aws_x.y.arn"))
    assert tokens("a${x{}}b*") == ("a", "${x{}}", "b", "*")


def test_many_wildcards_take_no_time() -> None:
    assert not includes("*a" * 60 + "b", "a" * 200)
