"""Nothing leads podspec out of the repository: symlinks of every kind, pipes and folders in the way, links that move."""

from __future__ import annotations

import os
import shutil
import threading
from pathlib import Path

import pytest
from drift.repository import DEV, MANIFEST, MODULE, OUTPUT, SPEC, TEXT, Repository, new_repository
from figures.figure import figure

QUICK = 40
LONG = 300
Output = pytest.CaptureFixture[str]

PLACES = {
    "an artifact": DEV,
    "a folder of the output": f"{OUTPUT}/terraform/modules",
    "the output": OUTPUT,
    "the folder of all output": "generated",
    "the manifest": MANIFEST,
    "podspec's own folder": ".podspec",
    "the lock": ".podspec/lock",
    "the saved files": ".podspec/saved",
    "the journal": ".podspec/journal",
    "the mark": ".podspec/committed",
}
#: Where the symlink points, from the folder beside the repository that stands for the rest of the machine.
TARGETS = {
    "what stood there, now outside": "{moved}",
    "a folder outside": "{outside}",
    "a file outside": "{outside}/file",
    "a file outside that is not there": "{outside}/nothing",
    "a chain that ends outside": "{root}/chain",
    "itself": "{here}",
    "the repository": "{root}",
    "git's own folder": "{root}/.git",
}


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = new_repository(tmp_path_factory.mktemp("paths") / "root")
    assert made.podspec("render") == 0
    made.write(SPEC, TEXT.replace("memory_mb: 256", "memory_mb: 512"))
    made.write(MODULE, made.read(MODULE) + "# by hand\n")
    return made.root


@pytest.fixture
def repository(rendered: Path, tmp_path: Path) -> Repository:
    """A repository in which a render has something to update and something to save."""
    shutil.copytree(rendered, tmp_path / "root")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "file").write_text("not yours\n")
    return Repository(tmp_path / "root")


def _everything(folder: Path) -> dict[str, bytes | str]:
    """Every file below a folder with its bytes, every symlink with its target, and every folder."""
    found: dict[str, bytes | str] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        found[name] = (
            str(path.readlink()) if path.is_symlink() else path.read_bytes() if path.is_file() else "folder"
        )
    return found


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("place", PLACES)
def test_nothing_is_written_removed_or_read_behind_a_symlink(
    place: str, target: str, repository: Repository, tmp_path: Path, capsys: Output
) -> None:
    here, moved = repository.root / PLACES[place], tmp_path / "outside" / "moved"
    (repository.root / "chain").symlink_to(tmp_path / "outside")
    if here.exists():
        here.rename(moved)
    names = {"moved": moved, "outside": tmp_path / "outside", "root": repository.root, "here": here}
    here.symlink_to(TARGETS[target].format(**names))
    outside, git = _everything(tmp_path / "outside"), _everything(repository.root / ".git")
    for arguments in (["check"], ["render"], ["render", "--force", "--adopt"], ["check"]):
        code = repository.podspec(*arguments)
        said = capsys.readouterr()
        assert code in (0, 1, 2), said
        assert said.err.count("\n") == (code == 2), said.err
    assert _everything(tmp_path / "outside") == outside
    assert _everything(repository.root / ".git") == git


@pytest.mark.parametrize("place", [DEV, MANIFEST, OUTPUT, f"{OUTPUT}/terraform", f"{OUTPUT}/notes"])
@pytest.mark.parametrize("what", ["folder", "pipe", "file"])
def test_whatever_stands_in_the_way_is_told_and_left_alone(
    what: str, place: str, repository: Repository, capsys: Output
) -> None:
    here = repository.root / place
    shutil.rmtree(here) if here.is_dir() else here.unlink(missing_ok=True)
    {"folder": here.mkdir, "pipe": lambda: os.mkfifo(here), "file": lambda: here.write_text("mine\n")}[what]()
    before = here.lstat().st_mode
    for arguments in (["check"], ["render", "--force"], ["check"]):
        code = repository.podspec(*arguments)
        said = capsys.readouterr()
        assert code in (0, 1), said
    is_replaced = what == "folder" and place in {OUTPUT, f"{OUTPUT}/terraform"}
    assert is_replaced or here.lstat().st_mode == before or place == MANIFEST


@pytest.mark.parametrize("directory", ["link/out", "link", "chain/out", "dangling/out", "specs/hello/link/out"])
def test_an_output_directory_behind_a_symlink_is_refused(
    directory: str, repository: Repository, tmp_path: Path, capsys: Output
) -> None:
    outside = tmp_path / "outside"
    for name, target in (
        ("link", outside),
        ("chain", "link"),
        ("dangling", tmp_path / "no"),
        ("specs/hello/link", "../../link"),
    ):
        (repository.root / name).symlink_to(target)
    repository.write(SPEC, f"{TEXT}output: {{directory: {directory}}}\n")
    before = _everything(tmp_path)
    for arguments in (["check"], ["render", "--force", "--adopt"]):
        assert repository.podspec(*arguments) == 1
        assert "a symlink stands where a folder belongs" in capsys.readouterr().out
    assert {path: found for path, found in _everything(tmp_path).items() if "/.podspec" not in path} == before


def test_a_folder_that_turns_into_a_symlink_and_back_lets_no_byte_out(
    repository: Repository, tmp_path: Path
) -> None:
    _race(repository, tmp_path, QUICK)


@pytest.mark.long
def test_a_folder_that_turns_into_a_symlink_very_often_lets_no_byte_out(
    repository: Repository, tmp_path: Path
) -> None:
    _race(repository, tmp_path, LONG)


def _race(repository: Repository, tmp_path: Path, rounds: int) -> None:
    here, aside, outside = repository.root / DEV, tmp_path / "aside", tmp_path / "outside"
    before, codes = _everything(outside), []
    swapper = _Swapper(here.parent, aside, outside)
    swapper.start()
    for number in range(rounds):
        repository.write(SPEC, TEXT.replace("memory_mb: 256", f"memory_mb: {300 + number}"))
        codes.append(repository.podspec("render", "--force"))
    swapper.stop()
    assert _everything(outside) == before
    assert set(codes) <= {0, 1, 2}
    assert swapper.swaps > rounds
    assert repository.podspec("render", "--force") == 0
    figure(
        f"{rounds} renders beside {swapper.swaps} swaps: {[codes.count(code) for code in (0, 1, 2)]} by exit code"
    )


class _Swapper(threading.Thread):
    """Makes a folder a symlink to the outside and back, as fast as it can."""

    def __init__(self, folder: Path, aside: Path, outside: Path) -> None:
        super().__init__()
        self.folder, self.aside, self.outside = folder, aside, outside
        self.ended = threading.Event()
        self.swaps = 0

    def run(self) -> None:
        while not self.ended.is_set():
            self.folder.rename(self.aside)
            self.folder.symlink_to(self.outside)
            self.folder.unlink()
            self._back()
            self.swaps += 1

    def _back(self) -> None:
        """Put the folder back; podspec may have made another one meanwhile, which was all its own."""
        while True:
            try:
                self.aside.rename(self.folder)
            except OSError:
                shutil.rmtree(self.folder, ignore_errors=True)
            else:
                return

    def stop(self) -> None:
        """Let the folder be a folder."""
        self.ended.set()
        self.join()
