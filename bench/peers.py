"""Other generators, pinned and installed from their registries into bench/.work when a benchmark runs.

Nothing of theirs is in podspec's own environment, and nothing of the benchmark needs them: without a network, or
without node, one is left out, and the table says so.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from scratch import BENCH

#: What was newest in November 2026.
VERSIONS = {"Kapitan": "0.36.3", "projen": "0.103.25", "cookiecutter": "2.7.1", "copier": "9.19.1"}
_CONSTRUCTS = "10.8.1"
_HOME = BENCH / ".work" / "peers"
_Found = TypeVar("_Found")
#: Said where nobody asked for them.
NOT_WANTED = "The peers are left out: --without-peers."


class NotHereError(Exception):
    """A peer that cannot be had on this machine; the text says why."""


def those_here(
    asked: Mapping[str, Callable[[], Iterable[_Found]]],
) -> tuple[list[_Found], list[str]]:
    """What each peer by that name has to give, and a sentence about each one that cannot be had."""
    found: list[_Found] = []
    left_out = []
    for name, ask in asked.items():
        try:
            found += list(ask())  # all of a peer, or nothing
        except NotHereError as error:
            left_out.append(f"{name} is left out: {str(error).rstrip('.')}.")
    return found, left_out


def versions(names: Iterable[str]) -> str:
    """The peers by those names, each with its version."""
    return ", ".join(f"{name} {VERSIONS[name]}" for name in names)


def command(name: str) -> str:
    """The command of a peer that is written in Python; each has an environment of its own.

    Raises:
        NotHereError: if it cannot be installed.
    """
    wanted = f"{name.lower()}=={VERSIONS[name]}"
    home = _home(name)
    python, found = home / "bin" / "python", home / "bin" / name.lower()
    if not found.exists():
        _say_installing(name)
        _install([sys.executable, "-m", "venv", str(home)])
        _install([str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wanted])
    return str(found)


def projen() -> Path:
    """The folder of the projen package.

    Raises:
        NotHereError: if it cannot be installed, or there is no node to run it.
    """
    home = _home("projen")
    if not shutil.which("node"):
        raise NotHereError("there is no node here")
    # npm writes this file last: without it, an installation was interrupted.
    if not (home / "node_modules" / ".package-lock.json").exists():
        _say_installing("projen")
        home.mkdir(parents=True, exist_ok=True)
        wanted = [f"projen@{VERSIONS['projen']}", f"constructs@{_CONSTRUCTS}"]
        _install(["npm", "install", "--prefix", str(home), "--silent", "--no-audit", "--no-fund", *wanted])
    return home / "node_modules" / "projen"


def _home(name: str) -> Path:
    return _HOME / f"{name.lower()}-{VERSIONS[name]}"


def _say_installing(name: str) -> None:
    print(f"installing {name} {VERSIONS[name]} into bench/.work, once", file=sys.stderr)


def _install(installer: list[str]) -> None:
    try:
        done = subprocess.run(installer, check=False, capture_output=True, text=True)
    except FileNotFoundError as error:
        raise NotHereError(f"there is no {installer[0]} here") from error
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise NotHereError(
            said[-1].removeprefix("ERROR: ") if said else f"{installer[0]} ended with exit code {done.returncode}"
        )
