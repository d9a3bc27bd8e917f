"""The JSON Schema: valid draft 7, and of one mind with the models on every spec of the tests."""

from pathlib import Path
from typing import Any

import jsonschema
import pytest

from podspec.model.schema import json_schema
from podspec.model.source import Mapping, Plain, Sequence
from podspec.pipeline.parse import parse
from podspec.pipeline.read import read
from podspec.pipeline.resolve import resolve
from podspec.pipeline.validate import validate

ROOT = Path(__file__).parent.parent.parent.parent
SPECS = sorted([*(ROOT / "tests" / "specs").glob("*/*.yaml"), *(ROOT / "specs").glob("*/service.yaml")])
SCHEMA = json_schema()
JUDGE = jsonschema.Draft7Validator(SCHEMA)


def test_the_schema_is_draft_7() -> None:
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "http://json-schema.org/draft-07/schema#"


def test_every_reference_leads_somewhere() -> None:
    references = list(_references(SCHEMA))
    assert references
    for reference in references:
        assert reference.removeprefix("#/definitions/") in SCHEMA["definitions"]


def _references(node: Any) -> Any:  # noqa: ANN401 - any piece of a schema
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        for inside in node.values():
            yield from _references(inside)
    if isinstance(node, list):
        for inside in node:
            yield from _references(inside)


def _json(value: Plain) -> object:
    """A spec's value as JSON has it: lists instead of tuples."""
    if isinstance(value, dict):
        return {key: _json(one) for key, one in value.items()}
    return [_json(one) for one in value] if isinstance(value, tuple) else value


def _tree(path: Path) -> Mapping | None:
    source = read(path, path.name).value
    parsed = parse(source) if source else None
    return parsed.value if parsed and not parsed.diagnostics else None


TREES = {path: tree for path in SPECS if (tree := _tree(path))}

#: What a schema of JSON cannot say, and the models do.
BEYOND = {
    "a_block_taken_away_that_every_environment_needs": "what is left of an environment once its overlay is merged",
    "day_that_does_not_exist": "the calendar",
    "number_not_finite": "JSON has no such number",
    "number_infinite": "JSON has no such number",
}


@pytest.mark.parametrize("path", TREES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_schema_and_models_agree_on_a_spec(path: Path) -> None:
    tree = TREES[path]
    fits = validate(tree).value is not None and resolve(tree).value is not None
    if BEYOND.get(path.stem):
        assert not fits
    else:
        assert JUDGE.is_valid(_json(tree.plain())) is fits


def test_there_are_specs_of_both_kinds_to_agree_on() -> None:
    judged = [JUDGE.is_valid(_json(tree.plain())) for tree in TREES.values()]
    assert judged.count(True) > 40
    assert judged.count(False) > 60


@pytest.mark.parametrize(
    ("overlay", "valid"),
    [
        ({"targets": {"lambda": None}}, True),
        ({"targets": {"lambda": {"memory_mb": 512}}}, True),
        ({"targets": {"lambda": {"memory_mb": "512"}}}, False),
        ({"targets": {"lambda": {"memroy_mb": 512}}}, False),
        ({"container": {"environment": {"LOG_LEVEL": None}}}, True),
        ({"container": {"environment": {"LOG_LEVEL": 1}}}, False),
        ({"container": {"port": 1}}, False),
        ({"service": {"tags": {"a": "b"}}}, True),
        ({"service": {"name": "other"}}, False),
        ({"secrets": {"api-token": {"rotate_days": 60}}}, True),
        ({"secrets": {"api-token": {"rotate_days": 5}}}, False),
        ({"observability": {"alarms": {"latency_p95_ms": 100}}, "cost": {"monthly_budget_usd": 1}}, True),
    ],
)
def test_an_overlay_may_say_part_of_what_the_base_says(overlay: dict[str, object], valid: bool) -> None:  # noqa: FBT001 - a column of the table
    environment = {"account": "111111111111", "regions": ["us-east-1"], **overlay}
    spec = {
        "version": 1,
        "service": {"name": "podinfo"},
        "repository": {"slug": "acme/podinfo"},
        "environments": {"dev": environment},
    }
    assert JUDGE.is_valid(spec) is valid


def test_sequences_of_the_specs_are_judged_as_lists() -> None:
    assert any(isinstance(entry.value, Sequence) for tree in TREES.values() for entry in tree.entries.values())
