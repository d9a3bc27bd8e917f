"""The full spec as data: every block of the language."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

Spec = dict[str, Any]

FILE = Path(__file__).parent / "specs" / "full.yaml"


def full(**changes: Any) -> Spec:  # noqa: ANN401  # whatever a spec may say
    """The full spec, with the values at some paths changed: `full(**{"targets.lambda.memory_mb": 1024})`."""
    return changed(YAML(typ="safe").load(FILE), changes)


def changed(spec: Spec, changes: dict[str, Any]) -> Spec:
    """A copy of a spec with other values at these dotted paths; None takes away what stands there."""
    copy = deepcopy(spec)
    for path, value in changes.items():
        *above, last = path.split(".")
        place = copy
        for key in above:
            place = place.setdefault(key, {})
        place[last] = value
        if value is None:
            del place[last]
    return copy


def as_yaml(spec: Spec) -> str:
    """A spec as a file: JSON is YAML, one top-level block a line."""
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in spec.items())
