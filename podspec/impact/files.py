"""Two trees of files -> which of them are new, gone or other, and by how many lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from podspec.model.impact import FileImpact


def file_changes(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> tuple[FileImpact, ...]:
    """Every file that is not the same on both sides, by path.

    Lines are counted, not aligned: a line that only moved is neither new nor gone, and the time it takes does not
    grow with the square of a file.
    """
    paths = sorted(path for path in {*before, *after} if before.get(path) != after.get(path))
    return tuple(_change(path, before.get(path), after.get(path)) for path in paths)


def _change(path: str, old: bytes | None, new: bytes | None) -> FileImpact:
    was, now = _lines(old), _lines(new)
    change = "added" if old is None else "removed" if new is None else "changed"
    return FileImpact(path, change, (now - was).total(), (was - now).total())


def _lines(content: bytes | None) -> Counter[bytes]:
    return Counter(content.splitlines() if content else ())
