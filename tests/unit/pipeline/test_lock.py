"""One writer at a time, among real processes."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from podspec.pipeline.lock import HeldError, held
from podspec.pipeline.tree import BlockedError, Tree

_HOLDER = """
import sys, time
from pathlib import Path
from podspec.pipeline.lock import held
from podspec.pipeline.tree import Tree
with held(Tree(Path(sys.argv[1]))):
    print("held", flush=True)
    time.sleep(60)
"""


def _holder(root: Path) -> subprocess.Popen[str]:
    made = subprocess.Popen([sys.executable, "-c", _HOLDER, str(root)], stdout=subprocess.PIPE, text=True)
    assert made.stdout
    assert made.stdout.readline() == "held\n"
    return made


def _stop(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGKILL)
    process.communicate()


def test_a_second_process_waits_and_then_names_the_holder(tmp_path: Path) -> None:
    holder, started = _holder(tmp_path), time.monotonic()
    with pytest.raises(HeldError, match=f"process {holder.pid};"), held(Tree(tmp_path), wait_seconds=0.2):
        pytest.fail("two processes hold one lock")
    assert 0.2 <= time.monotonic() - started < 5
    _stop(holder)


def test_the_command_names_the_holder_and_could_not_run(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "service.yaml").write_text("version: 1\n")
    holder = _holder(tmp_path)
    ran = subprocess.run(
        [sys.executable, "-m", "podspec", "render"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    _stop(holder)
    assert ran.returncode == 2
    assert ran.stdout == ""
    assert ran.stderr.count("\n") == 1
    assert f"another podspec is writing here: process {holder.pid}" in ran.stderr


def test_the_lock_dies_with_its_holder(tmp_path: Path) -> None:
    _stop(_holder(tmp_path))
    with held(Tree(tmp_path), wait_seconds=0):
        assert (tmp_path / ".podspec" / "lock").read_text() == f"process {os.getpid()}"


def test_who_waits_gets_the_lock_as_soon_as_it_is_free(tmp_path: Path) -> None:
    holder = _holder(tmp_path)
    ran = subprocess.Popen([sys.executable, "-c", _HOLDER, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    time.sleep(0.3)
    assert ran.poll() is None
    _stop(holder)
    assert ran.stdout
    assert ran.stdout.readline() == "held\n"
    _stop(ran)


def test_the_lock_is_free_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), held(Tree(tmp_path)):
        raise ZeroDivisionError
    with held(Tree(tmp_path), wait_seconds=0):
        pass


def test_podspecs_own_folder_keeps_itself_out_of_git(tmp_path: Path) -> None:
    with held(Tree(tmp_path)):
        assert (tmp_path / ".podspec" / ".gitignore").read_text() == "*\n"
    (tmp_path / ".podspec" / ".gitignore").write_text("mine\n")
    with held(Tree(tmp_path)):
        assert (tmp_path / ".podspec" / ".gitignore").read_text() == "mine\n"


@pytest.mark.parametrize("what", [".podspec", ".podspec/lock"])
def test_a_symlink_in_its_place_is_not_followed(what: str, tmp_path: Path) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    (root / what).parent.mkdir(parents=True)
    outside.mkdir()
    (root / what).symlink_to(outside if what == ".podspec" else outside / "lock")
    with pytest.raises((BlockedError, OSError), match=r"symlink|symbolic"), held(Tree(root)):
        pytest.fail("it went through a symlink")
    assert list(outside.iterdir()) == []
