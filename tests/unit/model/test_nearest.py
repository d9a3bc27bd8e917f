"""Near misses."""

import pytest

from podspec.model.nearest import nearest

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
