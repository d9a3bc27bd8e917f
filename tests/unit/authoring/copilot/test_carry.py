"""Nothing of a manifest is dropped silently: a value becomes a line, is what podspec does anyway, or is listed."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from manifests_of_copilot import FIELDS, TREES, carried, left, lines, manifest

from podspec.authoring.copilot.carrier import Moved
from podspec.authoring.copilot.carry import carry
from podspec.authoring.copilot.manifest import TYPES, leaves
from podspec.authoring.copilot.settle import environment_names
from podspec.model.source import Path


@given(
    st.sampled_from([*TYPES, "Nonsense"]),
    st.sampled_from([("ec2",), ("lambda",), ("lambda", "ec2")]),
    st.dictionaries(st.sampled_from(FIELDS), TREES, max_size=12),
    st.dictionaries(st.text("abcXY-1", min_size=1, max_size=12), st.dictionaries(st.sampled_from(FIELDS), TREES)),
)
@settings(max_examples=80, deadline=None)
def test_every_value_is_accounted_for(
    kind: str, targets: tuple[str, ...], values: dict[str, Any], environments: dict[str, Any]
) -> None:
    made = manifest({**values, "type": kind, "environments": environments or values.get("environments")})
    of = carry(made, targets, "a", environment_names(made.environments))
    origins: list[Path] = [
        path
        for line in of.lines
        if isinstance(line.origin, Moved)
        for path in (line.origin.path, *line.origin.also)
    ]
    listed = {one.path for one in of.left} | {one.path for one in of.ready}
    for path, _ in leaves(made.tree):
        moved = any(path[: len(origin)] == origin for origin in origins)
        assert moved or path in listed, path
        assert not (moved and path in {one.path for one in of.left}), f"{path} is both carried over and left"


def test_a_type_is_what_podspec_does_anyway_where_the_target_is_its_own() -> None:
    of = carried({"type": "Load Balanced Web Service"})
    assert [one.path for one in of.ready] == [("type",)]
    assert left(carried({"type": "Load Balanced Web Service"}, "lambda")) == {"type"}


def test_a_field_that_nobody_knows_is_listed() -> None:
    assert left(carried({"type": "Backend Service", "mystery": {"deep": [1, 2]}})) == {
        "type",
        "mystery.deep.0",
        "mystery.deep.1",
    }


def test_what_copilot_takes_for_granted_is_written_where_podspec_would_take_it_otherwise() -> None:
    said = lines(carried({"type": "Request-Driven Web Service"}, "lambda"))
    assert said["container.architecture"] == "amd64"
    assert said["container.health.readiness"] == "/"


def test_a_service_that_serves_no_http_is_told_so() -> None:
    assert "http" in left(carried({"type": "Load Balanced Web Service", "http": False}))
