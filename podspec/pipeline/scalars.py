"""What an unquoted word of YAML means: the core schema of YAML 1.2, so that `no` and `on` stay words."""

import re

# https://yaml.org/spec/1.2.2/#103-core-schema (read 2026-11). `010` is ten; nothing is base 60; a date is a word.
_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_DECIMAL = re.compile(r"[-+]?[0-9]+")
_OCTAL = re.compile(r"0o[0-7]+")
_HEX = re.compile(r"0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_INFINITE = re.compile(r"([-+]?)\.(?:inf|Inf|INF)")
_NOT_A_NUMBER = frozenset({".nan", ".NaN", ".NAN"})
_MAY_BE_NUMBER = frozenset("+-.0123456789")

#: More digits than this are refused: no field needs them, and Python's conversion of long ones is slow.
MAX_DIGITS = 18


class TooLongError(ValueError):
    """An integer of more than MAX_DIGITS digits."""


def resolve_plain(text: str) -> str | int | float | bool | None:
    """The value of an unquoted scalar.

    Raises:
        TooLongError: for an integer of more than MAX_DIGITS digits.
    """
    if text in _NULL:
        return None
    if text in _BOOL:
        return _BOOL[text]
    return _number(text) if text[0] in _MAY_BE_NUMBER else text


def _number(text: str) -> str | int | float:
    base = 10 if _DECIMAL.fullmatch(text) else 8 if _OCTAL.fullmatch(text) else 16 if _HEX.fullmatch(text) else 0
    if base:
        if len(text.lstrip("+-")) > MAX_DIGITS:
            raise TooLongError(text)
        return int(text, base)
    if _FLOAT.fullmatch(text):
        return float(text)
    if infinite := _INFINITE.fullmatch(text):
        return float(f"{infinite[1]}inf")
    return float("nan") if text in _NOT_A_NUMBER else text
