"""A JSON reader reads back what the filter writes."""

import json as reader

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podspec.quoting.json_text import json
from podspec.quoting.plain import Plain

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda children: st.lists(children) | st.dictionaries(TEXT, children),
    max_leaves=20,
)


@given(PLAIN)
def test_any_plain_data_is_read_back_from_one_line(value: Plain) -> None:
    text = json(value)
    assert reader.loads(text) == value
    assert "\n" not in text


def test_keys_keep_their_order_and_text_stays_legible() -> None:
    assert json({"b": "é", "a": [1, None]}) == '{"b": "é", "a": [1, null]}'


@pytest.mark.parametrize("value", ["\ud800", float("nan"), float("inf")])
def test_what_no_file_can_carry_is_refused(value: Plain) -> None:
    with pytest.raises(ValueError, match=r"surrogate|JSON compliant"):
        json(value)


@pytest.mark.parametrize("value", [{1: 2}, {True: 1}, [{None: 1}], {"a": {1: 2}}, b"x", {1, 2}])
def test_what_is_not_plain_data_is_refused(value: Plain) -> None:
    with pytest.raises(TypeError, match=r"expected|serializable"):
        json(value)
