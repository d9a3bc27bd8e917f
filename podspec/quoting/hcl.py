"""HCL: values as expressions, names as identifiers, text inside a string that a template has opened.

Escapes and identifiers follow hashicorp/hcl, hclsyntax/spec.md, "Identifiers" and "Template Expressions"
(read 2026-11).
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final
from unicodedata import normalize

from podspec.quoting.graphemes import columns
from podspec.quoting.plain import INVISIBLE, Plain, code_point, encodable, literal

# A list longer than this gets a line for each element: a hundred columns less indentation and attribute name.
_LIST_WIDTH: Final = 80
_INDENT: Final = "  "

_IDENTIFIER: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
# As a bare key, `for` starts an expression, and the others are values.
_KEYWORDS: Final = frozenset({"for", "true", "false", "null"})

# Invisible characters are escaped, too, so that a reviewer sees what is there.
_SPECIAL: Final = re.compile(rf'["\\{INVISIBLE}]|[$%](?=\{{)')
_SHORT_ESCAPES: Final = {
    '"': '\\"',
    "\\": "\\\\",
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
    "$": "$$",
    "%": "%%",
}
# Beside text of the template these could complete an introducer: a final dollar sign, a first brace.
_EDGE: Final = re.compile(r"\A\{|[$%]\Z")


def hcl(value: Plain) -> str:
    """Write `value` as an HCL expression, laid out as `terraform fmt` does at indentation zero.

    Text is normalised to NFC, as Terraform does when it reads it. Keys keep their order.

    Raises:
        ValueError: Text that UTF-8 cannot carry, a number that is not finite, or keys that NFC makes equal.
        TypeError: A value that is not plain data, or a key that is not text.
    """
    return _expression(value, "")


def hcl_identifier(name: str) -> str:
    """Return `name` unchanged if it may stand as a block's label, an attribute's name or a reference.

    Raises:
        ValueError: It holds anything but ASCII letters, digits, `_` and `-`, or starts with a digit or `-`.
    """
    if not _IDENTIFIER.fullmatch(encodable(name)):
        raise ValueError(
            f"{name!r} is not an HCL identifier: expected ASCII letters, digits, _ and -, a letter or _ first"
        )
    return name


def hcl_inside(text: str) -> str:
    """Escape `text` for a place inside double quotes that the template wrote: `"arn:${local.x}/<%= … %>"`.

    Raises:
        ValueError: Text that UTF-8 cannot carry.
    """
    return _EDGE.sub(code_point, _escaped(text))


def _expression(value: Plain, indent: str) -> str:
    if isinstance(value, str):
        return f'"{_escaped(value)}"'
    if isinstance(value, list | tuple):
        return _list(value, indent)
    if isinstance(value, dict):
        return _map(value, indent)
    return literal(value)


def _escaped(text: str) -> str:
    if not encodable(text).isascii():
        text = normalize("NFC", text)
    return _SPECIAL.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    return _SHORT_ESCAPES.get(match[0]) or code_point(match)


def _list(values: Sequence[Plain], indent: str) -> str:
    elements = [_expression(value, indent + _INDENT) for value in values]
    line = f"[{', '.join(elements)}]"
    if "\n" not in line and columns(line) <= _LIST_WIDTH:
        return line
    lines = [f"{indent}{_INDENT}{element},\n" for element in elements]
    return f"[\n{''.join(lines)}{indent}]"


def _map(values: Mapping[str, Plain], indent: str) -> str:
    if not values:
        return "{}"
    inner = indent + _INDENT
    entries = [(_key(key), _expression(value, inner)) for key, value in values.items()]
    if len(dict(entries)) < len(entries):
        # Of two equal keys Terraform would drop the first without a word.
        raise ValueError(f"two keys of {list(values)} are one in Unicode's normal form")
    lines = [f"{inner}{key} = {value}\n" for key, value in _aligned(entries)]
    return f"{{\n{''.join(lines)}{indent}}}"


def _key(key: str) -> str:
    return key if _IDENTIFIER.fullmatch(encodable(key)) and key not in _KEYWORDS else f'"{_escaped(key)}"'


def _aligned(entries: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Pad the keys of neighbours that take one line each to a common width."""
    padded: list[tuple[str, str]] = []
    start = 0
    for end in range(1, len(entries) + 1):
        if end < len(entries) and "\n" not in entries[end - 1][1] and "\n" not in entries[end][1]:
            continue
        chain = entries[start:end]
        width = max(columns(key) for key, _ in chain)
        padded += ((key + " " * (width - columns(key)), value) for key, value in chain)
        start = end
    return padded
