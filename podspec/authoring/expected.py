"""What an edit must come to, worked out on values alone, beside the text that is really edited."""

from __future__ import annotations

import json

from podspec.model.source import Path, Plain


def is_same(one: Plain, other: Plain) -> bool:
    """True for two values that a reader of YAML takes for the same: `1` is neither `1.0` nor `true`."""
    return said(one) == said(other)


def said(value: Plain) -> str:
    """A value as a text that tells 1 from 1.0 and from true, whatever the order of keys."""
    return json.dumps(value, sort_keys=True)


def with_value(value: Plain, path: Path, new: Plain) -> Plain:
    """A value with another one at a path; what is missing on the way is made."""
    if not path:
        return new
    part, rest = path[0], path[1:]
    if isinstance(part, int):
        items = value if isinstance(value, tuple) else ()
        return (
            *items[:part],
            with_value(items[part] if part < len(items) else None, rest, new),
            *items[part + 1 :],
        )
    entries = value if isinstance(value, dict) else {}
    return {**entries, part: with_value(entries.get(part), rest, new)}


def without_value(value: Plain, path: Path) -> Plain:
    """A value without what stands at a path.

    Raises:
        KeyError: if nothing stands there.
    """
    part, rest = path[0], path[1:]
    if isinstance(part, int) and isinstance(value, tuple):
        return (*value[:part], *([without_value(value[part], rest)] if rest else []), *value[part + 1 :])
    if isinstance(part, str) and isinstance(value, dict) and part in value:
        kept = {name: one for name, one in value.items() if name != part}
        return {**value, part: without_value(value[part], rest)} if rest else kept
    raise KeyError(part)
