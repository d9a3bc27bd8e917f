"""What git knows of a checkout. Asked only where something looks wrong: a clean check starts no other program."""

from __future__ import annotations

import os
from pathlib import Path

# Fixed words only, and none of the repository's own programs: the checkout may be a stranger's.
_GIT = ["git", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"]


def not_ignored(root: Path, paths: list[str]) -> list[str]:
    """The paths that git does not ignore; all of them where there is no git or no repository."""
    if not paths:
        return []
    answer = _ask(root, "check-ignore", "-z", "--stdin", given=os.fsencode("\0".join(paths)))
    ignored = set(os.fsdecode(answer).split("\0"))
    return [path for path in paths if path not in ignored]


def keeps_modes(root: Path) -> bool:
    """Whether a file's permission to run means anything here.

    Some file systems have none, or give it to every file; git notices when it makes a checkout, and then looks at
    modes no more. Without git, or without a repository, they count.
    """
    return _ask(root, "config", "--type=bool", "core.fileMode").strip() != b"false"


def _ask(root: Path, *words: str, given: bytes = b"") -> bytes:
    """What git answers; nothing where there is no git."""
    import subprocess

    try:
        asked = subprocess.run(  # noqa: S603 - fixed words
            [*_GIT, *words], cwd=root, env=_neutral_environment(), input=given, capture_output=True, check=False
        )
    except FileNotFoundError:
        return b""
    return asked.stdout


def _neutral_environment() -> dict[str, str]:
    """The environment without git's variables: a hook that calls podspec must not change its answer."""
    return {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
