"""Columns are counted as Terraform counts them."""

import sys
from collections.abc import Callable
from unicodedata import category

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podspec.quoting.graphemes import columns
from podspec.quoting.hcl_format import format_hcl

Fmt = Callable[[list[str]], list[str]]

# Characters whose neighbours matter most, and some that stand alone.
ODD = st.sampled_from("ae\u0301\u0308\u200d\u200c\ufe0f👩👧❤🏽🇩🇪🇫각가각हिन्दी日ไทย")


# Rows of 16 characters in which one kind of character ends and another one begins, without their last digits.
ROWS = """
    30 60 6d 70 89 8e d4 e3 eb 102 103 106 108 109 1a6 200 20d aa7 ff9 110b 110c 111c 1172 1193 1194 11a3 11a8 11d4
    1f1e 1f1f 1f3f e002 e007
"""
HANGUL_ROWS = "110 115 11a 11f a96 a97 ac0 ac1 d7a d7b d7c d7f"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("plain", 5),
        ("\u0301x", 2),
        ("é", 1),
        ("e\u0301\u0308x", 2),
        ("日本語", 3),
        ("👩\u200d👩\u200d👧", 1),
        ("👍🏽", 1),
        ("🇩🇪🇫🇷🇮", 3),
        ("🇩🇪", 1),
        ("a🇩🇪", 2),
        ("각", 1),
        ("\u1100\u1161\u11a8\u1100", 2),
        ("हि", 1),
        ("a\u200db", 2),
        ("각\u200d👩", 1),
        ("🇩\u200d👩", 1),
        ('"\u0301\u0600"', 4),
    ],
)
def test_a_character_as_people_see_it_takes_one_column(text: str, count: int) -> None:
    assert columns(text) == count


def _map_with_keys(keys: list[str]) -> str:
    """HCL whose layout shows how wide Terraform thinks each key is."""
    return "a = {\n" + "\n".join(f'"{key}" = 1\n"------------------------------" = 2\n' for key in keys) + "}\n"


@pytest.mark.proof
def test_terraform_counts_alike_where_one_kind_of_character_ends_and_another_begins(terraform_fmt: Fmt) -> None:
    words = [f"{before}{character}x" for character in _rows(ROWS) for before in ("x", "x🇩")]
    words += [f"x{before}{character}x" for character in _rows(HANGUL_ROWS) for before in "\u1100가각"]
    words += [f"x{character}{after}x" for character in _rows(HANGUL_ROWS) for after in "\u1161\u11a8\u1100가"]
    text = _map_with_keys([word for word in words if not {"Cs", "Cc"} & set(map(category, word))])
    assert [format_hcl(text)] == terraform_fmt([text])


def _rows(rows: str) -> list[str]:
    """The characters of some rows, and the two that stand around each row."""
    return [chr(int(f"{row}0", 16) + offset) for row in rows.split() for offset in range(-1, 17)]


@pytest.mark.proof
@settings(max_examples=30, deadline=None)
@given(words=st.lists(st.lists(ODD, min_size=1, max_size=8).map("".join), min_size=10, max_size=40))
def test_terraform_counts_odd_words_alike(terraform_fmt: Fmt, words: list[str]) -> None:
    text = _map_with_keys(words)
    assert [format_hcl(text)] == terraform_fmt([text])


@pytest.mark.proof
def test_terraform_counts_characters_of_all_kinds_alike(terraform_fmt: Fmt) -> None:
    # Controls never come raw from podspec; unassigned characters depend on the version of Unicode. "x" goes first,
    # since a character that attaches to the next one would take the closing quote along.
    points = [chr(point) for point in range(0xA0, sys.maxunicode + 1) if point % 20 == 0 or point < 0x1200]
    characters = [character for character in points if category(character) not in {"Cs", "Cn", "Co", "Cc", "Cf"}]
    text = _map_with_keys([f"x{character}x" for character in characters])
    assert len(characters) > 8_000
    assert [format_hcl(text)] == terraform_fmt([text])
