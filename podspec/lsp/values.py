"""The value of a field in each environment, and where it comes from: what `podspec show --origin` says of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from podspec.model.compilation import Compilation
from podspec.model.environment import OVERLAID, OWN, Resolved
from podspec.model.source import Mapping, Path, locate

_ENVIRONMENTS = "environments"
#: Where in a path what belongs to an environment begins.
_INSIDE = 2


class Held(NamedTuple):
    """What a field is in one environment; `environment` is empty for what all have in common.

    `line` is None for a default. `file` is empty for the spec itself, and else the policy.
    """

    environment: str
    value: Any
    line: int | None
    file: str = ""
    is_overlay: bool = False


def held(analysed: Compilation, path: Path) -> list[Held]:
    """What a field of a spec that is right in shape is, in each environment that has it.

    What stands in an overlay is looked up in all environments, so that they can be compared.
    """
    if path[:1] == (_ENVIRONMENTS,) and len(path) > _INSIDE:
        inside = path[_INSIDE:]
        chosen = [one for one in analysed.resolved if inside[0] in OVERLAID or one.environment.name == path[1]]
        return [found for one in chosen for found in _in(one, analysed, inside)]
    if path[0] in {*OVERLAID, *OWN}:
        return [found for one in analysed.resolved for found in _in(one, analysed, path)]
    return list(_in_all(analysed, path))


def _in(one: Resolved, analysed: Compilation, path: Path) -> Iterator[Held]:
    name = one.environment.name
    is_there, value = _inside(one.environment.model_dump(mode="json", by_alias=True), path)
    if is_there:
        yield _held(name, value, one.tree, analysed, path)


def _in_all(analysed: Compilation, path: Path) -> Iterator[Held]:
    """A value that no environment overlays."""
    if analysed.spec is None or analysed.tree is None:
        return
    is_there, value = _inside(analysed.spec.model_dump(mode="json", by_alias=True), path)
    if is_there:
        yield _held("", value, analysed.tree, analysed, path)


def _held(name: str, value: Any, tree: Mapping, analysed: Compilation, path: Path) -> Held:  # noqa: ANN401 - any plain value
    found = locate(tree, path)
    if found.depth < len(path):
        return Held(name, value, None)
    line = (found.key or found.value).line
    if found.file != analysed.file:
        return Held(name, value, line, found.file)
    is_overlay = bool(name) and path[0] not in OWN and analysed.is_of_environment(name, found)
    return Held(name, value, line, is_overlay=is_overlay)


def _inside(value: Any, path: Path) -> tuple[bool, Any]:  # noqa: ANN401 - any plain value
    for part in path:
        known = value if isinstance(value, dict) else dict(enumerate(value if isinstance(value, list) else ()))
        if part not in known:
            return False, None
        value = known[part]
    return True, value
