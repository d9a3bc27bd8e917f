"""What text names, whatever it is worth: the resources that stand in a block by their own names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Final

from podspec.impact.hcl.syntax import Attribute, Body, Name

# First words that name no resource.
_WORDS: Final = frozenset({"count", "data", "each", "local", "module", "path", "self", "terraform", "var"})


def resources_in(body: Body) -> frozenset[str]:
    """The managed resources that a body names, such as `aws_iam_role.this`; those in what it refers to are not."""
    return frozenset(_pairs(body))


def _pairs(part: object) -> Iterator[str]:
    if isinstance(part, Attribute) and isinstance(part.of, Name):
        # What a `for` gives a name to is taken for a resource, too: no resource has its name, so it does no harm.
        if part.of.name not in _WORDS:
            yield f"{part.of.name}.{part.name}"
    elif is_dataclass(part):
        for field in fields(part):
            yield from _pairs(getattr(part, field.name))
    elif isinstance(part, dict | tuple):
        for item in part.values() if isinstance(part, dict) else part:
            yield from _pairs(item)
