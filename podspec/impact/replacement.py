"""What a change of an argument does to its resource: data/README.md says where that is known from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Final, NamedTuple

_DATA: Final = files("podspec.impact") / "data" / "replacement.json"
_REGION: Final = "region"
_PATHS: Final = ("replaces", "updates", "toggles", "renews", "computed", "sets")
#: Arguments that Terraform keeps for itself.
_OWN: Final = frozenset({"timeouts"})


class Kind(NamedTuple):
    """What is known of a type of resources; paths are without indices, and stand for all that is below them.

    Attributes:
        replaces: arguments whose changes replace the resource.
        updates: arguments whose changes are made in place.
        toggles: arguments that replace it when they come or go, and not when they change.
        doubts: `argument=value` -> the arguments of which then nobody knows what they do.
        renews: attributes that get new values whenever the resource is changed in place.
        computed: arguments that AWS fills in: taken away, they stay what they were.
        sets: what has no order.
        has_tags: whether the provider's default tags are added to its own.
    """

    replaces: frozenset[str] = frozenset()
    updates: frozenset[str] = frozenset()
    toggles: frozenset[str] = frozenset()
    doubts: Mapping[str, Sequence[str]] = {}
    renews: frozenset[str] = frozenset()
    computed: frozenset[str] = frozenset()
    sets: frozenset[str] = frozenset()
    has_tags: bool = False

    def given(self, attributes: Mapping[str, object]) -> Kind:
        """What is known of a resource of the type that has these attributes."""
        doubted = {path for case, paths in self.doubts.items() if _holds(case, attributes) for path in paths}
        return self._replace(updates=self.updates - doubted) if doubted else self

    def forces(self, path: str, *, toggled: bool = False) -> bool | None:
        """Whether a change at a path, without indices, replaces the resource; None where nobody knows.

        Args:
            path: what changes.
            toggled: whether it is set on one side only.
        """
        upwards = set(_upwards(path))
        if self.replaces & upwards or (toggled and path in self.toggles):
            return True
        return False if (self.updates | _OWN) & upwards else None

    @property
    def has_region(self) -> bool:
        """Whether a resource of the type lies in the provider's region unless it names another one."""
        return _REGION in self.replaces


def _holds(case: str, attributes: Mapping[str, object]) -> bool:
    argument, _, value = case.partition("=")
    return attributes.get(argument) == value


UNKNOWN: Final = Kind()


@cache
def kind(name: str) -> Kind:
    """What is known of a type; nothing of one that the table lacks."""
    row = _table().get(name)
    if row is None:
        return UNKNOWN
    paths = {field: frozenset(row.get(field, ())) for field in _PATHS}
    return Kind(**paths, doubts=row.get("doubts", {}), has_tags=bool(row.get("tags")))


@cache
def _table() -> dict[str, dict[str, Any]]:
    table: dict[str, dict[str, Any]] = json.loads(_DATA.read_text("utf-8"))
    return table


def _upwards(path: str) -> Iterator[str]:
    """The path, and all that it is a part of."""
    steps = path.split(".")
    return (".".join(steps[:length]) for length in range(1, len(steps) + 1))
