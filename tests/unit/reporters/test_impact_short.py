"""What is left of places and values when they are shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podspec.reporters.impact_short import addresses, pair, place, plain


def test_addresses_that_differ_in_their_key_are_one() -> None:
    keys = [f'aws_x.y["{key}"]' for key in "abcdef"]
    assert addresses(keys[:2]) == 'aws_x.y["a"], ["b"]'
    assert addresses(keys) == 'aws_x.y["a"], ["b"], ["c"], ["d"] and 2 more'
    assert {plain(one) for one in keys} == {"aws_x.y"}


def test_a_root_is_called_by_what_tells_it_from_others() -> None:
    root = "generated/web/terraform/environments/prod/eu-west-1"
    assert place(root, is_alone=True) == "prod/eu-west-1"
    assert place(root, is_alone=False) == "web prod/eu-west-1"
    assert place("elsewhere", is_alone=True) == "elsewhere"


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("a", "b", ("a", "b")),
        ("x" * 100 + "a", "x" * 100 + "b", ("…" + "x" * 20 + "a", "…" + "x" * 20 + "b")),
        ("x" * 100, "x" * 100 + "b", ("…" + "x" * 20, "…" + "x" * 20 + "b")),
    ],
)
def test_values_are_cut_around_what_differs(old: str, new: str, shown: tuple[str, str]) -> None:
    assert pair(old, new) == shown


@given(st.text(alphabet="ab", max_size=200), st.text(alphabet="ab", max_size=200))
def test_values_that_differ_look_different(old: str, new: str) -> None:
    assert (old == new) or len(set(pair(old, new))) == 2
