"""The floor's models: source text of one Pydantic class for each block of its spec."""

from __future__ import annotations

from collections.abc import Iterator

from floor.shape import Block, Field

_HEAD = '''"""Derived from the floor's spec; see bench/floor/models.py."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

Text = Annotated[str, Field(min_length=1, max_length=256)]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{1,38}[a-z0-9]$")]
Integer = Annotated[int, Field(ge=0, le=100_000)]
Number = Annotated[float, Field(ge=0)]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
'''
_TYPES = {
    "text": "Text",
    "integer": "Integer",
    "number": "Number",
    "flag": "bool",
    "words": "Annotated[list[Text], Field(min_length=1)]",
    "mapping": "dict[str, Text]",
}


def models_source(spec: Block) -> str:
    """A Python module with a class for each block; the last one, `Spec`, is the spec."""
    return "\n\n".join([_HEAD, *("\n".join(_class(block)) + "\n" for block in spec.all_blocks())])


def _class(block: Block) -> Iterator[str]:
    yield f"class {block.name}(Strict):"
    for field in block.fields:
        kind = _type(field)
        yield f"    {field.name}: {kind} | None = None" if field.optional else f"    {field.name}: {kind}"


def _type(field: Field) -> str:
    if field.block:
        return f"list[{field.block.name}]" if field.kind == "blocks" else field.block.name
    return "Name" if field.name == "name" else _TYPES[field.kind]
