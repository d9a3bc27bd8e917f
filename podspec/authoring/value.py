"""One line that a person types -> a value: YAML, or text as it stands where only text can be meant."""

from __future__ import annotations

from podspec.model.schema_at import Schema
from podspec.model.source import Entry, Mapping, Node, Plain, Scalar, Sequence, Source, Span
from podspec.pipeline.parse import parse

_NOWHERE = Span(1, 1, 1, 1)
_NULLS = {"null", "~"}


class ValueTextError(ValueError):
    """What was typed is no value."""


def read_value(typed: str, arms: list[Schema]) -> Node:
    """The value that a person means by what they type for a field.

    Args:
        typed: YAML of one line.
        arms: what the schema allows there. Where it allows nothing but text, `1.10`, `yes` and `a: b` are text as
            they stand, and only quotes are read as YAML.

    Raises:
        ValueTextError: if it is no YAML.
    """
    text = typed.strip()
    if (
        arms
        and all(arm.get("type") == "string" for arm in arms)
        and text not in _NULLS
        and text[:1] not in {*"\"'"}
    ):
        return node_of(text)
    if "\n" in text:
        raise ValueTextError("a value is one line of YAML; write lists and mappings in brackets: [a, b], {a: 1}")
    found = parse(Source("", f"value: {text}\n"))
    if found.value is None or found.diagnostics:
        raise ValueTextError(f"{typed!r} cannot stand in a spec: {found.diagnostics[0].message}")
    return found.value.entries["value"].value


def node_of(value: Plain) -> Node:
    """A value as a tree that stands nowhere."""
    if isinstance(value, dict):
        return Mapping(_NOWHERE, {key: Entry(_text(key), node_of(one)) for key, one in value.items()})
    if isinstance(value, tuple):
        return Sequence(_NOWHERE, [node_of(one) for one in value])
    return _text(value) if isinstance(value, str) else Scalar(_NOWHERE, value, str(value))


def _text(text: str) -> Scalar:
    return Scalar(_NOWHERE, text, text, quoted=True)
