"""YAML: flow scalars and collections that readers of YAML 1.1 and 1.2 both read back as the same value.

Sources (read 2026-11): YAML 1.2.2, chapters 5 and 7; yaml.org/type, for what YAML 1.1 takes for another type.
"""

import re
from typing import Final

from podspec.quoting.plain import INVISIBLE, Plain, code_point, encodable, literal

# A letter first, and nothing that could start a comment, a key, a number or a tag.
_PLAIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9_./@-]*")
# Whatever some reader takes for a boolean, a null or a number.
_RESERVED: Final = frozenset({"y", "yes", "n", "no", "true", "false", "on", "off", "null", "nan", "inf"})

_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_SPECIAL: Final = re.compile(rf'["\\{INVISIBLE}]')
# Readers look no further than 1,024 characters for the colon that makes a key (YAML 1.2.2, section 7.4.2).
_LONGEST_KEY: Final = 1000


def yaml(value: Plain) -> str:
    """Write `value` as YAML on one line, text in double quotes unless it cannot be anything else.

    Raises:
        ValueError: Text with `${{`, which GitHub would evaluate wherever it stands in a workflow; text that
            UTF-8 cannot carry; a key that is too long for YAML; a number that is not finite.
        TypeError: A value that is not plain data, or a key that is not text.
    """
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(yaml, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_key(key)}: {yaml(value)}' for key, value in value.items())}}}"
    return literal(value)


def _text(text: str) -> str:
    if _PLAIN.fullmatch(encodable(text)) and text.lower() not in _RESERVED:
        return text
    if "${{" in text:
        raise ValueError(f"{text!r} holds ${{{{, which GitHub would evaluate as an expression")
    return f'"{_SPECIAL.sub(_escape, text)}"'


def _escape(match: re.Match[str]) -> str:
    return _ESCAPES.get(match[0]) or code_point(match)


def _key(key: str) -> str:
    text = _text(key)
    if len(text) > _LONGEST_KEY:
        raise ValueError(f"{key[:40]!r}… is too long for a key of YAML: expected {_LONGEST_KEY} characters")
    return text
