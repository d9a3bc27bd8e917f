"""How findings speak of a value: where they point, and what a person would say that they wrote."""

from __future__ import annotations

from podspec.model.source import Mapping, Node, Place, Scalar, Sequence, Span

_SHOWN = 40


def anchor(place: Place) -> Span:
    """Where to point: at the value, or at its key where the value is empty or fills several lines."""
    span = place.value
    many_lines = span.end_line > span.line and not isinstance(place.node, Scalar)
    is_empty = (span.line, span.column) == (span.end_line, span.end_column)
    if place.key and (many_lines or is_empty):
        return place.key
    if many_lines:
        return Span(span.line, span.column, span.line, span.column + 1)
    return span


def describe(node: Node) -> str:
    """What a person would say that they wrote."""
    if isinstance(node, Mapping):
        return "a mapping"
    if isinstance(node, Sequence):
        return "a list"
    if node.value is None:
        return "nothing"
    if isinstance(node.value, str):
        text = node.value if len(node.value) <= _SHOWN else f"{node.value[:_SHOWN]}…"
        return f"the text {flow(text)}"
    return node.raw


def flow(value: object) -> str:
    """A value as one would write it on one line of YAML."""
    from json import dumps

    return dumps(value, ensure_ascii=False)
