"""Are the values of a configuration ones that AWS takes? A second opinion, beyond the schema's types.

Three tables answer: data/values.json (limits out of AWS's API models), and the rules and choices of
value_rules.py. What is unknown before apply is not judged.
"""

from __future__ import annotations

import json
import math
import re
import textwrap
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from proof.offline import schema
from proof.offline.value_rules import BY_ENDING, BY_NAME, BY_PATH, CHOICES, Choice, Rule
from proof.offline.wire import Decoded

if TYPE_CHECKING:
    from collections.abc import Iterator

Path = tuple[str, ...]
Fact = dict[str, Any]
# Characters of a value that a message shows; the rest of a policy does not help.
_SHOWN = 200


@dataclass(frozen=True)
class Finding:
    """A value that AWS would refuse: the path of its argument, and what is wrong with it."""

    path: Path
    message: str


def findings(kind: str, block: schema.Block, value: schema.Value) -> Iterator[Finding]:
    """Judge the configuration of one resource of type `kind`."""
    for path, scalar in _scalars(block, value):
        dotted = ".".join(path)
        fact = _facts().get(kind, {}).get(dotted, {})
        yield from (Finding(path, _message(path, scalar, each)) for each in _outside(fact, scalar))
        for rule in _rules(kind, dotted, path[-1]):
            if not rule.accepts(scalar):
                expected = f"expected {rule.expected} [{rule.source}]"
                yield Finding(path, _message(path, scalar, expected))
    for choice in CHOICES.get(kind, ()):
        yield from _chosen(choice, value)


@cache
def _facts() -> dict[str, dict[str, Fact]]:
    facts: dict[str, dict[str, Fact]] = json.loads((schema.DATA / "values.json").read_text())
    return facts


def _scalars(block: schema.Block, value: schema.Value, above: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every known scalar, and its argument's path; a list of scalars gives each of them."""
    for name in schema.attributes(block):
        held = value.get(name)
        for scalar in held if isinstance(held, list) else [held]:
            if isinstance(scalar, str | int | float) and not isinstance(scalar, bool):
                yield (*above, name), scalar
    for name, inner, item in schema.nested(block, value):
        yield from _scalars(inner, item, (*above, name))


def _rules(kind: str, dotted: str, name: str) -> list[Rule]:
    endings = [rule for ending, rule in BY_ENDING.items() if name.endswith(ending)]
    return [*filter(None, (BY_PATH.get((kind, dotted)), BY_NAME.get(name))), *endings]


def _outside(fact: Fact, scalar: Decoded) -> Iterator[str]:
    """The limits of an API model which the scalar breaks."""
    if "enum" in fact and scalar not in fact["enum"]:
        yield f"expected one of {', '.join(fact['enum'])}"
    if "pattern" in fact and not re.fullmatch(fact["pattern"], str(scalar)):
        yield f"expected to match {fact['pattern']}"
    size = len(scalar) if isinstance(scalar, str) else scalar
    low, high = fact.get("min", -math.inf), fact.get("max", math.inf)
    if not low <= size <= high:
        yield f"expected {low} to {high}{' characters' if isinstance(scalar, str) else ''}"


def _chosen(choice: Choice, value: schema.Value) -> Iterator[Finding]:
    given = [name for name in choice.names if value.get(name) not in (None, [])]
    if len(given) > 1:
        yield Finding((given[1],), f"{' and '.join(given)} exclude each other [{choice.source}]")
    if choice.exactly_one and not given:
        yield Finding((), f"expected one of {', '.join(choice.names)} [{choice.source}]")


def _message(path: Path, scalar: object, expected: str) -> str:
    shown = textwrap.shorten(repr(scalar), _SHOWN, placeholder="...")
    return f"{'.'.join(path)} is {shown}: {expected}"
