"""What a render may have to do: begin, change everything, take all away, take over, mend what a dead one left."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from drift.repository import DEV, MANIFEST, MODULE, OUTPUT, SPEC, TEXT, Repository, new_repository
from hostile.upheaval import Upheaval, contents

Contents = dict[str, tuple[bytes, bool]]
_NOTES = f"{OUTPUT}/notes.txt"


class Scene:
    """A repository in which one command has something to do, and what it is afterwards."""

    def __init__(self, before: Repository, command: tuple[str, ...], folder: Path) -> None:
        self.before = before
        self.command = command
        self.old = contents(before)
        after = self.start(folder)
        assert after.podspec(*command) == 0
        self.new = contents(after)
        self.saved = after.saved()

    def start(self, folder: Path) -> Repository:
        """A copy of the repository, in which the command has all of it to do."""
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
        own = {path.name for path in (repository.root / ".podspec").iterdir()}
        assert own <= {"lock", ".gitignore", "saved"}, own
        assert repository.saved() == self.saved

    def assert_nothing_is_left_over(self, repository: Repository) -> None:
        """No file of podspec's own that waits, unless a journal says what is to become of it."""
        left = [path for path in repository.root.rglob("*") if _is_temporary(path)]
        assert not left or (repository.root / ".podspec/journal").exists(), left


def _is_temporary(path: Path) -> bool:
    return path.name.startswith(".podspec-new-") or (path.parent.name, path.name) == (".podspec", "unfinished")


def first(folder: Path) -> Scene:
    """Nothing has ever been rendered, and files of others stand around."""
    before = new_repository(folder / "before")
    for path in ("README.md", _NOTES, f"{OUTPUT}/terraform/mine.tf"):
        before.write(path, "mine\n")
    return Scene(before, ("render",), folder / "after")


def update(folder: Path) -> Scene:
    """Files to create, update, save and remove at once."""
    return Scene(Upheaval(folder).before, ("render", "--force"), folder / "done")


def removal(folder: Path) -> Scene:
    """The spec is deleted, and one of its artifacts is edited."""
    before = _rendered(folder)
    before.write(MODULE, before.read(MODULE) + "# by hand\n")
    before.remove(SPEC)
    return Scene(before, ("render", "--force"), folder / "after")


def adoption(folder: Path) -> Scene:
    """Files of others stand where artifacts belong, and the manifest is lost."""
    before = _rendered(folder)
    before.remove(MANIFEST)
    for path in (DEV, MODULE):
        before.write(path, f"# mine: {path}\n")
    return Scene(before, ("render", "--force", "--adopt"), folder / "after")


def _rendered(folder: Path) -> Repository:
    made = new_repository(folder / "before", TEXT)
    for path in ("README.md", _NOTES, "infra/main.tf"):
        made.write(path, "mine\n")
    assert made.podspec("render") == 0
    return made


SCENES: dict[str, Callable[[Path], Scene]] = {
    "first render": first,
    "update": update,
    "removal": removal,
    "adoption": adoption,
}
