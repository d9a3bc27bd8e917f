"""Whether two versions of a file mean the same. Asked only of files that podspec or a template has changed."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import PurePosixPath


def is_cosmetic(before: bytes, after: bytes, path: str) -> bool:
    """True if both versions of the file parse to the same; false if they differ, or if nobody can tell."""
    parse = _PARSERS.get(PurePosixPath(path).suffix)
    if parse is None:
        return False
    try:
        return bool(parse(before.decode()) == parse(after.decode()))
    except Exception:  # noqa: BLE001 - three parsers of others, each with errors of its own: any of them is a no
        return False


def _hcl(text: str) -> object:
    # Imported late: it builds a grammar of its own, which takes seconds the first time.
    import hcl2

    return hcl2.load(io.StringIO(text))


def _yaml(text: str) -> object:
    from ruamel.yaml import YAML

    return YAML(typ="safe").load(text)


_PARSERS: dict[str, Callable[[str], object]] = {".json": json.loads, ".tf": _hcl, ".yaml": _yaml, ".yml": _yaml}
