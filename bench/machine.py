"""What figures depend on, in words."""

from __future__ import annotations

import os
import platform
import subprocess
from datetime import UTC, datetime


def machine() -> str:
    """Month, interpreters, processors, and how busy they are before anything is timed."""
    month = datetime.now(tz=UTC).strftime("%B %Y")
    load = os.getloadavg()[0]
    return (
        f"{month}, Python {platform.python_version()}{_node()}, {processors()} processors, load {load:.1f} before"
    )


def processors() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0))


def _node() -> str:
    try:
        said = subprocess.run(["node", "--version"], check=True, capture_output=True, text=True)  # noqa: S607
    except (OSError, subprocess.CalledProcessError):
        return ""
    return f", node {said.stdout.strip().removeprefix('v')}"
