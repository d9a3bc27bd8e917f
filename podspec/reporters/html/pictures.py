"""The pictures that podspec renders for a service, each inside of the page.

They are shown as images: in an image no style reaches the page around it, no script runs and nothing is fetched.
Source: https://www.w3.org/TR/SVG2/conform.html#secure-static-mode (2026-11).
"""

from __future__ import annotations

import re
from base64 import b64encode
from html import unescape
from typing import NamedTuple

from podspec.model.compilation import Compilation

_TEXT = {name: re.compile(rf"<{name}\b[^>]*>(.*?)</{name}>", re.DOTALL) for name in ("title", "desc")}
_SIZE = re.compile(r'<svg\b[^>]*\bviewBox="0 0 ([0-9]{1,6}) ([0-9]{1,6})"')


class Picture(NamedTuple):
    """An image, what it shows in words, and its size in CSS pixels."""

    address: str
    words: str
    width: int
    height: int


def view(about: Compilation, name: str) -> Picture | None:
    """The picture of this name among a spec's documents; None if the spec hands it over, or has none."""
    path = f"{about.directory}/docs/{name}"
    content = next((one.content for one in about.artifacts if one.path == path), None)
    return picture(content) if content is not None else None


def picture(content: bytes) -> Picture | None:
    """An SVG as an image; None if it does not say how large it is."""
    text = content.decode(errors="replace")
    size = _SIZE.search(text)
    if size is None:
        return None
    said = [" ".join(unescape(found[1]).split()) for one in _TEXT.values() if (found := one.search(text))]
    address = f"data:image/svg+xml;base64,{b64encode(content).decode()}"
    return Picture(address, ". ".join(one.removesuffix(".") for one in said), int(size[1]), int(size[2]))
