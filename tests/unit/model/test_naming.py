"""Names: short enough for AWS, the same for the same parts, and apart for others."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from podspec.model.naming import LIMITS, aws_name, name, secret_name

PARTS = st.lists(st.from_regex(r"[a-z][a-z0-9-]{0,20}[a-z0-9]", fullmatch=True), min_size=1, max_size=5)


@given(PARTS, st.integers(8, 80))
@settings(max_examples=400)
@example(["a" * 30, "b"], 8)
def test_a_name_is_as_long_as_its_limit_at_most(parts: list[str], limit: int) -> None:
    made = name(*parts, limit=limit)
    assert 0 < len(made) <= limit
    assert re.fullmatch(r"[a-z][a-z0-9-]*[a-z0-9]", made)
    assert "--" in "-".join(parts) or "--" not in made


@given(PARTS)
def test_a_name_that_fits_is_left_alone(parts: list[str]) -> None:
    whole = "-".join(parts)
    assert name(*parts, limit=len(whole) + 8) == whole
    if len(whole) >= 8:
        assert name(*parts, limit=len(whole)) == whole


@given(PARTS, st.integers(8, 40))
def test_the_same_parts_make_the_same_name(parts: list[str], limit: int) -> None:
    assert name(*parts, limit=limit) == name(*parts, limit=limit)


def test_many_long_names_stay_apart() -> None:
    names = {name("a-service-with-a-long-name", "production", f"target-{n}", limit=32) for n in range(1_000)}
    assert len(names) == 1_000


def test_names_that_differ_only_behind_the_limit_stay_apart() -> None:
    assert name("x" * 60, "blue", limit=32) != name("x" * 60, "green", limit=32)


def test_a_shortened_name_is_on_record_since_a_change_would_rename_what_runs() -> None:
    made = name("podinfo", "production", "ap-northeast-1", "target-group", limit=32)
    assert made == "podinfo-production-ap-nor-" + made[-6:]
    assert re.fullmatch("[0-9a-f]{6}", made[-6:])


def test_a_limit_without_room_is_a_bug_of_the_caller() -> None:
    with pytest.raises(ValueError, match="no room"):
        name("podinfo", limit=7)


@pytest.mark.parametrize("kind", LIMITS)
def test_the_longest_legal_spec_gets_a_name_of_every_kind(kind: str) -> None:
    parts = ("s" * 24, "e" * 10, "ap-northeast-1", "lambda", "a-part-that-says-what-it-is")
    assert len(aws_name(kind, *parts)) <= LIMITS[kind]


def test_a_kind_that_nobody_looked_up_is_a_bug() -> None:
    with pytest.raises(KeyError):
        aws_name("nonsense", "a")


def test_a_secret_is_named_by_where_it_belongs() -> None:
    assert secret_name("podinfo", "dev", "api-token") == "podspec/podinfo/dev/api-token"


@pytest.mark.parametrize(
    ("secret", "ending"),
    [("db-secret", "db_secret"), ("a-b-abc123", "a-b_abc123"), ("secret", "secret"), ("a-b", "a-b")],
)
def test_no_secret_is_named_as_an_arn_ends(secret: str, ending: str) -> None:
    assert secret_name("podinfo", "dev", secret) == f"podspec/podinfo/dev/{ending}"


def test_the_longest_secret_of_a_spec_has_a_name() -> None:
    assert len(secret_name("s" * 24, "e" * 10, "x" * 48)) <= LIMITS["secret"]
