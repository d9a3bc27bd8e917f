"""What the filters share."""

import re
from unicodedata import category

import pytest

from podspec.quoting.plain import INVISIBLE, code_point, encodable, literal, one_line


def test_every_control_and_every_mark_of_direction_counts_as_invisible() -> None:
    invisible = re.compile(f"[{INVISIBLE}]")
    controls = [chr(point) for point in range(0x110000) if category(chr(point)) in {"Cc", "Zl", "Zp"}]
    directions = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    assert [character for character in [*controls, *directions] if not invisible.match(character)] == []
    assert [character for character in "aé日👩\u200d\u200c\u0301 " if invisible.match(character)] == []


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, "null"), (True, "true"), (False, "false"), (10**20, "1" + "0" * 20), (1.0, "1.0"), (1e-7, "1.0e-07")],
)
def test_literals_are_written_alike_in_all_languages(value: object, text: str) -> None:
    assert literal(value) == text


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_a_number_without_end_has_no_literal(value: float) -> None:
    with pytest.raises(ValueError, match="expected a finite number"):
        literal(value)


@pytest.mark.parametrize("value", ["text", b"bytes", [], {}, object()])
def test_anything_else_has_no_literal(value: object) -> None:
    with pytest.raises(TypeError, match=f"expected plain data, found {type(value).__name__}"):
        literal(value)


def test_half_a_character_is_refused_before_it_is_written() -> None:
    assert encodable("😀") == "😀"
    with pytest.raises(ValueError, match="surrogate"):
        encodable("a\ud83d")


@pytest.mark.parametrize("value", [b"bytes", 1, None])
def test_what_is_no_text_is_refused_by_its_type(value: str) -> None:
    with pytest.raises(TypeError, match=f"expected text, found {type(value).__name__}: {value!r}"):
        encodable(value)


def test_blanks_become_single_spaces() -> None:
    assert one_line("\ufeff a \n\t\u00a0b\u2029") == "a b"


@pytest.mark.parametrize(
    ("character", "escape"),
    [("\x1b", "\\u001b"), ("\uffff", "\\uffff"), ("\U00010000", "\\U00010000"), ("😀", "\\U0001f600")],
)
def test_an_escape_has_four_digits_or_eight(character: str, escape: str) -> None:
    match = re.match(".", character)
    assert match is not None
    assert code_point(match) == escape
