"""An untouched tree has not drifted, wherever and however it is looked at; and looking at it changes nothing."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from drift.repository import Repository
from figures.mutations import NAMES, spec, text_of

#: What a line of strace has that would change a file.
_WRITES = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|\b(?:creat|mkdir|rename|unlink|rmdir|f?chmod|truncate)\w*\(")
CHECK = [sys.executable, "-m", "podspec", "check"]


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A committed repository with three specs."""
    made = Repository(tmp_path_factory.mktemp("untouched") / "root")
    made.root.mkdir()
    made.git("init", "-q")
    for name in NAMES:
        made.write(spec(name), text_of(name))
    assert made.podspec("render") == 0
    made.git("add", "-A")
    made.git("-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-q", "-m", "all")
    return made.root


def _check(root: Path, *, umask: int = 0o022, **variables: str) -> None:
    """Check; it must find nothing."""
    ran = subprocess.run(
        CHECK,
        cwd=root,
        env={**os.environ, **variables},
        umask=umask,
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
        errors="replace",
    )
    assert (ran.returncode, ran.stderr) == (0, ""), ran
    assert "no drift" in ran.stdout


@pytest.mark.parametrize(
    "variables",
    [
        {"LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "POSIX", "PYTHONIOENCODING": "ascii"},
        {"TZ": "Pacific/Kiritimati"},
        {"TZ": "America/Anchorage", "SOURCE_DATE_EPOCH": "0"},
        {"PYTHONHASHSEED": "4711"},
        {"HOME": "/nowhere", "XDG_CACHE_HOME": "/nowhere"},
        {"GIT_DIR": "/nowhere", "GIT_WORK_TREE": "/nowhere", "GIT_INDEX_FILE": "/nowhere"},
    ],
    ids="+".join,
)
def test_no_setting_of_the_machine_is_drift(variables: dict[str, str], rendered: Path) -> None:
    _check(rendered, **variables)


@pytest.mark.parametrize("umask", [0o000, 0o077, 0o777])
def test_no_umask_is_drift(umask: int, rendered: Path) -> None:
    _check(rendered, umask=umask)


@pytest.mark.parametrize("folder", ["a b", "é/日本", "-rf", "$(x)", "x" * 200])
def test_no_path_of_a_clone_is_drift(folder: str, rendered: Path, tmp_path: Path) -> None:
    clone = tmp_path / folder / "clone"
    clone.parent.mkdir(parents=True)
    subprocess.run(["git", "clone", "-q", str(rendered), str(clone)], check=True, capture_output=True)
    _check(clone)


@pytest.mark.parametrize(
    "setting", ["core.autocrlf=true", "core.autocrlf=input", "core.eol=crlf", "core.fileMode=false"]
)
def test_no_setting_of_git_that_changes_line_endings_is_drift(
    setting: str, rendered: Path, tmp_path: Path
) -> None:
    command = ["git", "clone", "-q", "-c", setting, str(rendered), str(tmp_path / "clone")]
    subprocess.run(command, check=True, capture_output=True)
    _check(tmp_path / "clone")


@pytest.mark.parametrize("folder", [".", "generated", "generated/alpha/terraform/global", "specs"])
def test_no_working_directory_is_drift(folder: str, rendered: Path) -> None:
    _check(rendered / folder)


def test_a_shallow_clone_and_a_copy_without_git_have_not_drifted(rendered: Path, tmp_path: Path) -> None:
    source = f"file://{rendered}"
    subprocess.run(
        ["git", "clone", "-q", "--depth=1", source, str(tmp_path / "a")], check=True, capture_output=True
    )
    _check(tmp_path / "a")
    shutil.copytree(rendered, tmp_path / "b", ignore=shutil.ignore_patterns(".git", ".podspec"))
    _check(tmp_path / "b")


# -- a file system that cannot be written --------------------------------------------------------------------


def _mounts() -> bool:
    """True if this user may mount a folder read-only, in a name space of its own."""
    if not shutil.which("unshare"):
        return False
    return subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not _mounts(), reason="no leave to mount a folder read-only")
def test_a_read_only_checkout_has_not_drifted_and_render_says_why_it_cannot_write(rendered: Path) -> None:
    mount = 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && cd "$0" && exec "$@"'
    command = ["unshare", "-rm", "sh", "-c", mount, str(rendered)]
    checked = subprocess.run([*command, *CHECK], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked
    wrote = subprocess.run([*command, *CHECK[:-1], "render"], capture_output=True, text=True, check=False)
    assert (wrote.returncode, wrote.stderr.count("\n")) == (2, 1), wrote
    assert "Read-only file system" in wrote.stderr


@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")
def test_check_opens_nothing_in_the_repository_for_writing(rendered: Path, tmp_path: Path) -> None:
    """With a drift of each sort, so that all of the code that looks closer is asked."""
    shutil.copytree(rendered, tmp_path / "root")
    repository, log = Repository(tmp_path / "root"), tmp_path / "log"
    repository.remove("generated/alpha/terraform/global/main.tf")
    repository.write("generated/beta/terraform/global/main.tf", "by hand\n")
    repository.write("generated/beta/stray", "mine\n")
    repository.remove(spec("gamma"))
    calls = "trace=openat,mkdirat,renameat,renameat2,unlinkat,fchmodat,truncate"
    calls += ",?open,?creat,?mkdir,?rename,?unlink,?rmdir,?chmod"
    traced = ["strace", "-f", "-y", "-o", str(log), "-e", calls]
    ran = subprocess.run([*traced, *CHECK], cwd=repository.root, capture_output=True, check=False)
    assert ran.returncode == 1
    lines = [
        line for line in log.read_text().splitlines() if str(repository.root) in line and "ENOENT" not in line
    ]
    inside = [line for line in lines if "/dev/null" not in line]
    assert len(inside) > 100
    assert [line for line in inside if _WRITES.search(line)] == []
