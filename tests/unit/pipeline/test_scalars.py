"""What an unquoted word means, beside ruamel's own reading of YAML 1.2."""

import math

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.resolver import VersionedResolver

from podspec.pipeline.scalars import MAX_DIGITS, TooLongError, resolve_plain

TYPES = {"null": type(None), "bool": bool, "int": int, "float": float, "str": str}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *[(word, word) for word in ("no", "on", "yes", "off", "y", "NO", "tRue", "nul", "1:30:00", "2027-01-31")],
        *[("", None), ("~", None), ("null", None), ("NULL", None)],
        *[("true", True), ("False", False), ("TRUE", True)],
        *[
            ("010", 10),
            ("-010", -10),
            ("+7", 7),
            ("0o17", 15),
            ("0xFf", 255),
            ("0b11", "0b11"),
            ("1_000", "1_000"),
        ],
        *[("1.10", 1.1), (".5", 0.5), ("1.", 1.0), ("1e3", 1000.0), ("-1.5E-2", -0.015), ("1e", "1e"), (".", ".")],
        *[("-", "-"), ("+", "+"), ("--1", "--1"), ("0x", "0x"), ("0o8", "0o8"), ("1.2.3", "1.2.3")],
    ],
)
def test_a_word_means_what_yaml_1_2_says(text: str, value: object) -> None:
    found = resolve_plain(text)
    assert found == value
    assert type(found) is type(value)


def test_infinity_and_not_a_number_are_numbers() -> None:
    assert resolve_plain(".inf") == resolve_plain("+.Inf") == math.inf
    assert resolve_plain("-.INF") == -math.inf
    assert math.isnan(float(str(resolve_plain(".nan"))))


def test_an_integer_that_is_too_long_is_refused_before_it_is_converted() -> None:
    assert resolve_plain("9" * MAX_DIGITS) == 10**MAX_DIGITS - 1
    for text in ("9" * (MAX_DIGITS + 1), "-" + "0" * 5000, "0x" + "f" * 100):
        with pytest.raises(TooLongError):
            resolve_plain(text)


def _of_ruamel(text: str) -> type:
    """The type that ruamel's resolver gives an unquoted word, as a YAML 1.2 document."""
    tag = str(VersionedResolver(version=(1, 2)).resolve(ScalarNode, text, (True, False)))
    return TYPES.get(tag.rpartition(":")[2], str)


WORDS = st.text("0123456789abcdefxoeEyYnN.+-~_:infaNulTrsFl", min_size=1, max_size=12)


@given(WORDS)
@example("0o7")
@example("-.inf")
@example("-.nan")
@example("--.inf")
@example(".iNf")
@settings(max_examples=800, deadline=None)
def test_types_agree_with_another_reader_of_yaml_1_2(text: str) -> None:
    assume("_" not in text)  # ruamel still takes it for a part of a number, as YAML 1.1 did
    assume(not text.startswith(("-0o", "+0o", "-0x", "+0x")))  # ruamel allows a sign, the core schema does not
    assert type(resolve_plain(text)) is _of_ruamel(text)
