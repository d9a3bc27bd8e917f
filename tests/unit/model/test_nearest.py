"""Near misses."""

import pytest

from podspec.model.nearest import nearest, slips

REGIONS = ["us-east-1", "us-east-2", "eu-west-1"]


@pytest.mark.parametrize(
    ("word", "meant"), [("us-east1", "us-east-1"), ("eu-wset-1", "eu-west-1"), ("us-east-2", "us-east-2")]
)
def test_a_slip_leads_to_what_was_meant(word: str, meant: str) -> None:
    assert nearest(word, REGIONS) == meant


def test_a_word_like_no_other_leads_nowhere() -> None:
    assert nearest("zz", REGIONS) is None
    assert nearest("us-east-1", []) is None


def test_the_order_of_the_choices_decides_nothing() -> None:
    assert nearest("us-east", REGIONS) == nearest("us-east", REGIONS[::-1]) == nearest("us-east", set(REGIONS))


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("", "", 0),
        ("", "abc", 3),
        ("region", "region", 0),
        ("regoin", "region", 1),
        ("di", "id", 1),
        ("egion", "region", 1),
        ("rregion", "region", 1),
        ("regiom", "region", 1),
        ("ergoin", "region", 2),
        ("ca", "abc", 3),
        ("kitten", "sitting", 3),
    ],
)
def test_slips_are_counted_the_same_from_both_sides(one: str, other: str, count: int) -> None:
    assert slips(one, other) == slips(other, one) == count


def test_the_fewest_slips_win_and_then_the_likeness() -> None:
    assert nearest("naem", ["name", "nae", "game"]) == "nae"
    assert nearest("mx", ["min", "max"]) == "max"
    assert nearest("di", ["id", "reason", "expires"]) == "id"


@pytest.mark.parametrize("word", ["", "a", "b"])
def test_a_word_of_one_letter_is_no_slip_of_another(word: str) -> None:
    assert nearest(word, ["x", "y"]) is None
