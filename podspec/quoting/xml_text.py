"""XML, SVG and HTML: text between tags or in a quoted attribute."""

import re
from typing import Final

from podspec.quoting.plain import encodable

# Everything outside of XML 1.0's production Char (section 2.2) but the surrogates.
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# Line ends and tabs as references: attributes would turn them into spaces, and a carriage return becomes a
# newline anywhere. The controls above U+007F must stay: HTML reads `&#128;` as a euro sign.
_SPECIAL: Final = re.compile("[&<>\"'\t\n\r\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_NAMED: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}


def xml(text: str) -> str:
    """Escape `text` for character data and for attributes in either kind of quotes.

    Raises:
        ValueError: A character that XML 1.0 cannot express, or text that UTF-8 cannot carry.
    """
    if found := _FORBIDDEN.search(encodable(text)):
        raise ValueError(f"{text!r} holds U+{ord(found[0]):04X}, which XML cannot express")
    return _SPECIAL.sub(_reference, text)


def _reference(match: re.Match[str]) -> str:
    return _NAMED.get(match[0]) or f"&#{ord(match[0])};"
