"""Figure: the JSON Schema and the models judge generated specs alike, right ones and wrong ones.

What a schema cannot say is rare: that an overlay takes away, or leaves out, what its environment needs. A schema
sees no merged environment.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from random import Random
from typing import Any

import jsonschema
import pytest
from figures.instances import mutated
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import specs

from podspec.authoring.value import node_of
from podspec.model.environment import OVERLAID
from podspec.model.fields import fields
from podspec.model.schema import json_schema
from podspec.pipeline.resolve import resolve
from podspec.pipeline.validate import validate

SCHEMA = json_schema()


def _pattern(_judge: object, pattern: str, value: object, _schema: object) -> Iterator[jsonschema.ValidationError]:
    """A pattern in its own dialect: there `$` is the end, and to Python also what stands before a line feed."""
    if isinstance(value, str) and not re.search(re.sub(r"(?<!\\)\$", r"\\Z", pattern), value):
        yield jsonschema.ValidationError(f"{value!r} does not match {pattern!r}")


JUDGE = jsonschema.validators.extend(jsonschema.Draft7Validator, {"pattern": _pattern})(SCHEMA)


def plain(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """JSON as a spec's values: tuples instead of lists."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    return tuple(map(plain, value)) if isinstance(value, list) else value


def differs(spec: dict[str, Any]) -> str:
    """How schema and models differ over a spec: not at all, in a way that is known, or wrongly."""
    tree = node_of(plain(spec))
    is_shape = validate(tree).value is not None
    fits, is_valid = is_shape and resolve(tree).value is not None, JUDGE.is_valid(spec)
    if fits is is_valid:
        return ""
    if is_valid:
        return "merged" if is_shape and list(overlays(spec)) else "the models alone refuse it"
    return "the schema alone refuses it"


def overlays(spec: dict[str, Any]) -> Iterator[Any]:
    """What environments say of the base."""
    for environment in spec["environments"].values():
        yield from (environment[key] for key in OVERLAID if key in environment)


def judged(bases: int, mutants: int) -> Counter[str]:
    """How schema and models judge so many mutants of so many legal specs."""
    found: Counter[str] = Counter()

    @settings(max_examples=bases, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(specs(), st.integers(0, 2**32))
    def judge(spec: dict[str, Any], seed: int) -> None:
        random = Random(seed)  # noqa: S311 - nothing is kept secret here
        assert differs(spec) == ""
        for _ in range(mutants):
            mutant = mutated(spec, random)
            how = differs(mutant)
            found[how] += 1
            assert how in {"", "merged"}, mutant

    judge()
    return found


def test_schema_and_models_agree_on_500_specs() -> None:
    found = judged(25, 20)
    assert found.total() >= 500
    assert found.total() - found[""] <= 10


@pytest.mark.long
def test_schema_and_models_agree_on_50_000_specs() -> None:
    found = judged(500, 100)
    assert found.total() >= 50_000
    assert found.total() - found[""] <= 200


# -- what an editor shows ----------------------------------------------------------------------------------


def blocks(node: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - any piece of a schema
    """Every piece of the schema that has fields."""
    if isinstance(node, dict):
        if isinstance(node.get("properties"), dict) and "type" in node:
            yield node
        node = list(node.values())
    if isinstance(node, list):
        for inside in node:
            yield from blocks(inside)


def test_every_field_says_what_it_is_and_shows_how_it_looks() -> None:
    found = [(key, field) for block in blocks(SCHEMA) for key, field in block["properties"].items()]
    assert len(found) > 200
    assert [key for key, field in found if not field.get("description") or not field.get("examples")] == []


def test_every_field_that_may_be_left_out_says_what_holds_then() -> None:
    """But for overlays: what they leave out is the base's."""
    own = [
        one
        for path, one in fields().items()
        if not re.match(rf"environments\.<name>\.({'|'.join(OVERLAID)})", path)
    ]
    assert len(own) > 100
    assert [one.path for one in own if not one.required and "default" not in one.schema] == []


def test_every_example_and_every_default_is_right() -> None:
    for one in fields().values():
        judge = jsonschema.Draft7Validator({**one.schema, "definitions": SCHEMA["definitions"]})
        for value in [*one.schema["examples"], *([one.schema["default"]] if "default" in one.schema else [])]:
            assert judge.is_valid(value), (one.path, value)


def test_every_choice_is_an_enumeration() -> None:
    """An editor offers the values of a field that takes a few only."""
    chosen = {path for path, one in fields().items() if any("enum" in arm for arm in _arms(one.schema))}
    assert {"container.architecture", "foundation", "targets.ec2.purchase", "supply_chain.sbom"} <= chosen
    assert {"environments.<name>.domain.primary", "observability.log_retention_days"} <= chosen


def _arms(schema: dict[str, Any]) -> list[dict[str, Any]]:
    return [schema, *schema.get("anyOf", [])]
