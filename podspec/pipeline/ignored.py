"""Which of some files git ignores. Asked only when there are files that podspec does not know."""

from __future__ import annotations

import os
from pathlib import Path

# Fixed words only, and none of the repository's own programs: the checkout may be a stranger's.
_COMMAND = ["git", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "check-ignore", "-z", "--stdin"]


def not_ignored(root: Path, paths: list[str]) -> list[str]:
    """The paths that git does not ignore; all of them where there is no git or no repository."""
    if not paths:
        return []
    import subprocess

    try:
        asked = subprocess.run(  # noqa: S603 - fixed words
            _COMMAND,
            cwd=root,
            env=_neutral_environment(),
            input=os.fsencode("\0".join(paths)),
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        return paths
    ignored = set(os.fsdecode(asked.stdout).split("\0"))
    return [path for path in paths if path not in ignored]


def _neutral_environment() -> dict[str, str]:
    """The environment without git's variables: a hook that calls podspec must not change its answer."""
    return {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
