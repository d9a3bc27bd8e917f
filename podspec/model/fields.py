"""Every field of the spec by its dotted path, with what the model says about it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from podspec.model.schema import json_schema
from podspec.model.schema_at import arms, resolve
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
_ENVIRONMENTS = "environments"
#: What stands in front of an overlay.
_ENVIRONMENT = f"{_ENVIRONMENTS}.{_ANY}."
#: The end of a sentence or of a part of one, but not inside of braces.
_END_OF_SUMMARY = re.compile(r"[.;:] (?![^{]*\})")
#: One part of a path: a name, which stands in quotes where it has dots.
_PART = re.compile(r'"([^"]*)"|([^."]+)')


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its path, and the piece of the JSON Schema that stands for it.

    `kind` is set in a block of several kinds, such as a rollout: the kind that this is the field of. `is_overlaid`
    says that an environment may say otherwise.
    """

    path: str
    required: bool
    schema: dict[str, Any]
    kind: str = ""
    is_overlaid: bool = False

    @property
    def type(self) -> str:
        """What kind of value it takes, in words."""
        kinds = [arm for arm in arms(self.schema) if "properties" in arm]
        named = len({tuple(arm["properties"]) for arm in kinds if not _tag(arm)}) > 1
        return " or ".join(dict.fromkeys(_type(arm, named=named) for arm in arms(self.schema)))

    @property
    def summary(self) -> str:
        """What it is for, in a few words: the beginning of its description."""
        return _END_OF_SUMMARY.split(str(self.schema.get("description", "")), maxsplit=1)[0].rstrip(".")

    @property
    def limits(self) -> list[str]:
        """What else must hold of the value."""
        pieces = [self.schema, *self.schema.get("anyOf", [])]
        said = [
            words.format(piece[key]).replace(" 1 entries", " 1 entry")
            for piece in pieces
            for key, words in _LIMITS.items()
            if key in piece
        ]
        said += [PATTERN_WORDS[one["pattern"]] for one in pieces if one.get("pattern") in PATTERN_WORDS]
        names = [name for piece in pieces for name in piece.get("patternProperties", {})]
        return said + [f"each name: {PATTERN_WORDS[name]}" for name in names if name in PATTERN_WORDS]

    @property
    def takes_names(self) -> bool:
        """True if names of the user's stand below it."""
        return any("patternProperties" in arm for arm in arms(self.schema))

    @property
    def example(self) -> str:
        """How it looks in a spec, in one line; empty if there is no example."""
        key = self.path.rpartition(".")[2].removesuffix("[]")
        shown = (f"{key}: {json.dumps(one, ensure_ascii=False)}" for one in self.schema.get("examples", []))
        return next(shown, "")

    @property
    def _default(self) -> str:
        """What holds where the field is not written."""
        if self.schema["default"] == {} and "properties" in self.schema:
            return "that of each field in it"
        return json.dumps(self.schema["default"], ensure_ascii=False)

    @property
    def facts(self) -> dict[str, str]:
        """What else there is to say of it, by what each fact is called."""
        said = {"Type": self.type}
        if self.limits:
            said["Limits"] = "; ".join(self.limits)
        if "default" in self.schema:
            said["Default"] = self._default
        if self.is_overlaid:
            said["Overlay"] = f"{_ENVIRONMENT}{self.path}"
        return said

    @property
    def need(self) -> str:
        """Whether it must be written."""
        return "Required" if self.required else "Optional"

    def page(self) -> str:
        """The field's page, as `podspec explain` prints it."""
        lines = [f"# {self.path}", "", self.schema.get("description", ""), ""]
        lines += [f"{name}: {said}" for name, said in self.facts.items()]
        lines += [self.need, *(["", f"Example: {self.example}"] if self.example else [])]
        return "\n".join(lines) + "\n"

    def beside(self, other: Field) -> Field:
        """This field and the same one of another kind of its block, as one."""
        mine, its = self.schema, other.schema
        said, its_said = mine.get("description", ""), its.get("description", "")
        joined = {
            **mine,
            "description": said if its_said in said else f"{said} With {other.kind}: {its_said}",
            "examples": [*mine.get("examples", []), *its.get("examples", [])],
        }
        if "const" not in its:
            return replace(self, required=self.required and other.required, schema=joined)
        # One of several kinds must say which it is.
        joined["enum"] = [*mine.get("enum", [mine.get("const")]), its["const"]]
        left = {key: one for key, one in joined.items() if key not in {"const", "default"}}
        return replace(self, required=True, schema=left)


def _tag(arm: dict[str, Any]) -> str:
    """The word by which one kind of a block says which it is; empty if none does."""
    words = (one.get("const") for one in arm.get("properties", {}).values())
    return next((word for word in words if isinstance(word, str)), "")


