"""The places in which the commands of pages run: scratch repositories with some of this repository's specs.

| place | what is there |
|---|---|
| `empty` | an empty folder |
| `repository` | an empty git repository |
| `podinfo`, `hello`, … | a repository with that spec of ours, rendered and committed |
| `specs` | a repository with all of our specs, rendered and committed |
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from docs.pages import EVERYTHING, ROOT

_BIN = Path(sys.executable).parent
_TERRAFORM = ROOT / "tests" / "proof" / "offline" / "core.py"
_GIT = "[init]\n\tdefaultBranch = main\n[user]\n\tname = docs\n\temail = docs@example.com\n"
#: A command that takes longer hangs.
_TIMEOUT_SECONDS = 120


@dataclass(frozen=True)
class Said:
    """What a command said, on both streams as a terminal mixes them; how it ended, and after how many seconds."""

    text: str
    code: int
    seconds: float

    @property
    def lines(self) -> list[str]:
        """What it said, without blanks at the ends of its lines and at its end: editors take them out of pages."""
        return [line.rstrip() for line in self.text.rstrip().splitlines()]


class Place:
    """A folder, and a shell in it that remembers the folder to which it was sent."""

    def __init__(self, folder: Path, name: str) -> None:
        """Make the place.

        Args:
            folder: an empty folder for this place alone.
            name: one of the places above.
        """
        self.folder = folder / "work"
        self._at = folder / "at"
        self._environment = _environment(folder / "own")
        self._at.write_text(str(self.folder))
        if name == "empty":
            self.folder.mkdir()
        else:
            shutil.copytree(Path(_furnished(name).name) / "work", self.folder)

    def run(self, command: str) -> Said:
        """Run a command in bash; a `cd` holds for the commands after it."""
        script = f"{command}\ncode=$?; pwd > '{self._at}'; exit $code\n"
        start = time.perf_counter()
        done = subprocess.run(
            ["bash", "-c", script],
            cwd=self._here(),
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
            timeout=_TIMEOUT_SECONDS,
        )
        return Said(done.stdout, done.returncode, time.perf_counter() - start)

    def must(self, command: str) -> None:
        """Run a command that has to end well."""
        said = self.run(command)
        assert said.code == 0, f"{command}\n{said.text}"

    def put(self, path: str, text: str, *, at_the_end: bool) -> None:
        """Write a file, or add to its end."""
        target = self._here() / path
        target.parent.mkdir(parents=True, exist_ok=True)
        before = target.read_text("utf-8") if at_the_end else ""
        target.write_text(before + text, "utf-8")

    def _here(self) -> Path:
        return Path(self._at.read_text().rstrip("\n"))


@cache
def _furnished(name: str) -> TemporaryDirectory[str]:
    """A place to copy: it is made once in a run, and gone with it."""
    folder = TemporaryDirectory(prefix="place-")
    place = Place(Path(folder.name), "empty")
    place.must("git init --quiet")
    if name != "repository":
        _render(place, sorted((ROOT / "specs").iterdir()) if name == EVERYTHING else [ROOT / "specs" / name])
    return folder


def _render(place: Place, services: list[Path]) -> None:
    for one in services:
        spec = place.folder / "specs" / one.name
        spec.mkdir(parents=True)
        shutil.copy(one / "service.yaml", spec)
    # The image's sources: checkers read the Dockerfile.
    shutil.copytree(ROOT / "podinfo", place.folder / "podinfo")
    place.must("podspec render && git add --all && git commit --quiet --message 'as it was'")


@cache
def _cache() -> TemporaryDirectory[str]:
    """Compiled templates: those of one place serve all others of a run."""
    return TemporaryDirectory(prefix="cache-")


def _environment(own: Path) -> dict[str, str]:
    """An environment that is the same on every machine: our checkers, and nobody's settings."""
    (own / "bin").mkdir(parents=True)
    terraform = own / "bin" / "terraform"
    terraform.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{_TERRAFORM}" "$@"\n')
    terraform.chmod(0o755)
    (own / ".gitconfig").write_text(_GIT)
    system = [Path(found).parent for one in ("git", "bash") if (found := shutil.which(one))]
    return {
        "PATH": os.pathsep.join(map(str, [own / "bin", _BIN, *system, "/usr/bin", "/bin"])),
        "HOME": str(own),
        "XDG_CACHE_HOME": _cache().name,
        "GIT_CONFIG_NOSYSTEM": "1",
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "NO_COLOR": "1",
        "COLUMNS": "100",
    }
