"""Places, addresses and values of a change, cut to what people read."""

from __future__ import annotations

import re
from collections.abc import Iterable

from podspec.model.impact import Impact

#: Places, and keys of an address, that are written out.
_SHOWN_PLACES = 4
#: Columns of a value that are shown, and those before the first difference.
_WIDEST = 56
_BEFORE = 20
_TERRAFORM = "/terraform/"
_ENVIRONMENTS = "environments/"
_KEY = re.compile(r"(\[[^\[\]]*\])$")


def addresses(found: Iterable[str]) -> str:
    """Addresses that differ in their last key at most, as one: `this["blue"], ["green"]`."""
    different = list(dict.fromkeys(found))
    keys = [_KEY.search(one) for one in different]
    shown = [different[0], *(key[1] for key in keys[1:_SHOWN_PLACES] if key)]
    return ", ".join(shown) + _more(len(different) - _SHOWN_PLACES)


def _more(count: int) -> str:
    return f" and {count} more" if count > 0 else ""


def plain(address: str) -> str:
    """An address without the key of its last part: `this["blue"]` is like `this["green"]`."""
    return _KEY.sub("", address)


def pair(old: str, new: str, widest: int = _WIDEST) -> tuple[str, str]:
    """Two values, each cut to so many columns around their first difference."""
    if max(len(old), len(new)) <= widest:
        return old, new
    at = next(
        (at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other),
        min(len(old), len(new)),
    )
    start = 0 if at < widest - _BEFORE else at - _BEFORE
    return _cut(old, start, widest), _cut(new, start, widest)


def _cut(text: str, start: int, widest: int) -> str:
    shown = text[start : start + widest]
    return f"{'…' if start else ''}{shown}{'…' if start + widest < len(text) else ''}"


def places(roots: Iterable[str], impact: Impact) -> str:
    """The roots of a change, as people call them."""
    found = list(dict.fromkeys(place(root, is_alone=_is_alone(impact)) for root in roots))
    return ", ".join(found[:_SHOWN_PLACES]) + _more(len(found) - _SHOWN_PLACES)


def place(root: str, *, is_alone: bool) -> str:
    """A root's folder in short: `prod/us-east-1`, with its service where there are others."""
    home, _, inside = root.partition(_TERRAFORM)
    short = inside.removeprefix(_ENVIRONMENTS) or root
    return short if is_alone else f"{home.rpartition('/')[2]} {short}"


def _is_alone(impact: Impact) -> bool:
    """Whether only one service has changes."""
    roots = [one.root for one in impact.resources] + [one.root for one in impact.permissions]
    return len({root.partition(_TERRAFORM)[0] for root in roots}) <= 1
