"""A render with everything in it: files to create, update, save and remove, and files of others that must stay."""

from __future__ import annotations

import shutil
from pathlib import Path

from drift.repository import MODULE, OUTPUT, PROD, SCRIPT, SPEC, TEXT, Repository, new_repository

NEW_TEXT = TEXT.replace("memory_mb: 256", "memory_mb: 512").replace("prod: {", "live: {")
EDITED = "# an evening's work\n"
_WRONG_MODES = {SCRIPT: 0o644, f"{OUTPUT}/.gitattributes": 0o755}
_OTHERS = {"README.md": "mine\n", f"{OUTPUT}/notes.txt": "mine, too\n", "infra/main.tf": "# mine as well\n"}


class Upheaval:
    """The repository before, what it is afterwards, and what must be true in between."""

    def __init__(self, folder: Path) -> None:
        self.before = _rendered(folder / "before", TEXT)
        for path in (MODULE, PROD):
            self.before.write(path, self.before.read(path) + EDITED)
        for path, mode in _WRONG_MODES.items():
            self.before.chmod(path, mode)
        self.before.write(SPEC, NEW_TEXT)
        self.old = contents(self.before)
        self.new = contents(_rendered(folder / "after", NEW_TEXT))
        self.edited = {path: self.old[path][0] for path in (MODULE, PROD)}

    def start(self, folder: Path) -> Repository:
        """A copy of the repository before, in which `podspec render --force` has all of it to do."""
        shutil.copytree(self.before.root, folder)
        return Repository(folder)

    def assert_each_file_is_whole(self, repository: Repository) -> None:
        """Each file is what it was, or what it will be; new ones that wait for their turn are left out."""
        seen = {path: found for path, found in contents(repository).items() if ".podspec-new-" not in path}
        for path in {*seen, *self.old, *self.new}:
            assert seen.get(path) in (self.old.get(path), self.new.get(path)), path

    def assert_done(self, repository: Repository) -> None:
        """Everything is as the spec says, nothing of podspec's is left over, and nothing of the user's is lost."""
        assert contents(repository) == self.new
        assert repository.podspec("check") in (0, 1)
        own = {path.name for path in (repository.root / ".podspec").iterdir()}
        assert own <= {"lock", ".gitignore", "saved"}
        assert repository.saved() == self.edited


def _rendered(root: Path, text: str) -> Repository:
    made = new_repository(root, text)
    for path, content in _OTHERS.items():
        made.write(path, content)
    assert made.podspec("render") == 0
    return made


def contents(repository: Repository) -> dict[str, tuple[bytes, bool]]:
    """The bytes of every file, but for git's and podspec's own, and whether it may be run."""
    root, is_executable = repository.root, repository.is_executable
    return {path: ((root / path).read_bytes(), is_executable(path)) for path in repository.files()}
