"""Real Terraform reads back what the HCL filters write."""

import itertools
import sys
from collections.abc import Callable
from unicodedata import category, normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podspec.quoting.hcl import hcl, hcl_identifier, hcl_inside
from podspec.quoting.hcl_format import format_hcl
from podspec.quoting.plain import Plain

Value = Callable[[str], object]

# Everything that opens, closes or escapes something in a template.
HOSTILE = '${}%"\\~\na'

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cn"]) | st.sampled_from(HOSTILE), max_size=12)
KEYS = TEXT.map(lambda text: normalize("NFC", text))
NUMBERS = st.integers(-(10**15), 10**15) | st.floats(-1e15, 1e15)
PLAIN = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXT,
    lambda children: st.lists(children, max_size=5) | st.dictionaries(KEYS, children, max_size=5),
    max_leaves=20,
)


def _normal(value: object) -> object:
    """The value as Terraform keeps it: text in NFC, keys in an order of its own."""
    if isinstance(value, str):
        return normalize("NFC", value)
    if isinstance(value, list):
        return [_normal(child) for child in value]
    if isinstance(value, dict):
        return {_normal(key): _normal(child) for key, child in value.items()}
    return value


def _hostile_words(longest: int) -> list[str]:
    return ["".join(word) for size in range(longest + 1) for word in itertools.product(HOSTILE, repeat=size)]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("plain", '"plain"'),
        ("${x} %{y} $5 50%", '"$${x} %%{y} $5 50%"'),
        ('say "hi"\\\n\t\r\x00\x1b', r'"say \"hi\"\\\n\t\r\u0000\u001b"'),
        ("\u202e\U000e0001", r'"\u202e\U000e0001"'),
        ("e\u0301", '"\u00e9"'),
        (True, "true"),
        (None, "null"),
        (-5, "-5"),
        (0.5, "0.5"),
        (1e16, "1.0e+16"),
        ([], "[]"),
        ({}, "{}"),
        (("a", 1, False), '["a", 1, false]'),
        (["x" * 36, "y" * 36], f'["{"x" * 36}", "{"y" * 36}"]'),
        (["x" * 36, "y" * 37], f'[\n  "{"x" * 36}",\n  "{"y" * 37}",\n]'),
        ({"a": 1, "b-c": 2, "d e": 3, "for": 4}, '{\n  a     = 1\n  b-c   = 2\n  "d e" = 3\n  "for" = 4\n}'),
        ({"a": 1, "bbb": {"c": 2}, "d": 3}, "{\n  a = 1\n  bbb = {\n    c = 2\n  }\n  d = 3\n}"),
        ([{"a": []}], "[\n  {\n    a = []\n  },\n]"),
    ],
)
def test_values_are_written_as_a_person_would_write_them(value: Plain, text: str) -> None:
    assert hcl(value) == text


@pytest.mark.parametrize("key", ["for", "true", "false", "null"])
def test_a_key_that_is_a_word_of_the_language_is_quoted(key: str) -> None:
    assert hcl({key: 1}) == f'{{\n  "{key}" = 1\n}}'


@pytest.mark.proof
def test_terraform_reads_back_every_short_word_of_hostile_characters(terraform_value: Value) -> None:
    words = _hostile_words(4)
    assert len(words) > 7_000
    assert terraform_value(hcl(words)) == words


@pytest.mark.proof
def test_terraform_reads_back_every_character(terraform_value: Value) -> None:
    points = [chr(point) for point in range(sys.maxunicode + 1)]
    characters = [character for character in points if category(character) not in {"Cs", "Cn", "Co"}]
    # Apart from each other: Terraform breaks up more than thirty combining marks in a row.
    texts = ["-".join(characters[start : start + 64]) for start in range(0, len(characters), 64)]
    assert len(texts) > 2_000
    assert terraform_value(hcl(texts)) == _normal(texts)


@pytest.mark.proof
@settings(max_examples=12, deadline=None)
@given(values=st.lists(PLAIN, min_size=1, max_size=20))
def test_terraform_reads_back_any_plain_data(terraform_value: Value, values: list[Plain]) -> None:
    assert terraform_value(hcl(values)) == _normal(values)


@pytest.mark.proof
def test_text_inside_of_a_string_stays_text_whatever_stands_beside_it(terraform_value: Value) -> None:
    pairs = list(itertools.product(_hostile_words(2), repeat=2))
    places = [f'"${{"<"}}{hcl_inside(a)}{hcl_inside(b)}{{$"' for a, b in pairs]
    assert len(places) > 8_000
    assert terraform_value(f"[{', '.join(places)}]") == [f"<{a}{b}{{$" for a, b in pairs]


@given(PLAIN)
def test_an_expression_is_laid_out_already(value: Plain) -> None:
    attribute = f"x = {hcl(value)}\n"
    assert format_hcl(attribute) == attribute


@pytest.mark.parametrize("value", ["\ud800", ["\udfff"], {"\ud800": 1}, float("nan"), float("inf")])
def test_what_no_file_can_carry_is_refused(value: Plain) -> None:
    with pytest.raises(ValueError, match=r"surrogate|finite"):
        hcl(value)


def test_keys_that_terraform_takes_for_one_are_refused() -> None:
    with pytest.raises(ValueError, match="normal form"):
        hcl({"\u00e9": 1, "e\u0301": 2})


@pytest.mark.parametrize("value", [object(), {1: 2}, {"a": b"b"}, {None: 1}, [{1, 2}]])
def test_what_is_not_plain_data_is_refused(value: Plain) -> None:
    with pytest.raises(TypeError, match="expected"):
        hcl(value)


@pytest.mark.parametrize("name", ["a", "_a", "aws_lambda_alias", "live-2"])
def test_an_identifier_stays_what_it_is(name: str) -> None:
    assert hcl_identifier(name) == name


@pytest.mark.parametrize("name", ["", "2a", "-a", "a b", "a.b", 'a"', "a\n", "é", "${a}", "a{"])
def test_what_is_no_identifier_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="not an HCL identifier"):
        hcl_identifier(name)


def test_text_at_the_edge_cannot_complete_an_introducer() -> None:
    assert hcl_inside("{a}$") == r"\u007ba}\u0024"
    assert hcl_inside("a{b}% c") == "a{b}% c"
