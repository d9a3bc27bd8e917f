"""Schemas of providers: loading the tables, walking values by them, and sending them to Terraform core.

A schema has the shape of `terraform providers schema -json`; a value is what MessagePack gives for it:
dicts of attributes and nested blocks.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from proof.offline.wire import Field, encode, is_unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

DATA = Path(__file__).resolve().parents[1] / "data"
AWS = "registry.terraform.io/hashicorp/aws"

Block = dict[str, Any]
Value = dict[str, Any]
# A type as JSON: "string", or ["list", "string"], or ["object", {"name": type}].
Type = Any

# Schema.NestedBlock.NestingMode in tfplugin5.proto.
_NESTING = {"single": 1, "list": 2, "set": 3, "map": 4, "group": 5}
_ONE_ITEM = ("single", "group")


def load() -> dict[str, Any]:
    """The schemas of all providers, by address."""
    schemas: dict[str, Any] = json.loads((DATA / "schema.json").read_text())
    optional_computed = json.loads((DATA / "optional-computed.json").read_text())
    for section, types in optional_computed.items():
        for kind, paths in types.items():
            for path in paths:
                _mark_computed(schemas[AWS][section][kind]["block"], path.split("."))
    return schemas


def _mark_computed(block: Block, path: list[str]) -> None:
    """Mark an argument as filled in when left out; ignore what newer versions have dropped."""
    for step in path[:-1]:
        block = block.get("block_types", {}).get(step, {}).get("block", {})
    attribute = block.get("attributes", {}).get(path[-1], {})
    if attribute.get("optional"):
        attribute["computed"] = True


def attributes(block: Block) -> dict[str, Any]:
    """The attributes of a block, by name."""
    found: dict[str, Any] = block.get("attributes", {})
    return found


def nested(block: Block, value: Value) -> Iterator[tuple[str, Block, Value]]:
    """(name, block, value) of each known nested block in a value."""
    for name, entry in block.get("block_types", {}).items():
        held = value.get(name)
        if held is None or is_unknown(held):
            continue
        mode = entry["nesting_mode"]
        items = [held] if mode in _ONE_ITEM else held.values() if mode == "map" else held
        yield from ((name, entry["block"], item) for item in items if isinstance(item, dict))


def nothing(block: Block) -> Value:
    """A value of the block in which nothing is set."""
    value: Value = dict.fromkeys(attributes(block))
    for name, entry in block.get("block_types", {}).items():
        mode = entry["nesting_mode"]
        value[name] = None if mode in _ONE_ITEM else {} if mode == "map" else []
    return value


def message(schema: dict[str, Any]) -> bytes:
    """The schema as a tfplugin5 Schema message."""
    return encode((1, schema.get("version")), (2, _block(schema["block"])))


def _block(block: Block) -> bytes:
    own: list[Field] = [(2, _attribute(name, each)) for name, each in attributes(block).items()]
    inner: list[Field] = [(3, _nested_block(name, each)) for name, each in block.get("block_types", {}).items()]
    return encode(*own, *inner)


def _attribute(name: str, attribute: Block) -> bytes:
    return encode(
        (1, name),
        (2, json.dumps(attribute["type"])),
        (4, attribute.get("required")),
        (5, attribute.get("optional")),
        (6, attribute.get("computed")),
        (7, attribute.get("sensitive")),
        (10, attribute.get("write_only")),
    )


def _nested_block(name: str, entry: Block) -> bytes:
    sizes: list[Field] = [(4, entry.get("min_items")), (5, entry.get("max_items"))]
    return encode((1, name), (2, _block(entry["block"])), (3, _NESTING[entry["nesting_mode"]]), *sizes)
