"""What the JSON Schema of the spec allows at one place of it."""

from __future__ import annotations

from functools import cache
from typing import Any

from podspec.model.schema import json_schema
from podspec.model.source import Path

#: A piece of a JSON Schema.
Schema = dict[str, Any]


def arms_at(path: Path) -> list[Schema]:
    """Every kind of value that may stand at a path of the spec: of a union each arm, with the field's examples.

    Names of the user's own, and indices of lists, are parts like any other. A path that leads nowhere has no arms.
    """
    found = arms(_whole())
    for part in path:
        found = [arm for one in found for schema in _below(one, part) for arm in arms(schema)]
    return found


@cache
def _whole() -> Schema:
    return json_schema()


def resolve(schema: Schema) -> Schema:
    """A piece of the spec's schema with its reference followed; its own texts win."""
    if "$ref" not in schema:
        return schema
    target = _whole()["definitions"][schema["$ref"].rpartition("/")[2]]
    return {**target, **{key: one for key, one in schema.items() if key != "$ref"}}


def arms(schema: Schema) -> list[Schema]:
    """Every kind of value that a piece of the spec's schema allows, but for null: of a union each arm."""
    schema = resolve(schema)
    inner = [*schema.get("anyOf", []), *schema.get("oneOf", [])]
    if not inner:
        return [] if schema.get("type") == "null" else [schema]
    said = {"examples": schema["examples"]} if "examples" in schema else {}
    return [{**said, **arm} for one in inner for arm in arms(one)]


def _below(schema: Schema, part: str | int) -> list[Schema]:
    if isinstance(part, int):
        return [schema["items"]] if isinstance(schema.get("items"), dict) else []
    if part in schema.get("properties", {}):
        return [schema["properties"][part]]
    return list(schema.get("patternProperties", {}).values())
