"""Functions of text: its pieces, its encodings, its digests."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable
from typing import Final
from urllib.parse import quote_plus

from podspec.impact.hcl.operators import decimal, truth
from podspec.impact.hcl.values import Plain, Value, string

# Terraform's expressions cannot backtrack, Python's can. A group that repeats what repeats is not tried.
_EXPLOSIVE: Final = re.compile(r"[+*}]\??\)[+*{]")
_LONGEST: Final = 10_000
_VERB: Final = re.compile(r"%(%|[-+# 0]*\d*(?:\.\d+)?[sdvqftxXoeg])")


def formatted(template: str, *values: Value) -> str:
    """The result of `format`.

    Raises:
        ValueError: the values do not fit the verbs.
    """
    rest = iter(values)

    def shown(match: re.Match[str]) -> str:
        verb = match[1]
        if verb == "%":
            return "%"
        try:
            value = next(rest)
        except StopIteration:
            raise ValueError("too few values for this text") from None
        return _shown(match[0], verb[-1], value)

    result = _VERB.sub(shown, template)
    if list(rest):
        raise ValueError("too many values for this text")
    return result


def _shown(verb: str, kind: str, value: Value) -> str:
    if kind in "sv":
        return (verb[:-1] + "s") % string(value)
    if kind == "q":
        return json.dumps(string(value), ensure_ascii=False)
    if kind == "t":
        return string(truth(value))
    number = decimal(value)
    return verb % (float(number) if kind in "feg" else int(number))


def _searched(pattern: str, text: str) -> re.Pattern[str]:
    if _EXPLOSIVE.search(pattern) or len(text) > _LONGEST:
        raise ValueError("this pattern is not tried here")
    try:
        return re.compile(pattern)
    except re.error as error:
        raise ValueError(str(error)) from None


def _found(match: re.Match[str]) -> Value:
    if match.re.groupindex:
        return dict(match.groupdict())
    return list(match.groups()) if match.groups() else match[0]


def _regex(pattern: str, text: str) -> Value:
    match = _searched(pattern, text).search(text)
    if match is None:
        raise ValueError("the pattern does not match")
    return _found(match)


def _regexall(pattern: str, text: str) -> Value:
    return [_found(match) for match in _searched(pattern, text).finditer(text)]


def _replace(text: str, old: str, new: str) -> str:
    if len(old) > 1 and old.startswith("/") and old.endswith("/"):
        pattern = _searched(old[1:-1], text)
        return pattern.sub(re.sub(r"\$\{?(\w+)\}?", r"\\g<\1>", new.replace("\\", "\\\\")), text)
    return text.replace(old, new)


def _substr(text: str, offset: int, length: int) -> str:
    start = max(len(text) + offset, 0) if offset < 0 else offset
    return text[start:] if length < 0 else text[start : start + length]


def _split(separator: str, text: str) -> Value:
    return list(text.split(separator)) if separator else list(text)


def _title(text: str) -> str:
    return re.sub(r"\b[^\W\d]", lambda match: match[0].upper(), text)


def _indent(width: int, text: str) -> str:
    return text.replace("\n", "\n" + " " * width)


def _chomp(text: str) -> str:
    return text.rstrip("\r\n")


def encoded(value: Value) -> str:
    """JSON as Terraform writes it: keys in order, no blanks, and HTML's own characters escaped."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return re.sub("[<>&\u2028\u2029]", lambda match: f"\\u{ord(match[0]):04x}", text)


def _decoded(text: str) -> Value:
    value: Value = json.loads(text)
    return value


def _text(value: Plain) -> str | None:
    return None if value is None else string(value)


def _bool(value: Plain) -> bool | None:
    return None if value is None else truth(value)


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _unbase64(text: str) -> str:
    return base64.b64decode(text, validate=True).decode()


DIGESTS: Final[dict[str, Callable[[bytes], str]]] = {
    "base64sha256": lambda content: _base64(hashlib.sha256(content).digest()),
    "base64sha512": lambda content: _base64(hashlib.sha512(content).digest()),
    "md5": lambda content: hashlib.md5(content, usedforsecurity=False).hexdigest(),
    "sha1": lambda content: hashlib.sha1(content, usedforsecurity=False).hexdigest(),
    "sha256": lambda content: hashlib.sha256(content).hexdigest(),
    "sha512": lambda content: hashlib.sha512(content).hexdigest(),
}


def _of_text(digest: Callable[[bytes], str]) -> Callable[[str], Value]:
    return lambda text: digest(text.encode())


FUNCTIONS: Final[dict[str, Callable[..., Value]]] = {
    "basename": lambda path: path.rstrip("/").rpartition("/")[2],
    "base64decode": _unbase64,
    "base64encode": lambda text: _base64(text.encode()),
    "chomp": _chomp,
    "dirname": lambda path: path.rpartition("/")[0] or ("/" if path.startswith("/") else "."),
    "endswith": lambda text, end: text.endswith(end),
    "formatlist": lambda template, values: [formatted(template, value) for value in values],
    "indent": _indent,
    "jsondecode": _decoded,
    "jsonencode": encoded,
    "lower": lambda text: text.lower(),
    "regex": _regex,
    "regexall": _regexall,
    "replace": _replace,
    "split": _split,
    "startswith": lambda text, start: text.startswith(start),
    "strcontains": lambda text, part: part in text,
    "strrev": lambda text: text[::-1],
    "substr": _substr,
    "title": _title,
    "tobool": _bool,
    "tostring": _text,
    "trim": lambda text, characters: text.strip(characters),
    "trimprefix": lambda text, start: text.removeprefix(start),
    "trimspace": lambda text: text.strip(),
    "trimsuffix": lambda text, end: text.removesuffix(end),
    "upper": lambda text: text.upper(),
    "urlencode": quote_plus,
    **{name: _of_text(digest) for name, digest in DIGESTS.items()},
}
