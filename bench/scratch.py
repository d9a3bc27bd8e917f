"""Folders to run in: scratch repositories with the podinfo spec, and empty folders, all below bench/.work."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from itertools import count
from pathlib import Path

BENCH = Path(__file__).resolve().parent
WORK = BENCH / ".work"
#: Never the same name twice in one run: ext4 is slow to create files where many have just been deleted.
_RUNS = WORK / "runs"
_numbers = count()
PODSPEC = str(Path(sys.executable).with_name("podspec"))


def clean() -> None:
    """Make the place of work anew, and let podspec keep its cache there instead of in the user's."""
    shutil.rmtree(WORK, ignore_errors=True)
    _RUNS.mkdir(parents=True)
    os.environ["XDG_CACHE_HOME"] = str(WORK / "cache")


def fresh_folder() -> Path:
    """An empty folder that nobody has used."""
    folder = _RUNS / str(next(_numbers))
    folder.mkdir()
    return folder


def fresh_repository() -> Path:
    """A repository with specs/podinfo and nothing else, not rendered yet."""
    root = fresh_folder()
    subprocess.run(["git", "init", "--quiet", root], check=True)
    spec = root / "specs" / "podinfo" / "service.yaml"
    spec.parent.mkdir(parents=True)
    shutil.copyfile(BENCH.parent / "specs" / "podinfo" / spec.name, spec)
    return root


def rendered_repository() -> Path:
    """A repository whose podinfo is rendered."""
    root = fresh_repository()
    run([PODSPEC, "render"], root)
    return root


def run(command: list[str], folder: Path) -> str:
    """Run a command that has to succeed, and return what it prints."""
    return subprocess.run(command, cwd=folder, check=True, stdout=subprocess.PIPE, text=True).stdout
