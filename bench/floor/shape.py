"""The shape of a spec, read off its values: what the floor's models and templates are derived from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

#: Mappings whose keys are the user's own: a field of type `dict`, not a model.
_OPEN_MAPPINGS = {"tags", "environment"}


@dataclass(frozen=True)
class Field:
    """One key of a block: its kind, and whether some of the blocks go without it."""

    name: str
    kind: str  # text, integer, number, flag, words, mapping, block or blocks
    optional: bool
    block: Block | None = None


@dataclass(frozen=True)
class Block:
    """One mapping of the spec, or all the like ones of a list, as a class with fields."""

    name: str
    fields: tuple[Field, ...]

    def all_blocks(self) -> Iterator[Block]:
        """This block and those inside it, inner ones first."""
        for field in self.fields:
            if field.block:
                yield from field.block.all_blocks()
        yield self


def shape_of(spec: dict[str, Any]) -> Block:
    """The shape of a whole spec."""
    return _block("Spec", "", [spec])


def _block(name: str, prefix: str, mappings: Sequence[dict[str, Any]]) -> Block:
    keys = dict.fromkeys(key for mapping in mappings for key in mapping)
    return Block(name, tuple(_field(prefix, key, mappings) for key in keys))


def _field(prefix: str, key: str, mappings: Sequence[dict[str, Any]]) -> Field:
    values = [mapping[key] for mapping in mappings if key in mapping]
    kind = _kind(key, values)
    inner = [one for value in values for one in value] if kind == "blocks" else values
    name = prefix + key.title().replace("_", "")
    block = _block(name, name, inner) if kind in {"block", "blocks"} else None
    return Field(key, kind, len(values) < len(mappings), block)


def _kind(key: str, values: list[Any]) -> str:
    first = values[0]
    if isinstance(first, dict):
        return "mapping" if key in _OPEN_MAPPINGS else "block"
    if isinstance(first, list):
        return "blocks" if isinstance(first[0], dict) else "words"
    if any(isinstance(value, float) for value in values):
        return "number"
    return {bool: "flag", int: "integer", str: "text"}[type(first)]
