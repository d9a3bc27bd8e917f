"""What the filters share: plain data, the literals all languages agree on, and what no language can carry."""

import re
from collections.abc import Mapping, Sequence
from math import isfinite
from typing import Final, NoReturn, TypeAlias

# All that a template ever receives. What else arrives at run time is refused with its type.
# Sequences are lists and tuples, mappings are dictionaries.
Plain: TypeAlias = "str | bool | int | float | Sequence[Plain] | Mapping[str, Plain] | None"

# For use inside of a regular expression's brackets: controls, marks that turn the direction of text, and what
# is not seen at all. The two joiners are missing: emoji and several scripts need them.
INVISIBLE: Final = (
    "\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f"
)

_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_BLANKS: Final = re.compile(rf"[\s{INVISIBLE}]+")
_BASIC_PLANE: Final = 0xFFFF


def encodable(text: str) -> str:
    """Return `text` unchanged.

    Raises:
        ValueError: It holds half of a surrogate pair. UTF-8 cannot express that, which would show only when
            the file is written.
        TypeError: It is no text.
    """
    if not isinstance(text, str):
        refuse(text, "text")
    if not text.isascii() and _SURROGATE.search(text):
        raise ValueError(f"{text!r} holds half of a surrogate pair, which no file can carry")
    return text


def one_line(text: str) -> str:
    """Replace each run of blanks and invisible characters by one space, and drop those at both ends.

    Raises:
        ValueError: Text that UTF-8 cannot carry.
    """
    return _BLANKS.sub(" ", encodable(text)).strip()


def code_point(match: re.Match[str]) -> str:
    """The matched character as an escape of HCL and YAML, with four digits or with eight."""
    point = ord(match[0])
    return f"\\u{point:04x}" if point <= _BASIC_PLANE else f"\\U{point:08x}"


def literal(value: object) -> str:
    """Write null, a boolean or a number as HCL, YAML and JSON do.

    Raises:
        ValueError: The number is not finite.
        TypeError: The value is anything else.
    """
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return _float(value)
    return refuse(value, "plain data")


def refuse(value: object, expected: str) -> NoReturn:
    """Fail on a value that should never have reached a template.

    Raises:
        TypeError: Always.
    """
    raise TypeError(f"expected {expected}, found {type(value).__name__}: {value!r}")


def _float(value: float) -> str:
    """The shortest spelling that reads back as `value`, with a point: YAML 1.1 takes `1e+16` for text."""
    if not isfinite(value):
        raise ValueError(f"{value!r} has no literal: expected a finite number")
    mantissa, exponent, power = repr(value).partition("e")
    return (mantissa if "." in mantissa else mantissa + ".0") + exponent + power
