"""The full spec as data: every block of the language, less those that no component of this version builds."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML

from podspec.pipeline.unbuilt import OF_AN_ENVIRONMENT, OF_THE_SPEC

if TYPE_CHECKING:
    from collections.abc import Sequence

Spec = dict[str, Any]

FILE = Path(__file__).parent / "specs" / "full.yaml"


def full(**changes: Any) -> Spec:  # noqa: ANN401  # whatever a spec may say
    """The full spec, with the values at some paths changed: `full(**{"targets.lambda.memory_mb": 1024})`."""
    return buildable(changed(YAML(typ="safe").load(FILE), changes))


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


def buildable(spec: Spec) -> Spec:
    """A copy of a spec without the blocks that only a later version builds."""
    copy = deepcopy(spec)
    for path in OF_THE_SPEC:
        _take_out(copy, path)
    for place in (copy, *copy["environments"].values()):
        for path in OF_AN_ENVIRONMENT:
            _take_out(place, path)
    return copy


def _take_out(place: Spec, path: Sequence[str | int]) -> None:
    *above, last = map(str, path)
    for key in above:
        place = place.get(key) or {}
    place.pop(last, None)


def as_yaml(spec: Spec) -> str:
    """A spec as a file: JSON is YAML, one top-level block a line."""
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in spec.items())
