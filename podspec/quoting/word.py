"""A bare word, for places where nothing can be quoted, such as the name of a job inside a GitHub expression."""

import re
from typing import Final

_WORD: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


def word(value: str) -> str:
    """The value itself, if it is a word of letters, digits, `_` and `-`, a letter first.

    Raises:
        ValueError: If it is anything else: it could not be told from the text around it.
    """
    if not _WORD.fullmatch(value):
        raise ValueError(f"{value!r} is no bare word")
    return value
