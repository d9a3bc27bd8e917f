"""One writer at a time, among real processes."""

import errno
import fcntl
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from podspec.pipeline.lock import HeldError, held, holder
from podspec.pipeline.tree import Tree
from podspec.pipeline.way import BlockedError

_HOLDER = """
import sys, time
from pathlib import Path
from podspec.pipeline.lock import held
from podspec.pipeline.tree import Tree
with held(Tree(Path(sys.argv[1])), "podspec render"):
    print("held", flush=True)
    time.sleep(60)
"""


def _start_holder(root: Path) -> subprocess.Popen[str]:
    made = subprocess.Popen([sys.executable, "-c", _HOLDER, str(root)], stdout=subprocess.PIPE, text=True)
    assert made.stdout
    assert made.stdout.readline() == "held\n"
    return made


def _stop(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGKILL)
    process.communicate()


def test_a_second_process_waits_and_then_names_the_holder(tmp_path: Path) -> None:
    running, started = _start_holder(tmp_path), time.monotonic()
    said = rf"process {running.pid} \(podspec render\); waited 0.2 seconds"
    with pytest.raises(HeldError, match=said), held(Tree(tmp_path), wait_seconds=0.2):
        pytest.fail("two processes hold one lock")
    assert 0.2 <= time.monotonic() - started < 5
    _stop(running)


def test_the_command_names_the_holder_and_could_not_run(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "service.yaml").write_text("version: 1\n")
    running = _start_holder(tmp_path)
    ran = subprocess.run(
        [sys.executable, "-m", "podspec", "render"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    _stop(running)
    assert ran.returncode == 2
    assert ran.stdout == ""
    him = f"process {running.pid} (podspec render)"
    assert ran.stderr == (
        f"waiting for {him} to finish, at most 5 seconds\n"
        f"error: .podspec/lock: another podspec is writing here: {him}; "
        "waited 5 seconds, run again when it is done\n"
    )


def test_the_lock_dies_with_its_holder(tmp_path: Path) -> None:
    _stop(_start_holder(tmp_path))
    with held(Tree(tmp_path), wait_seconds=0):
        assert (tmp_path / ".podspec" / "lock").read_text() == f"process {os.getpid()} (podspec)\n"


def test_who_waits_gets_the_lock_as_soon_as_it_is_free(tmp_path: Path) -> None:
    running = _start_holder(tmp_path)
    ran = subprocess.Popen([sys.executable, "-c", _HOLDER, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    time.sleep(0.3)
    assert ran.poll() is None
    _stop(running)
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


def test_who_only_looks_follows_no_symlink_and_waits_for_no_writer(tmp_path: Path) -> None:
    root, other = tmp_path / "root", tmp_path / "other"
    for made in (root / ".podspec", other):
        made.mkdir(parents=True)
    (root / ".podspec" / "lock").symlink_to("../../other/.podspec/lock")
    running = _start_holder(other)
    assert (bool(holder(Tree(other))), holder(Tree(root))) == (True, "")
    _stop(running)
    (root / ".podspec" / "lock").unlink()
    os.mkfifo(root / ".podspec" / "lock")
    assert holder(Tree(root)) == ""


def test_who_only_looks_leaves_nothing_open(tmp_path: Path) -> None:
    with held(Tree(tmp_path)):
        pass
    before = len(list(Path("/proc/self/fd").iterdir()))
    assert holder(Tree(tmp_path)) == ""
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_where_a_file_system_has_no_locks_nobody_knows_who_holds_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_descriptor: int, _operation: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    with held(Tree(tmp_path)):
        monkeypatch.setattr(fcntl, "flock", refuse)
        assert holder(Tree(tmp_path)) == ""


def test_the_lock_is_no_program(tmp_path: Path) -> None:
    with held(Tree(tmp_path)):
        assert not (tmp_path / ".podspec" / "lock").stat().st_mode & 0o111


def test_a_wait_that_somebody_notices_is_told_once_and_is_not_busy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    running, told, tries, flock = _start_holder(tmp_path), list[str](), list[int](), fcntl.flock
    monkeypatch.setattr(fcntl, "flock", lambda descriptor, how: tries.append(how) or flock(descriptor, how))
    with pytest.raises(HeldError), held(Tree(tmp_path), wait_seconds=1, tell=told.append):
        pytest.fail("two processes hold one lock")
    assert len(tries) < 30
    _stop(running)
    assert told == [f"waiting for process {running.pid} (podspec render) to finish, at most 1 seconds"]


def test_who_only_looks_learns_who_holds_it(tmp_path: Path) -> None:
    assert holder(Tree(tmp_path)) == ""
    assert list(tmp_path.iterdir()) == []
    running = _start_holder(tmp_path)
    assert holder(Tree(tmp_path)) == f"process {running.pid} (podspec render)"
    _stop(running)
    assert holder(Tree(tmp_path)) == ""


@pytest.mark.parametrize("said", [b"", b"\x1b[31mred\n", b"\xff" * 300, b"a\nb"])
def test_what_stands_in_the_file_is_shown_as_one_line_of_text(said: bytes, tmp_path: Path) -> None:
    running = _start_holder(tmp_path)
    (tmp_path / ".podspec" / "lock").write_bytes(said)
    shown = holder(Tree(tmp_path))
    _stop(running)
    assert shown
    assert shown.isprintable()


def test_a_long_name_of_an_earlier_holder_leaves_nothing_behind(tmp_path: Path) -> None:
    with held(Tree(tmp_path), "x" * 500):
        assert len((tmp_path / ".podspec" / "lock").read_text()) == 200
    with held(Tree(tmp_path), "y"):
        assert (tmp_path / ".podspec" / "lock").read_text() == f"process {os.getpid()} (y)\n"
