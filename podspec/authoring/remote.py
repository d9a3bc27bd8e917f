"""What a git remote tells about the repository: its owner and name on GitHub."""

from __future__ import annotations

import re

# As `git clone` takes them: https, ssh with and without a scheme, a user, a port.
_ADDRESS = re.compile(
    r"(?:(?:https?|ssh|git)://(?:[^@/\s]+@)?|(?:[^@/\s]+@))?([^/:\s]+)(?::[0-9]+(?=/))?[/:]"
    r"/?([A-Za-z0-9-]+/[A-Za-z0-9._-]+?)(?:\.git)?/?"
)
_HOSTS = re.compile(r"(?:ssh\.)?github(?:\.com$|\.)|github")


def slug(address: str) -> str | None:
    """`owner/name` of a remote's address; None for one that is not on a GitHub."""
    found = _ADDRESS.fullmatch(address.strip())
    return found[2] if found and _HOSTS.search(found[1]) else None
