"""Rebuild schema.json from wheels of CDK bindings.

usage: extract.py WHEEL... > schema.json

The result has the shape of `terraform providers schema -json`: its `provider_schemas`, for the types in
types.txt. What the bindings do not tell, and this table therefore lacks, stands in data/README.md.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

from bindings import Argument, Binding, arguments, computed_getters, computed_maps, nested, omittable, read_wheel
from tables import dumps, wanted_types

Block = dict[str, Any]
# A type as JSON: "string", or ["list", "string"], or ["object", {"name": type}].
Type = Any

_MAPPED = {"string": "string", "number": "number", "boolean": "bool", "any": "dynamic"}
_READ = {
    "String": "string",
    "Number": "number",
    "Boolean": "bool",
    "StringMap": ["map", "string"],
    "NumberMap": ["map", "number"],
    "BooleanMap": ["map", "bool"],
    "AnyMap": ["map", "dynamic"],
    "List": ["list", "string"],
    "NumberList": ["list", "number"],
}
_SECTION = {"TerraformResource": "resource_schemas", "TerraformDataSource": "data_source_schemas"}
# How often a struct may hold itself before it is cut off.
_RECURSION = 3


def type_of(binding: Binding, mapper: str, outer: str) -> Type:
    """A mapper expression as a type: `listMapperHcl(stringToHclTerraform, false)` is a list of strings."""
    found = re.match(r"(?:\w+\.)?(\w+)", mapper)
    function = found[1] if found else ""
    rest = mapper[found.end() :].lstrip("(") if found else ""
    if function == "listMapperHcl":
        return [outer, type_of(binding, rest, "list")]
    if function == "hashMapperHcl":
        return ["map", type_of(binding, rest, "list")]
    simple = re.match(r"(string|number|boolean|any)ToHclTerraform", function)
    return _MAPPED[simple[1]] if simple else object_type(binding, function)


def object_type(binding: Binding, struct: str) -> list[Any]:
    """All attributes of a struct, settable or not, as one object type."""
    return ["object", _fields(block_of(binding, binding.reference_body(struct), binding.struct_text(struct)))]


def _fields(block: Block) -> dict[str, Any]:
    out = {name: attribute["type"] for name, attribute in block.get("attributes", {}).items()}
    for name, inner in block.get("block_types", {}).items():
        fields = ["object", _fields(inner["block"])]
        out[name] = fields if inner["nesting_mode"] == "single" else [inner["nesting_mode"], fields]
    return out


def block_of(binding: Binding, text: str, settable: str, above: tuple[str, ...] = ()) -> Block:
    """The schema block of one class.

    Args:
        binding: the file.
        text: the class; empty for a struct that has none.
        settable: the text which lists its arguments.
        above: the structs around it, to stop at one which holds itself.
    """
    attributes, blocks = _computed(binding, text), {}
    for argument in arguments(settable):
        required = bool(text) and not omittable(text, argument.prop)
        if argument.struct not in binding.structs:
            attributes[argument.name] = _attribute(binding, text, argument, required=required)
        elif above.count(argument.struct) < _RECURSION:
            blocks[argument.name] = _nested_block(binding, argument, above, required=required)
    sections = {"attributes": attributes, "block_types": blocks}
    return {name: entries for name, entries in sections.items() if entries}


def _attribute(binding: Binding, text: str, argument: Argument, *, required: bool) -> Block:
    out: Block = {"type": type_of(binding, argument.mapper, argument.kind)}
    out["required" if required else "optional"] = True
    declared = nested(text).get(argument.name)
    if declared and declared.computed:
        out["computed"] = True
    return out | ({"write_only": True} if argument.write_only else {})


def _nested_block(binding: Binding, argument: Argument, above: tuple[str, ...], *, required: bool) -> Block:
    struct = argument.struct or ""
    single = argument.kind == "struct"
    inner = block_of(binding, binding.reference_body(struct), binding.structs[struct], (*above, struct))
    out: Block = {"nesting_mode": "single" if single else argument.kind, "block": inner}
    if required and not single:
        out["min_items"] = 1
    if not argument.is_listed and not single:
        out["max_items"] = 1
    return out


def _computed(binding: Binding, text: str) -> dict[str, Block]:
    """The attributes of a class which cannot be set."""
    types: dict[str, Any] = {name: _getter_type(getter) for name, getter in computed_getters(text).items()}
    types |= {name: ["map", _MAPPED[of.lower()]] for name, of in computed_maps(text).items()}
    for each in nested(text).values():
        if each.computed and not each.optional:
            inner = object_type(binding, each.struct + "OutputReference")
            collection = {"List": "set" if each.wraps_set else "list", "Map": "map"}.get(each.kind)
            types[each.name] = [collection, inner] if collection else inner
    return {name: {"type": kind, "computed": True} for name, kind in types.items()}


def _getter_type(getter: str) -> Type:
    found = re.search(r"this\.get(\w+)Attribute\('", getter)
    kind = _READ[found[1]] if found else "dynamic"
    return ["set", kind[1]] if "tolist" in getter else kind


def schemas_of(bindings: list[Binding]) -> dict[str, Any]:
    """The provider_schemas of all providers among the bindings."""
    out: dict[str, Any] = {}
    for binding in bindings:
        address = f"registry.terraform.io/hashicorp/{binding.provider}"
        entry = out.setdefault(address, {"resource_schemas": {}, "data_source_schemas": {}})
        schema = {"version": 0, "block": block_of(binding, binding.body, binding.arguments_text)}
        if binding.kind in _SECTION:
            entry[_SECTION[binding.kind]][binding.type] = schema
        elif binding.kind == "TerraformProvider":
            schema["block"].get("attributes", {}).pop("alias", None)  # an argument of Terraform's own
            entry |= {"provider": schema, "provider_version": binding.version}
    return out


def main() -> None:
    """Print the table."""
    wanted = wanted_types() | {"aws"}
    every = (binding for wheel in sys.argv[1:] for binding in read_wheel(Path(wheel)))
    kept = [b for b in every if b.provider != "aws" or b.type in wanted]
    unknown = wanted - {b.type for b in kept}
    if unknown:
        sys.exit(f"types.txt names what no wheel has: {' '.join(sorted(unknown))}")
    sys.stdout.write(dumps(schemas_of(kept), depth=3))


if __name__ == "__main__":
    main()
