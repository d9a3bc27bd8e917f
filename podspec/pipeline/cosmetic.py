"""Whether two versions of a file mean the same. Asked only of files that podspec or a template has changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import PurePosixPath

from podspec.quoting.hcl_tokens import BLOCK_COMMENT, LINE_COMMENT, NEWLINE, scan

_MEANINGLESS = {BLOCK_COMMENT, LINE_COMMENT, NEWLINE}


def is_cosmetic(before: bytes, after: bytes, path: str) -> bool:
    """True if both versions of the file mean the same; false if they differ, or if nobody can tell."""
    meaning = _MEANINGS.get(PurePosixPath(path).suffix)
    if meaning is None:
        return False
    try:
        return meaning(before.decode()) == meaning(after.decode())
    except Exception:  # noqa: BLE001 - readers of others, each with errors of its own: any of them is a no
        return False


def _hcl(text: str) -> object:
    """The tokens that mean something; their order counts, so that a doubt is never called cosmetic."""
    return [token for token in scan(text)[0] if token[0] not in _MEANINGLESS]


def _json(text: str) -> str:
    return _exactly(json.loads(text))


def _yaml(text: str) -> str:
    from ruamel.yaml import YAML

    # podspec writes no aliases, and a few of them can keep a reader busy for minutes.
    if any(type(event).__name__ == "AliasEvent" for event in YAML(typ="safe").parse(text)):
        raise ValueError
    return _exactly(YAML(typ="safe").load(text))


def _exactly(value: object) -> str:
    """A value as text that tells 1 from 1.0 and from true, as Python does not; the order of keys means nothing."""
    return json.dumps(value, sort_keys=True, default=repr)


_MEANINGS: dict[str, Callable[[str], object]] = {".json": _json, ".tf": _hcl, ".yaml": _yaml, ".yml": _yaml}
