"""A value -> others that could stand there, chosen so that every decision falls the other way, too.

None of them has to be legal in its spec: whoever tries them out passes over what does not fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, cast

from podspec.model.schema_at import Schema
from podspec.model.source import Plain

#: Texts of every kind that the spec has; a field's pattern picks those that could stand there.
_TEXTS = (
    *("", "x", "two\nlines", 'quotes " and # and ${x}', "x" * 60, "x" * 24, "another"),
    *("a/b", ".", "/another", "release/2", "acme/another", "ANOTHER_NAME"),
    *("000000000001", "999999999999", "us-east-1", "us-west-2", "eu-west-1", "us-gov-west-1", "cn-north-1"),
    *("10.64.0.0/16", "10.128.0.0/18", "172.16.0.0/19", "example.org", "www.example.com", "podinfo.example.com"),
    *("t4g.nano", "t3.micro", "m7g.2xlarge", "c7i.large", "2031-12-31", "team@example.com", "CVE-2031-0001"),
)
#: Names that a map could have beside its own: of variables, tags, secrets and environments; first and last of all.
_NAMES = ("AA", "ZZ_ANOTHER_RATHER_LONG_NAME", "aa", "zz-another-rather-long-name", "zzlast")
#: Where between their limits numbers are tried.
_SHARES = (0.0, 0.001, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 1.0)
_UNLIMITED = 10**9
#: Of the texts above, and of those from around a value, so many are tried: each costs a compilation.
_MOST = 8
#: Entries that a list gains at once: one that is long enough is laid out otherwise.
_MANY = (2, 3, 5)


def others(current: Plain, arms: Iterable[Schema], written: Iterable[Plain] = ()) -> list[Plain]:
    """Other values than `current` for a place whose schema has these arms; `written` are values from around it."""
    found: list[Plain] = []
    for arm in arms:
        for one in (*_of_kind(current, arm, tuple(written)), *_examples(current, arm)):
            if not _same(one, current) and not any(_same(one, other) for other in found):
                found.append(one)
    return found


def _examples(current: Plain, arm: Schema) -> Iterator[Plain]:
    """The examples of a field; in place of a block that is there, they would change more than that one value."""
    if not (isinstance(current, dict) and "properties" in arm):
        yield from map(frozen, arm.get("examples", ()))


def names(current: Iterable[str]) -> list[str]:
    """Names that a map does not have yet."""
    return [one for one in _NAMES if one not in set(current)]


def _of_kind(current: Plain, arm: Schema, written: tuple[Plain, ...]) -> Iterator[Plain]:
    kind = arm.get("type")
    if "const" in arm or "enum" in arm:
        yield from arm.get("enum", [arm.get("const")])
    elif kind == "boolean":
        yield from (True, False)
    elif kind in {"integer", "number"}:
        yield from _numbers(current, arm, written)
    elif kind == "string":
        yield from _texts(current, arm, written)
    elif kind == "array":
        yield from _lists(current, arm)
    elif "patternProperties" in arm:
        yield from _maps(current, arm)
    else:
        yield from ({}, minimal(arm))


def _numbers(current: Plain, arm: Schema, written: tuple[Plain, ...]) -> Iterator[Plain]:
    low = cast("float", arm.get("minimum", arm.get("exclusiveMinimum", 0)))
    high = cast("float", arm.get("maximum", arm.get("exclusiveMaximum", _UNLIMITED)))
    is_number = isinstance(current, int | float) and not isinstance(current, bool)
    start = cast("float", current if is_number else low)
    near = [start + 1, start - 1, start * 2, start // 2, start + 7]
    spread = [int(low + (high - low) * share) for share in _SHARES]
    around = [one for one in written if isinstance(one, int) and not isinstance(one, bool)][:_MOST]
    fine = [start + 0.5, start - 0.05] if arm["type"] == "number" else []
    yield from (one for one in (*near, *spread, *around, *fine) if low <= one <= high)


def _texts(current: Plain, arm: Schema, written: tuple[Plain, ...]) -> Iterator[Plain]:
    text = current if isinstance(current, str) else ""
    made = [_turned(text), f"{text}2", text[:-1], text + text, f"www.{text}"]
    around = [one for one in written if isinstance(one, str)]
    # The pattern of the schema has JSON's `$`, which is the end of the text and not of a line.
    pattern = re.compile(re.sub(r"\$$", r"\\Z", arm.get("pattern", "")))
    limits = range(arm.get("minLength", 0), arm.get("maxLength", _UNLIMITED) + 1)
    for texts in (made, around, _TEXTS):
        fitting = (one for one in texts if pattern.search(one) and len(one) in limits)
        yield from islice(fitting, _MOST)


def _turned(text: str) -> str:
    """The same shape with other letters and digits."""
    return re.sub(r"[a-z]", lambda found: "b" if found[0] == "a" else "a", re.sub(r"[0-9]", _next_digit, text))


def _next_digit(found: re.Match[str]) -> str:
    return str(int(found[0]) % 9 + 1)


def _lists(current: Plain, arm: Schema) -> Iterator[Plain]:
    items = current if isinstance(current, tuple) else ()
    yield ()
    yield tuple(reversed(items))
    yield from (items[:index] + items[index + 1 :] for index in range(len(items)))
    more = others(items[-1] if items else None, [arm["items"]]) if isinstance(arm.get("items"), dict) else []
    yield from ((*items, one) for one in more)
    yield from ((*items, *more[:count]) for count in _MANY)


def _maps(current: Plain, arm: Schema) -> Iterator[Plain]:
    entries = current if isinstance(current, dict) else {}
    yield {}
    yield from ({key: one for key, one in entries.items() if key != gone} for gone in entries)
    (inside,) = arm["patternProperties"].values()
    value = next(iter(entries.values())) if entries else sample(inside)
    yield from (entries | {name: value} for name in names(entries))
    yield entries | dict.fromkeys(names(entries), value)


# -- examples ----------------------------------------------------------------------------------------


def minimal(arm: Schema) -> dict[str, Plain]:
    """The smallest block that an arm allows: what it requires, and what tells it from other arms."""
    properties = arm.get("properties", {})
    return {
        key: sample(one) for key, one in properties.items() if key in arm.get("required", ()) or "const" in one
    }


def sample(schema: Schema) -> Plain:
    """A value that a schema allows: its example if it has one."""
    for key in ("examples", "enum"):
        if schema.get(key):
            return frozen(schema[key][0])
    return frozen(schema.get("default", schema.get("const", "another")))


def frozen(value: Any) -> Plain:  # noqa: ANN401 - what JSON holds
    """A value of JSON as the spec's trees hold it."""
    if isinstance(value, dict):
        return {key: frozen(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return tuple(frozen(one) for one in value)
    return value  # type: ignore[no-any-return] # a scalar


def _same(one: Plain, other: Plain) -> bool:
    """Equal, and of one type: to Python `True` is 1."""
    return type(one) is type(other) and one == other
