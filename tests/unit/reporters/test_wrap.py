"""Lines that go on below."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podspec.reporters.style import Style
from podspec.reporters.wrap import wrapped

COLOUR = re.compile("\x1b\\[[0-9;]*m")
WORDS = st.text(st.sampled_from("ab.:/[ \x1b-"), max_size=120)


def _plain(line: str, width: int) -> list[str]:
    return [COLOUR.sub("", one) for one in wrapped(line, width)]


def test_what_has_room_stays_as_it_is() -> None:
    assert list(wrapped("  ~    aws_x.y  dev", 80)) == ["  ~    aws_x.y  dev"]


def test_the_rest_stands_farther_in_than_its_words() -> None:
    assert _plain("  -/+  one two three", 16) == ["  -/+  one two", "         three"]


def test_a_word_without_room_ends_where_its_parts_do() -> None:
    assert _plain("module.network.aws_subnet.private", 24) == ["module.network.", "  aws_subnet.private"]
    assert _plain("x" * 50, 30) == ["x" * 30, "  " + "x" * 20]


@given(WORDS, st.booleans())
def test_nothing_is_lost_and_every_line_has_room(text: str, painted: bool) -> None:  # noqa: FBT001 - drawn
    safe = text.replace("\x1b", "x")
    lines = _plain(Style(colour=True).paint("dim", safe) if painted else safe, 60)
    assert [line for line in lines if len(line) > 60] == []
    assert "".join("".join(lines).split()).replace("\ufffd", ":") == "".join(safe.split())


@pytest.mark.parametrize("role", ["dim", ""])
def test_a_line_that_begins_with_a_command_gives_none(role: str) -> None:
    text = f"{'x' * 55} ::error::evil {'y' * 30}"
    said = list(wrapped(Style(colour=bool(role)).paint("dim", text), 60))
    assert len(said) == 2
    assert not [line for line in said if COLOUR.sub("", line).lstrip().startswith("::")]
