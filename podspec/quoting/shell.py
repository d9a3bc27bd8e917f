"""POSIX shell: text as exactly one word."""

import re
from typing import Final

from podspec.quoting.plain import encodable

# Without "=" and "~", which mean something at the start of a word, and without what globs or expands.
_PLAIN: Final = re.compile(r"[A-Za-z0-9_@%+:,./-]+")


def shell(text: str) -> str:
    """Quote `text` as one word of a POSIX shell; `-` at its start stays the command's business.

    Raises:
        ValueError: Text with a NUL, which no argument can hold, or that UTF-8 cannot carry.
    """
    if _PLAIN.fullmatch(encodable(text)):
        return text
    if "\0" in text:
        raise ValueError(f"{text!r} holds a NUL, which no shell word can carry")
    # Nothing is special between single quotes but the quote: leave them, add it escaped, enter them again.
    return "'" + text.replace("'", "'\\''") + "'"
