"""One line that a person types, as a value."""

import pytest

from podspec.authoring.value import ValueTextError, node_of, read_value
from podspec.model.schema_at import arms_at
from podspec.model.source import Path, Plain

TEXT: Path = ("service", "description")
NUMBER: Path = ("targets", "lambda", "memory_mb")


def value(typed: str, path: Path = NUMBER) -> Plain:
    return read_value(typed, arms_at(path)).plain()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("1024", 1024), (" 1024 ", 1024), ("0.5", 0.5), ("true", True), ("no", "no"), ("null", None), ("~", None),
        ("", None),
        ("[a, 1]", ("a", 1)), ("{min: 2, max: 4}", {"min": 2, "max": 4}), ('"1024"', "1024"), ("'it''s'", "it's"),
        ("{url: http://example.com}", {"url": "http://example.com"}),
    ],
)  # fmt: skip
def test_a_value_is_yaml_of_one_line(typed: str, expected: Plain) -> None:
    assert value(typed) == expected


@pytest.mark.parametrize(
    "typed", ["1.10", "yes", "a: b", "# x", "- x", "111111111111", "[x", "2026-11-01", "it's"]
)
def test_where_only_text_can_be_meant_it_is_text_as_it_stands(typed: str) -> None:
    assert value(typed, TEXT) == typed


@pytest.mark.parametrize(("typed", "expected"), [('"a b"', "a b"), ("'1'", "1"), ("null", None), ("~", None)])
def test_quotes_and_null_are_yaml_there_too(typed: str, expected: Plain) -> None:
    assert value(typed, TEXT) == expected


@pytest.mark.parametrize("typed", ["[1", "{a: 1", "a: b", "*x", "&x 1", "!!str 1", '"a', "a\nb: 1", "${{ x }}"])
def test_what_is_no_value_is_refused(typed: str) -> None:
    with pytest.raises(ValueTextError):
        value(typed)


def test_a_value_becomes_a_tree_and_a_value_again() -> None:
    made: Plain = {"a": ("b", 1, None, True, 0.5), "c": {}}
    assert node_of(made).plain() == made
