"""YAML text -> events with their places, from whichever parser reads it right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podspec.model.source import Span


def libyaml_events(text: str) -> Iterator[Any]:
    """YAML events from libyaml, which is fast; from the slow parser where it is not installed."""
    try:
        from _ruamel_yaml import CParser
    except ImportError:
        yield from exact_events(text)
        return
    parser = CParser(text)
    while (event := parser.get_event()) is not None:
        yield event


def exact_events(text: str) -> Iterator[Any]:
    """YAML events from ruamel's own parser, which is slow, takes all of YAML and says best what is wrong."""
    from ruamel.yaml import YAML

    return YAML(typ="safe", pure=True).parse(text)  # type: ignore[no-any-return] # ruamel's parse is not typed


def span_of(start: Any, end: Any) -> Span:  # noqa: ANN401 - marks of the YAML library
    """The span between two of the parser's marks, which count from 0."""
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def event_span(event: Any) -> Span:  # noqa: ANN401 - an event of the YAML library
    """The span of an event."""
    return span_of(event.start_mark, event.end_mark)
