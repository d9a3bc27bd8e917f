"""What may stand at a path of a spec, by its schema, in the words that are written there."""

from __future__ import annotations

from typing import Any

from podspec.model.schema_at import arms_at
from podspec.model.source import Path
from podspec.quoting.yaml import yaml

Schema = dict[str, Any]


def alternatives(path: Path, written: dict[str, str] | None = None) -> list[Schema]:
    """The kinds of value that may stand at a path; of blocks only those that fit what is `written` in them."""
    arms = arms_at(path)
    fitting = [arm for arm in arms if _fits(arm, written or {})]
    return fitting or arms


def _fits(arm: Schema, written: dict[str, str]) -> bool:
    told = consts(arm)
    return all(str(told[name]) == text for name, text in written.items() if name in told and text)


def consts(arm: Schema) -> Schema:
    """The fields of a block that take one value only, which tells its kind from others."""
    kinds = {name: [one, *one.get("anyOf", [])] for name, one in arm.get("properties", {}).items()}
    return {name: kind["const"] for name, ones in kinds.items() for kind in ones if "const" in kind}


def choices(path: Path) -> list[str]:
    """The values of a field that takes a few only; none if it takes others, too."""
    arms = alternatives(path)
    few = [_few(arm) for arm in arms]
    return list(dict.fromkeys(yaml(one) for values in few for one in values)) if all(few) else []


def some(path: Path) -> list[str]:
    """The fixed values that a field takes, beside whatever else it takes."""
    return list(dict.fromkeys(yaml(one) for arm in alternatives(path) for one in _few(arm)))


def examples(path: Path) -> list[str]:
    """Values that are right at a path, to be changed."""
    return list(dict.fromkeys(yaml(one) for arm in alternatives(path) for one in arm.get("examples", [])))


def is_single(path: Path) -> bool:
    """True for a field that takes no mapping."""
    return not any(arm.keys() & {"properties", "patternProperties"} for arm in alternatives(path))


def _few(arm: Schema) -> list[Any]:
    if arm.get("type") == "boolean":
        return [True, False]
    return list(arm.get("enum", [arm["const"]] if "const" in arm else []))
