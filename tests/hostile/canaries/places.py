"""Every place of a spec, or of a policy, where a text may stand: from the schema, so that none is forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any, NamedTuple

Schema = dict[str, Any]
#: Stands for a name of the user's.
NAME = "<name>"


class Step(NamedTuple):
    """A key, an index or NAME, and the kind of block or list that it is looked up in."""

    part: str | int
    kind: Schema


class Place(NamedTuple):
    """The way to a text. `is_key` says that the last part, a name of the user's, is what is meant."""

    steps: tuple[Step, ...]
    is_key: bool = False
    is_free: bool = False

    def __str__(self) -> str:
        """The way as messages write it."""
        words = "".join(f"[{one.part}]" if isinstance(one.part, int) else f".{one.part}" for one in self.steps)
        return f"{words.removeprefix('.')}{' (name)' if self.is_key else ''}"

    def text(self, spec: Schema) -> str:
        """What stands here in a spec that has been planted with it."""
        return self._planted(deepcopy(spec), None)

    def planted(self, spec: Schema, text: str) -> Schema:
        """A copy of a spec with another text here; whatever the way there asks for is made of examples."""
        made = deepcopy(spec)
        self._planted(made, text)
        return made

    def _planted(self, here: Any, text: str | None) -> str:  # noqa: ANN401 - any JSON
        for step, after in zip(self.steps, self.steps[1:], strict=False):
            key = _entered(here, step)
            if not _fits(here[key], after.kind):
                here[key] = example(after.kind)
            here = here[key]
        key = _entered(here, self.steps[-1])
        if self.is_key:
            if text is not None:
                entries = [(text if name == key else name, value) for name, value in here.items()]
                here.clear()
                here.update(entries)
            return str(key)
        found = here[key] if isinstance(here[key], str) else ""
        if text is not None:
            here[key] = text
        return found


def _entered(here: Any, step: Step) -> str | int:  # noqa: ANN401 - any JSON
    """The key or index of a step, which is made if it is not there."""
    if isinstance(step.part, int):
        if not here:
            here.append(example(step.kind["items"]))
        return step.part
    if step.part == NAME:
        (inside,) = step.kind["patternProperties"].values()
        if not here:
            here["zqname"] = example(inside)
        return next(iter(here))
    if step.part not in here:
        here[step.part] = example(step.kind["properties"][step.part])
    return step.part


def _fits(value: object, kind: Schema) -> bool:
    """True if a value can be one of a kind of block or list."""
    if "items" in kind or isinstance(value, list):
        return isinstance(value, list) and "items" in kind
    if not isinstance(value, dict):
        return False
    return "properties" not in kind or (
        set(value) <= set(kind["properties"]) and set(kind.get("required", ())) <= set(value)
    )


def example(schema: Schema) -> Any:  # noqa: ANN401 - any JSON
    """A value of a kind, made of the schema's own examples."""
    if schema.get("examples"):
        return deepcopy(schema["examples"][0])
    if "const" in schema or "enum" in schema:
        return schema.get("const", schema.get("enum", [None])[0])
    arms = [one for key in ("anyOf", "oneOf") for one in schema.get(key, ())]
    if arms:
        return example(arms[0])
    if "properties" in schema:
        return {key: example(schema["properties"][key]) for key in schema.get("required", ())}
    return {"array": [], "object": {}, "integer": 1, "boolean": True}.get(str(schema.get("type")), "x")


def places(schema: Schema) -> list[Place]:
    """All of them, each once."""
    found = {str(one): one for one in _places(_Resolved(schema), schema, ())}
    return list(found.values())


class _Resolved:
    """Follows the references of a schema."""

    def __init__(self, whole: Schema) -> None:
        self._definitions = whole.get("definitions", whole.get("$defs", {}))

    def __call__(self, schema: Schema) -> Schema:
        """A piece with its reference followed, and those of what it holds right inside."""
        if "$ref" in schema:
            target = self._definitions[schema["$ref"].rpartition("/")[2]]
            schema = {**target, **{key: one for key, one in schema.items() if key != "$ref"}}
        return schema

    def arms(self, schema: Schema) -> list[Schema]:
        """Every kind of value that it allows but null, with what it says of them all."""
        whole = self(schema)
        inner = [*whole.get("anyOf", ()), *whole.get("oneOf", ())]
        if not inner:
            return [] if whole.get("type") == "null" else [self._deep(whole)]
        said = {"examples": whole["examples"]} if "examples" in whole and len(inner) < 3 else {}
        return [{**said, **arm} if _is_shown(said, arm) else arm for one in inner for arm in self.arms(one)]

    def _deep(self, schema: Schema) -> Schema:
        """With the references of its fields followed: examples are made without this class."""
        made = dict(schema)
        for key in ("properties", "patternProperties"):
            if key in made:
                made[key] = {name: self(one) for name, one in made[key].items()}
        if isinstance(made.get("items"), dict):
            made["items"] = self(made["items"])
        return made


def _is_shown(said: Schema, arm: Schema) -> bool:
    """True if a field's example is one of this kind of value."""
    return bool(said) and isinstance(said["examples"][0], dict) and _fits(said["examples"][0], arm)


def _places(resolved: _Resolved, schema: Schema, way: tuple[Step, ...]) -> Iterator[Place]:
    if len(way) > _DEEPEST:
        return
    for kind in resolved.arms(schema):
        if _is_text(kind):
            yield Place(way, is_free="pattern" not in kind and "enum" not in kind and "const" not in kind)
        for key, inside in kind.get("properties", {}).items():
            yield from _places(resolved, inside, (*way, Step(key, kind)))
        for inside in kind.get("patternProperties", {}).values():
            yield Place((*way, Step(NAME, kind)), is_key=True)
            yield from _places(resolved, inside, (*way, Step(NAME, kind)))
        if isinstance(kind.get("items"), dict) and kind["items"]:
            yield from _places(resolved, kind["items"], (*way, Step(0, kind)))


#: A condition of a policy may hold others, without end.
_DEEPEST = 7


def _is_text(kind: Schema) -> bool:
    said = kind.get("const", next(iter(kind.get("enum", ())), None))
    return kind.get("type") == "string" or isinstance(said, str)
