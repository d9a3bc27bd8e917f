"""What an artifact says of itself at its top: that podspec generated it, and from which spec."""

from __future__ import annotations

import re

from podspec.model.layout import MARK
from podspec.pipeline.tree import Found
from podspec.pipeline.way import Kind

#: Lines in which the header stands: below a `#!` line, and below the mark of a conflict.
_TOP = 3
_SPEC = re.compile(rf"{re.escape(MARK)}(.+?) \(template ".encode())


def spec_in(found: Found) -> str:
    """The spec that a file says it was generated from; empty if it says nothing of the kind."""
    if found.kind is not Kind.FILE:
        return ""
    top = b"\n".join(found.content.split(b"\n", _TOP)[:_TOP])
    named = _SPEC.search(top)
    return named[1].decode(errors="replace") if named else ""
