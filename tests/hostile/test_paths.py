"""Nothing leads podspec out of the repository: no symlink of any kind, wherever it stands."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from drift.repository import DEV, MANIFEST, MODULE, OUTPUT, SPEC, TEXT, Repository, new_repository

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


_SPECIAL = {
    "a pipe": os.mkfifo,
    "a socket": lambda path: os.mknod(path, stat.S_IFSOCK | 0o600),
    "a file of a terabyte": lambda path: (path.touch(), os.truncate(path, 1 << 40)),
}
_MEMORY = 400 << 20
_SECONDS = 20


@pytest.mark.parametrize("what", _SPECIAL)
@pytest.mark.parametrize(
    "place",
    [
        DEV,
        SPEC,
        ".podspec/lock",
        *(pytest.param(one, marks=pytest.mark.long) for one in (MANIFEST, ".podspec/journal")),
    ],
)
def test_nobody_waits_for_a_pipe_or_fills_the_memory_from_a_file(
    what: str, place: str, repository: Repository
) -> None:
    here = repository.root / place
    here.unlink(missing_ok=True)
    _SPECIAL[what](here)
    before = here.lstat()
    for command in ("check", "render"):
        ran = _bounded(repository, command)
        assert ran.returncode in (0, 1, 2), ran
        assert ran.stderr.count("\n") == (ran.returncode == 2), ran
    mine = place.startswith(".podspec/")
    assert mine or os.path.samestat(here.lstat(), before)


def _bounded(repository: Repository, command: str) -> subprocess.CompletedProcess[str]:
    """Run podspec with little memory, and not for long."""
    program = (
        f"import resource, sys; resource.setrlimit(resource.RLIMIT_AS, ({_MEMORY}, {_MEMORY}))\n"
        "from podspec.cli import run; sys.exit(run(sys.argv[1:]))"
    )
    arguments = [sys.executable, "-c", program, command, *["--force"] * (command == "render")]
    return subprocess.run(
        arguments, cwd=repository.root, capture_output=True, text=True, check=False, timeout=_SECONDS
    )


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
    after = _everything(tmp_path)
    assert {path for path in {*before, *after} if before.get(path) != after.get(path)} <= {"root/.podspec/lock"}
