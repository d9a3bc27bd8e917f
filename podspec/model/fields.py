"""Every field of the spec by its dotted path, with what the model says about it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from podspec.model.schema import json_schema
from podspec.model.spec.base import PATTERN_WORDS

_LIMITS = {
    "minimum": "at least {:,}",
    "maximum": "at most {:,}",
    "exclusiveMinimum": "more than {:,}",
    "exclusiveMaximum": "less than {:,}",
    "minLength": "at least {:,} characters",
    "maxLength": "at most {:,} characters",
    "minItems": "at least {:,} entries",
    "maxItems": "at most {:,} entries",
    "minProperties": "at least {:,} entries",
    "maxProperties": "at most {:,} entries",
}


#: Stands in a path for a name of the user's.
_ANY = "<name>"


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its path, and the piece of the JSON Schema that stands for it."""

    path: str
    required: bool
    schema: dict[str, Any]

    @property
    def type(self) -> str:
        """What kind of value it takes, in words."""
        arms = [arm for arm in self.schema.get("anyOf", [self.schema]) if arm.get("type") != "null"]
        return " or ".join(dict.fromkeys(_type(arm) for arm in arms))

    @property
    def summary(self) -> str:
        """What it is for, in a few words: the beginning of its description."""
        return re.split(r"[.;:] ", str(self.schema.get("description", "")), maxsplit=1)[0].rstrip(".")

    @property
    def limits(self) -> list[str]:
        """What else must hold of the value."""
        arms = [self.schema, *self.schema.get("anyOf", [])]
        said = [
            words.format(arm[key]).replace(" 1 entries", " 1 entry")
            for arm in arms
            for key, words in _LIMITS.items()
            if key in arm
        ]
        return said + [PATTERN_WORDS[arm["pattern"]] for arm in arms if arm.get("pattern") in PATTERN_WORDS]

    @property
    def _default(self) -> str:
        """What holds where the field is not written."""
        if self.schema["default"] == {} and "properties" in self.schema:
            return "that of each field in it"
        return json.dumps(self.schema["default"], ensure_ascii=False)

    def page(self) -> str:
        """The field's page, as `podspec explain` prints it."""
        lines = [f"# {self.path}", "", self.schema.get("description", ""), "", f"Type: {self.type}"]
        if self.limits:
            lines.append(f"Limits: {'; '.join(self.limits)}")
        if "default" in self.schema:
            lines.append(f"Default: {self._default}")
        lines.append("Required" if self.required else "Optional")
        for example in self.schema.get("examples", [])[:1]:
            key = self.path.rpartition(".")[2]
            lines += ["", f"Example: {key}: {json.dumps(example, ensure_ascii=False)}"]
        return "\n".join(lines) + "\n"


def _type(arm: dict[str, Any]) -> str:
    if "enum" in arm:
        return "one of " + ", ".join(json.dumps(one) for one in arm["enum"])
    if "const" in arm:
        return json.dumps(arm["const"])
    names = {"integer": "whole number", "string": "text", "boolean": "true or false", "array": "list"}
    if arm.get("type") == "array" and "items" in arm:
        return f"list of {_type(arm['items'])}"
    return names.get(str(arm.get("type")), "mapping" if arm.get("type") != "number" else "number")


@cache
def fields() -> dict[str, Field]:
    """All fields, in the order of the models; `<name>` stands for a name of the user's."""
    schema = json_schema()
    return {field.path: field for field in _below(schema, schema["definitions"], "")}


def find(path: str) -> Field | None:
    """The field at a path as messages write it: with real names, indices, or an environment's name in front.

    `environments.prod.regions[0]` and `prod.targets.lambda.memory_mb` both lead to a field.
    """
    parts = tuple(re.sub(r"\[[0-9]*\]", "", path).split("."))
    known = {tuple(one.replace("[]", "").split(".")): field for one, field in fields().items()}
    return _match(parts, known) or _match(parts[1:], known)


def _match(parts: tuple[str, ...], known: dict[tuple[str, ...], Field]) -> Field | None:
    """The field whose path is the same part by part, where `<name>` stands for any name."""
    alike = (field for other, field in known.items() if len(other) == len(parts) and _fits(parts, other))
    return next(alike, None)


def _fits(parts: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return all(its in {mine, _ANY} for mine, its in zip(parts, other, strict=True))


def children(path: str) -> list[Field]:
    """The fields right below one; those of the top for an empty path."""
    return [field for one, field in fields().items() if _parent(one) == path]


def _parent(path: str) -> str:
    """The field above a field: the names of the user's between them are none."""
    above = path.rpartition(".")[0].removesuffix("[]")
    return above.removesuffix(f".{_ANY}")


def _below(block: dict[str, Any], definitions: dict[str, Any], path: str) -> Iterator[Field]:
    for key, schema in block.get("properties", {}).items():
        here = f"{path}.{key}" if path else key
        resolved = _resolved(schema, definitions)
        yield Field(here, key in block.get("required", []), resolved)
        yield from _inside(resolved, definitions, here)


def _inside(schema: dict[str, Any], definitions: dict[str, Any], path: str) -> Iterator[Field]:
    """The fields below one field: of a block, of each arm of a union, of the entries of a map or a list."""
    seen: set[str] = set()
    for arm in schema.get("anyOf", schema.get("oneOf", [schema])):
        resolved = _resolved(arm, definitions)
        for entries in resolved.get("patternProperties", {}).values():
            yield from _inside(_resolved(entries, definitions), definitions, f"{path}.<name>")
        if isinstance(resolved.get("items"), dict):
            yield from _inside(_resolved(resolved["items"], definitions), definitions, f"{path}[]")
        if "oneOf" in resolved and resolved is not schema:
            yield from _inside(resolved, definitions, path)
        for field in _below(resolved, definitions, path):
            if field.path not in seen:
                seen.add(field.path)
                yield field


def _resolved(schema: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    """A schema with its reference followed; its own texts win."""
    if "$ref" not in schema:
        return schema
    target: dict[str, Any] = definitions[schema["$ref"].rpartition("/")[2]]
    return {**target, **{key: one for key, one in schema.items() if key != "$ref"}}
