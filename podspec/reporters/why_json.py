"""For programs: why an output line is as it is, and what a spec line decides, as JSON of a versioned shape."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from podspec import __version__
from podspec.model.origin import Bond, Cause, FileOrigin, LineOrigin, Place, Reach, Value
from podspec.model.source import Node, Span
from podspec.reporters.as_json import as_json

#: Raised only when a reader of the shape would have to change.
SHAPE = 1


def line(origin: FileOrigin, place: Place) -> str:
    """Why one line of an artifact is as it is."""
    drift = {
        "asked": place.asked,
        "same_on_disk": not place.differs and not place.is_missing,
        "file_has_drifted": place.has_drifted or place.is_missing,
    }
    return _document({**_head(origin), **drift, **_line(origin.lines[place.line - 1], origin)})


def file(origin: FileOrigin) -> str:
    """Why each line of an artifact is as it is."""
    return _document({**_head(origin), "lines": [_line(one, origin) for one in origin.lines]})


def reaches(found: Iterable[Reach]) -> str:
    """What each of some values decides."""
    return _document({"values": [_reach(one) for one in found]})


def _document(content: dict[str, Any]) -> str:
    return as_json({"why": SHAPE, "podspec": __version__, **content})


def _head(origin: FileOrigin) -> dict[str, Any]:
    return {
        "file": origin.path,
        "spec": origin.spec,
        "template": f"{origin.template}.j2",
        "file_hangs_on": [_value(one) for one in origin.whole],
    }


def _line(one: LineOrigin, origin: FileOrigin) -> dict[str, Any]:
    return {
        "line": one.line,
        "text": origin.text[one.line - 1],
        "decided_by": [_cause(cause) for cause in one.causes],
        "made_by": [{**made._asdict(), "inside": list(made.inside)} for made in one.templates],
    }


def _cause(cause: Cause) -> dict[str, Any]:
    return {**_value(cause.value), "how": cause.bond.name.lower()}


def _value(value: Value) -> dict[str, Any]:
    return {
        "path": value.name,
        "value": value.plain,
        "default": value.is_default,
        "place": _place(value.node, value.key),
        "hides": _place(value.hidden, None),
    }


def _place(node: Node | None, key: Span | None) -> dict[str, Any] | None:
    return {"file": node.file, **(key or node.span)._asdict()} if node else None


def _reach(reach: Reach) -> dict[str, Any]:
    return {
        **_value(reach.value),
        "hidden_by": [_value(one) for one in reach.hidden_by],
        "files": [
            {
                "file": path,
                "file_hangs_on_it": claim.whole,
                "lines": {bond.name.lower(): claim.of(bond) for bond in reversed(Bond)},
            }
            for path, claim in reach.claims.items()
        ],
    }
