"""JSON that can be printed anywhere: whatever a terminal or a CI log might obey is spelt as an escape."""

from __future__ import annotations

import json

from podspec.reporters.excerpt import UNSAFE


def as_json(document: object, *, indent: int | None = 2) -> str:
    """A document as JSON on lines of its own. What a reader makes of it is the document, to the character."""
    text = json.dumps(document, ensure_ascii=False, indent=indent)
    # Line feeds are the layout's: json.dumps leaves none inside of a string. Nor is `##` ever anything but text.
    safe = UNSAFE.sub(lambda found: found[0] if found[0] == "\n" else f"\\u{ord(found[0]):04x}", text)
    return safe.replace("##", "#\\u0023") + "\n"
