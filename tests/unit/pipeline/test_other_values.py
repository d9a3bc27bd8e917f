"""Other values make every decision fall the other way, too."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podspec.model.schema_at import Schema, arms_at
from podspec.model.source import Plain
from podspec.pipeline.other_values import minimal, names, others, sample


def test_a_choice_is_tried_in_full() -> None:
    assert others("canary", [{"enum": ["canary", "linear"]}, {"const": "all_at_once"}]) == [
        "linear",
        "all_at_once",
    ]


def test_a_flag_is_turned() -> None:
    assert others(True, [{"type": "boolean"}]) == [False]  # noqa: FBT003 - a value like any other


def test_one_is_not_true() -> None:
    assert 1 in others(True, [{"type": "integer", "minimum": 0, "maximum": 5}])  # noqa: FBT003 - the same


@given(st.integers(-50, 50), st.integers(0, 100), st.data())
def test_numbers_stay_in_their_limits_and_reach_both_of_them(low: int, width: int, data: st.DataObject) -> None:
    current = data.draw(st.integers(low, low + width))
    found = others(current, [{"type": "integer", "minimum": low, "maximum": low + width}])
    assert all(isinstance(one, int) and low <= one <= low + width and one != current for one in found)
    assert {low, low + width} - {current} <= set(found)


@pytest.mark.parametrize(
    ("path", "current"),
    [
        (("registry", "account"), "111111111111"),
        (("registry", "region"), "us-east-1"),
        (("environments", "dev", "network", "cidr"), "10.10.0.0/16"),
        (("environments", "dev", "domain", "name"), "a.example.com"),
        (("repository", "slug"), "acme/hello"),
        (("container", "health", "liveness"), "/healthz"),
        (("targets", "ec2", "instance_type"), "t4g.small"),
        (("container", "context"), "podinfo"),
    ],
)
def test_texts_fit_the_pattern_of_their_field(path: tuple[str, ...], current: str) -> None:
    (arm,) = arms_at(path)
    found = others(current, [arm])
    assert len(found) >= 3
    assert all(re.search(arm["pattern"], str(one)) for one in found)


def test_values_from_around_are_tried_for_decisions_on_equality() -> None:
    assert "222222222222" in others("111111111111", arms_at(("registry", "account")), ["222222222222", 5])


def test_lists_lose_each_entry_and_gain_others() -> None:
    found = others(("a", "b"), [{"type": "array", "items": {"type": "string"}}])
    assert {(), ("a",), ("b",), ("b", "a")} <= set(found)
    assert any(isinstance(one, tuple) and one[:2] == ("a", "b") and len(one) == 3 for one in found)


def test_maps_lose_each_entry_and_gain_others() -> None:
    arm: Schema = {"type": "object", "patternProperties": {"": {"type": "string"}}}
    current: Plain = {"A": "1", "B": "2"}
    found = others(current, [arm])
    assert {"A": "1"} in found
    assert {"B": "2"} in found
    assert any(isinstance(one, dict) and len(one) == 3 for one in found)


def test_a_block_that_is_there_is_emptied_and_not_filled_with_an_example() -> None:
    arm: Schema = {"type": "object", "properties": {"a": {"type": "integer"}}, "examples": [{"a": 5}]}
    assert others({"a": 1}, [arm]) == [{}]
    assert {"a": 5} in others(None, [arm])


def test_the_smallest_block_has_what_is_required_and_what_tells_its_kind() -> None:
    assert [minimal(arm) for arm in arms_at(("targets", "ec2", "rollout"))] == [
        {"strategy": "canary"},
        {"strategy": "linear"},
        {"strategy": "all_at_once"},
    ]
    (registry,) = arms_at(("registry",))
    assert minimal(registry) == {"account": "111111111111", "region": "us-east-1"}


def test_a_sample_is_the_example_else_the_default() -> None:
    assert sample({"examples": [[1, 2]], "default": 3}) == (1, 2)
    assert sample({"default": 3}) == 3


def test_new_names_are_new() -> None:
    assert "AA" not in names(["AA"])
    assert "AA" in names(["BB"])
