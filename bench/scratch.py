"""A place to run in: scratch repositories with the podinfo spec, and empty folders, all below bench/.work."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

BENCH = Path(__file__).resolve().parent
PODSPEC = str(Path(sys.executable).with_name("podspec"))
_SPEC = Path("specs", "podinfo", "service.yaml")


class Scratch:
    """The folders of one benchmark. None is used twice: ext4 is slow where many files have just been deleted."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self._numbers = count()

    def fresh_folder(self) -> Path:
        """An empty folder that nobody has used."""
        folder = self.place / str(next(self._numbers))
        folder.mkdir()
        return folder

    def fresh_repository(self) -> Path:
        """A repository with specs/podinfo and nothing else, not rendered yet."""
        root = self.fresh_folder()
        run(["git", "init", "--quiet"], root)
        (root / _SPEC).parent.mkdir(parents=True)
        shutil.copyfile(BENCH.parent / _SPEC, root / _SPEC)
        return root

    def rendered_repository(self) -> Path:
        """A repository whose podinfo is rendered."""
        root = self.fresh_repository()
        run([PODSPEC, "render"], root)
        return root


@contextmanager
def scratch() -> Iterator[Scratch]:
    """A scratch of one's own, gone afterwards."""
    (BENCH / ".work").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=BENCH / ".work") as place:
        _settle(f"{place}/cache")
        yield Scratch(Path(place))


def _settle(cache: str) -> None:
    """Let commands find what they find after an ordinary installation, whatever this shell says.

    Byte code is kept (PYTHONDONTWRITEBYTECODE would have a checkout compiled anew in every run, but not the
    libraries), and podspec's cache is not the user's.
    """
    for name in [name for name in os.environ if name.startswith("PYTHON")]:
        del os.environ[name]
    os.environ["XDG_CACHE_HOME"] = cache


def run(command: list[str], folder: Path) -> str:
    """Run a command that has to succeed, and return what it prints."""
    return subprocess.run(command, cwd=folder, check=True, stdout=subprocess.PIPE, text=True).stdout
