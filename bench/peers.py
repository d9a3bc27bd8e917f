"""Other generators, pinned and installed from their registries into bench/.work when the benchmark runs.

Nothing of theirs is in podspec's own environment, and nothing of the benchmark needs them: without a network, or
without node, one is left out, and the table says so.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from scratch import BENCH

#: What was newest in November 2026.
KAPITAN, PROJEN, CONSTRUCTS = "0.36.3", "0.103.25", "10.8.1"
_HOME = BENCH / ".work" / "peers"


class NotHereError(Exception):
    """A peer that cannot be had on this machine; the text says why."""


def kapitan() -> Path:
    """The kapitan command.

    Raises:
        NotHereError: if it cannot be installed.
    """
    home = _HOME / f"kapitan-{KAPITAN}"
    python, command = home / "bin" / "python", home / "bin" / "kapitan"
    if not command.exists():
        _install([sys.executable, "-m", "venv", str(home)])
        _install([str(python), "-m", "pip", "install", "--quiet", f"kapitan=={KAPITAN}"])
    return command


def projen() -> Path:
    """The folder of the projen package.

    Raises:
        NotHereError: if it cannot be installed.
    """
    home = _HOME / f"projen-{PROJEN}"
    package = home / "node_modules" / "projen"
    if not package.exists():
        home.mkdir(parents=True, exist_ok=True)
        wanted = [f"projen@{PROJEN}", f"constructs@{CONSTRUCTS}"]
        _install(["npm", "install", "--prefix", str(home), "--silent", "--no-audit", "--no-fund", *wanted])
    return package


def _install(command: list[str]) -> None:
    try:
        done = subprocess.run(command, check=False, capture_output=True, text=True)
    except FileNotFoundError as error:
        raise NotHereError(f"there is no {command[0]} here") from error
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise NotHereError(said[-1] if said else f"{command[0]} ended with exit code {done.returncode}")