def _type(arm: dict[str, Any], *, named: bool = False) -> str:
    """The type of one kind of value in words; `named` says which fields a mapping has."""
    if "enum" in arm:
        return "one of " + ", ".join(json.dumps(one) for one in arm["enum"])
    if "const" in arm:
        return json.dumps(arm["const"])
    names = {"integer": "whole number", "string": "text", "boolean": "true or false", "array": "list"}
    if arm.get("type") == "array" and "items" in arm:
        return f"list of {_type(arm['items'])}"
    if named and "properties" in arm:
        return f"mapping of {', '.join(arm['properties'])}"
    return names.get(str(arm.get("type")), "mapping" if arm.get("type") != "number" else "number")


@cache
def fields() -> dict[str, Field]:
    """All fields, in the order of the models; `<name>` stands for a name of the user's.

    What an overlay has inside is the base's field once more, which says that it may be overlaid.
    """
    every = _every()
    return {
        path: replace(field, is_overlaid=f"{_ENVIRONMENT}{path}" in every)
        for path, field in every.items()
        if _overlaid(path) not in every or path.count(".") == _ENVIRONMENT.count(".")
    }


def _overlaid(path: str) -> str:
    """The field of the base that one of an overlay stands for; empty for a field of the base."""
    return path.removeprefix(_ENVIRONMENT) if path.startswith(_ENVIRONMENT) else ""


def find(path: str) -> Field | None:
    """The field at a path as messages write it: with real names, indices, or an environment's name in front.

    `environments.prod.regions[0]` leads to a field, and so does `prod.regions[0]`. What an overlay has inside
    leads to the base's field, `environments.prod.targets.lambda.memory_mb` and `prod.targets.lambda.memory_mb`
    alike. A name of the user's, such as a tag's, leads to the mapping that it stands in.
    """
    parts = tuple(quoted or plain for quoted, plain in _PART.findall(re.sub(r"\[[0-9]*\]", "", path)))
    inside = parts[2:] if parts[:1] == (_ENVIRONMENTS,) else parts[1:]
    if not parts:
        return None
    return (
        _match(parts)
        or _match((_ENVIRONMENTS, *parts))
        or _match(inside)
        or _match_mapping(parts[:-1])
        or _match_mapping(inside[:-1])
    )


def _match(parts: tuple[str, ...]) -> Field | None:
    """The field whose path is the same part by part, where `<name>` stands for any name."""
    alike = (field for other, field in _by_parts().items() if len(other) == len(parts) and _fits(parts, other))
    return next(alike, None)


def _match_mapping(parts: tuple[str, ...]) -> Field | None:
    """The same, if names of the user's stand below it."""
    found = _match(parts)
    return found if found and found.takes_names else None


@cache
def _by_parts() -> dict[tuple[str, ...], Field]:
    return {tuple(path.replace("[]", "").split(".")): field for path, field in fields().items()}


def _fits(parts: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return all(its in {mine, _ANY} for mine, its in zip(parts, other, strict=True))


def children(path: str) -> list[Field]:
    """The fields right below one: of the top for an empty path, and of an overlay those that it may have."""
    over = _overlaid(path)
    found = [field for one, field in fields().items() if _parent(one) == path]
    return found or ([field for field in children(over) if field.is_overlaid] if over else [])


def _parent(path: str) -> str:
    """The field above a field: the names of the user's between them are none."""
    above = path.rpartition(".")[0].removesuffix("[]")
    return above.removesuffix(f".{_ANY}")


@cache
def _every() -> dict[str, Field]:
    """All fields with those of overlays, each once: those that several kinds of a block have are joined."""
    found: dict[str, Field] = {}
    for field in _below(json_schema(), ""):
        found[field.path] = found[field.path].beside(field) if field.path in found else field
    return found


def _below(block: dict[str, Any], path: str) -> Iterator[Field]:
    for key, schema in block.get("properties", {}).items():
        here = f"{path}.{key}" if path else key
        resolved = resolve(schema)
        yield Field(here, key in block.get("required", []), resolved, _tag(block))
        yield from _inside(resolved, here)


def _inside(schema: dict[str, Any], path: str) -> Iterator[Field]:
    """The fields below one field: of a block, of each arm of a union, of the entries of a map or a list."""
    for arm in arms(schema):
        for entries in arm.get("patternProperties", {}).values():
            yield from _inside(entries, f"{path}.{_ANY}")
        if isinstance(arm.get("items"), dict):
            yield from _inside(arm["items"], f"{path}[]")
        yield from _below(arm, path)
