"""What makes an edit of the spec live: one field, and what an apply of it changes.

There are three ways. What is part of a version or of a host takes effect when a rollout brings that version or
those hosts into traffic; `terraform apply` only makes them. What stands around them takes effect when it is applied.
What a rollout itself goes by takes effect with the next one, and every apply of a changed environment ends in one.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Step(StrEnum):
    """What brings an edit to those who call the service."""

    ROLLOUT = "apply makes a new version, and a rollout of it takes over traffic"
    APPLY = "apply changes it at once"
    NEXT = "apply changes what the next rollout does"


class Edit(NamedTuple):
    """One field of the spec with another value.

    Attributes:
        field: the field, as `podspec explain` names it, without the environment's name.
        old: what stands in the text of the target's spec, once.
        new: what takes its place.
        step: what makes the edit live.
        changes: the resources of the target and its names that Terraform plans to change, and no others, each
            without its index.
    """

    field: str
    old: str
    new: str
    step: Step
    changes: frozenset[str]


class Target(NamedTuple):
    """A target of the spec, and every field that it runs with.

    Attributes:
        name: what the spec calls it.
        spec: the spec before the edit.
        version: the resource that a version of the service comes from, and its attribute that counts them.
        edits: one for each field.
    """

    name: str
    spec: str
    version: tuple[str, str]
    edits: tuple[Edit, ...]


def edit(field: str, old: str, new: str, step: Step, *changes: str) -> Edit:
    """An edit whose resources are written one by one."""
    return Edit(field, old, new, step, frozenset(changes))
