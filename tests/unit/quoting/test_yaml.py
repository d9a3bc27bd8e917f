"""Readers of YAML 1.1 and of YAML 1.2 read back what the filter writes."""

import itertools
from io import StringIO

import pytest
import ruamel.yaml
import yaml as pyyaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from podspec.quoting.plain import Plain
from podspec.quoting.yaml import yaml

# What some reader takes for something else than text, wherever it is written without quotes.
TRAPS = """
    y Y yes No ON off true False NULL null Null ~ nan .nan .NaN inf -.inf 010 0o10 0x1F 0b1 1_000 1:60 190:20:30
    1e3 1.5 1. .5 +1 -1 - -- --- ... = << ! !!str & * ? : , # @ ` % | > [ ] { } ' " 2026-11-01 2026-11-01T00:00:00Z
    a:b a: :a a#b #a a,b a-b ubuntu-24.04 ./x x/y true.x Infinity e3 _1
""".split()  # noqa: SIM905  # seventy lines of one word each would bury the tests

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12).filter(lambda text: "${{" not in text)
SMALL = st.text(st.sampled_from(" \n\t:#-,[]{}\"'\\&*!|>%@`?a0.=~\u0085\u2028\ufeff"), max_size=6)
NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
PLAIN = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXT | SMALL | st.sampled_from(TRAPS),
    lambda children: st.lists(children, max_size=5) | st.dictionaries(TEXT | SMALL, children, max_size=5),
    max_leaves=20,
)


def _readings(text: str) -> list[object]:
    """What YAML 1.1 (libyaml and pure Python) and YAML 1.2 (pure Python) make of a document."""
    return [
        pyyaml.load(text, pyyaml.CSafeLoader),
        pyyaml.load(text, pyyaml.SafeLoader),
        ruamel.yaml.YAML(typ="safe", pure=True).load(StringIO(text)),
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("plain", "plain"),
        ("ubuntu-24.04", "ubuntu-24.04"),
        ("no", '"no"'),
        ("010", '"010"'),
        ("a b", '"a b"'),
        ("C:\\new", r'"C:\\new"'),
        ("a\u202eb", r'"a\u202eb"'),
        ("a\r\tb", r'"a\r\tb"'),
        ('say "hi"\n\x85\U000e0001', r'"say \"hi\"\n\u0085\U000e0001"'),
        (None, "null"),
        (True, "true"),
        (-7, "-7"),
        (1e16, "1.0e+16"),
        (["a", 1], "[a, 1]"),
        ({"on": {"b": []}, "c": {}}, '{"on": {b: []}, c: {}}'),
    ],
)
def test_values_are_written_as_short_as_is_safe(value: Plain, text: str) -> None:
    assert yaml(value) == text


@pytest.mark.parametrize(
    "word", ["y", "Y", "yes", "n", "no", "No", "true", "false", "on", "OFF", "off", "null", "nan", "inf"]
)
def test_a_word_that_some_reader_takes_for_another_type_is_quoted(word: str) -> None:
    assert yaml(word) == f'"{word}"'


def test_what_other_readers_misunderstand_is_read_back() -> None:
    words = [*TRAPS, *("".join(pair) for pair in itertools.product(TRAPS, repeat=2))]
    assert len(words) > 4_000
    text = yaml(words)
    assert [pyyaml.load(text, pyyaml.CSafeLoader), ruamel.yaml.YAML(typ="safe").load(text)] == [words, words]


@settings(max_examples=150, deadline=None)
@given(PLAIN)
@example(1e-7)
@example({"": ""})
def test_both_kinds_of_reader_read_back_any_plain_data(value: Plain) -> None:
    assert _readings(f"key: {yaml(value)}\n") == [{"key": value}] * 3


@settings(max_examples=50, deadline=None)
@given(st.lists(PLAIN, max_size=5))
def test_values_stay_apart_in_a_block_sequence(values: list[Plain]) -> None:
    text = "list:\n" + "".join(f"  - {yaml(value)}\n" for value in values)
    assert _readings(text) == [{"list": values or None}] * 3


@pytest.mark.parametrize("value", ["${{ x }}", "a${{", ["${{"], {"${{": 1}])
def test_an_expression_of_github_is_refused(value: Plain) -> None:
    with pytest.raises(ValueError, match="GitHub"):
        yaml(value)


@pytest.mark.parametrize("value", ["\ud800", {"k" * 1001: 1}, float("inf"), [float("nan")]])
def test_what_yaml_cannot_carry_is_refused(value: Plain) -> None:
    with pytest.raises(ValueError, match=r"surrogate|too long|finite"):
        yaml(value)


def test_a_key_of_the_greatest_length_is_read_back() -> None:
    assert _readings(yaml({"k " * 499: 1})) == [{"k " * 499: 1}] * 3


@pytest.mark.parametrize("value", [b"x", {1: 2}, {None: 1}, [object()]])
def test_what_is_not_plain_data_is_refused(value: Plain) -> None:
    with pytest.raises(TypeError, match="expected"):
        yaml(value)
