"""The spec's JSON Schema, from the same models that judge it. Draft 7: what YAML language servers read."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, NoDefault
from pydantic_core import core_schema

from podspec.model.spec import Spec
from podspec.model.spec.base import Part
from podspec.model.spec.rollout import Canary

_DIALECT = "http://json-schema.org/draft-07/schema#"

#: The blocks that an environment may overlay, and the definition of each in the schema.
_OVERLAYS = {"targets": "Targets", "observability": "Observability", "cost": "Cost"}


def json_schema() -> dict[str, Any]:
    """The schema of `service.yaml`."""
    schema = _draft_7(Spec.model_json_schema(by_alias=True, schema_generator=_WithDefaults))
    definitions = schema["definitions"]
    for block in (schema, *definitions.values()):
        _describe_blocks(block, definitions)
    block = definitions["EnvironmentBlock"]["properties"]
    for key, definition in _OVERLAYS.items():
        block[key] = _described(block[key], partial({"$ref": f"#/definitions/{definition}"}, definitions))
    block["secrets"] = _described(block["secrets"], partial(schema["properties"]["secrets"], definitions))
    base = definitions["Container"]["properties"]
    container = definitions["ContainerOverlay"]["properties"]
    for key in ("environment", "secrets"):
        container[key] = _described(container[key], partial(base[key], definitions))
    tags = definitions["Service"]["properties"]["tags"]
    definitions["ServiceOverlay"]["properties"]["tags"] = _described(
        definitions["ServiceOverlay"]["properties"]["tags"], partial(tags, definitions)
    )
    return {"$schema": _DIALECT, **schema}


def partial(schema: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    """The schema of an overlay: nothing is required, and `null` takes an entry away."""
    found = deepcopy(definitions[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema)
    for gone in ("required", "default", "title", "description", "examples", "minProperties"):
        found.pop(gone, None)
    for key, inside in found.get("properties", {}).items():
        found["properties"][key] = _described(inside, partial(inside, definitions))
    for pattern, inside in found.get("patternProperties", {}).items():
        found["patternProperties"][pattern] = partial(inside, definitions)
    # A part of a block may fit several kinds of it: the base says which one it is.
    arms = [*found.pop("oneOf", []), *found.pop("anyOf", [])]
    if arms:
        found["anyOf"] = [partial(arm, definitions) for arm in arms]
    return {"anyOf": [found, {"type": "null"}]}


class _WithDefaults(GenerateJsonSchema):
    """Also says the defaults that are made anew for each spec: a block that is not there is like an empty one."""

    def get_default_value(self, schema: core_schema.WithDefaultSchema) -> Any:  # noqa: ANN401 - pydantic's signature
        """The default of a field, as JSON."""
        if "default_factory" not in schema:
            return schema.get("default", NoDefault)
        made = schema["default_factory"]()  # type: ignore[call-arg] # none of ours asks for the other fields
        # One of several kinds must say which it is.
        return {} if isinstance(made, Part) and not isinstance(made, Canary) else made


def _describe_blocks(block: dict[str, Any], definitions: dict[str, Any]) -> None:
    """Say of each field what it is: pydantic leaves it out where the block that it leads to says the same."""
    for field in block.get("properties", {}).values():
        if "$ref" in field and "description" not in field:
            field["description"] = definitions[field["$ref"].rpartition("/")[2]]["description"]


def _described(of: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """A schema with the texts of another one."""
    return {**{key: of[key] for key in ("description", "examples") if key in of}, **schema}


def _draft_7(node: Any) -> Any:  # noqa: ANN401 - any piece of a schema
    """Rename what draft 2020-12 calls otherwise, and drop what draft 7 does not know."""
    if isinstance(node, list):
        return [_draft_7(one) for one in node]
    if isinstance(node, str):
        return node.replace("#/$defs/", "#/definitions/")
    if not isinstance(node, dict):
        return node
    renamed = {"definitions" if key == "$defs" else key: _draft_7(one) for key, one in node.items()}
    if isinstance(renamed.get("discriminator"), dict):
        del renamed["discriminator"]
    if "patternProperties" in renamed:
        renamed["additionalProperties"] = False  # an entry whose name does not fit is an error, too
    return renamed
