"""A look that a render disturbs is taken again; nobody's half-done work is ever what it tells."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from podspec.pipeline.lock import HeldError, held
from podspec.pipeline.steady import steadily
from podspec.pipeline.transaction import Change, change
from podspec.pipeline.tree import Tree

_PATHS = [f"out/{number}" for number in range(20)]


def _write(tree: Tree, content: bytes) -> None:
    change(tree, [Change(path, tree.look(path), content) for path in _PATHS])


def _look(tree: Tree) -> list[bytes]:
    return [tree.look(path).content for path in _PATHS]


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    made = Tree(tmp_path)
    _write(made, b"old")
    return made


def test_a_look_that_nobody_disturbs_is_taken_once(tree: Tree) -> None:
    looks = []
    assert steadily(tree, lambda: looks.append(_look(tree)) or len(looks)) == 1


def test_where_podspec_has_never_been_nothing_is_made(tmp_path: Path) -> None:
    assert steadily(Tree(tmp_path), lambda: "seen") == "seen"
    assert list(tmp_path.iterdir()) == []


def _disturbed(tree: Tree, times: int) -> Callable[[], list[bytes]]:
    """A look in whose middle somebody writes, so many times."""
    left = list(range(times))

    def look() -> list[bytes]:
        first = _look(tree)[:10]
        if left:
            _write(tree, f"new {left.pop()}".encode())
        return first + _look(tree)[10:]

    return look


@pytest.mark.parametrize("times", [1, 3])
def test_a_look_that_a_render_disturbs_is_taken_again(times: int, tree: Tree) -> None:
    assert steadily(tree, _disturbed(tree, times)) == [b"new 0"] * 20


@pytest.mark.parametrize("times", [4, 100])
def test_a_look_that_is_disturbed_four_times_says_so(times: int, tree: Tree) -> None:
    with pytest.raises(HeldError, match="one render after the other"):
        steadily(tree, _disturbed(tree, times))


def test_a_look_begins_only_when_a_change_would_have_a_time_of_its_own(tree: Tree) -> None:
    for number in range(5):
        _write(tree, b"%d" % number)
        written = (tree.root / ".podspec").stat().st_ctime_ns
        assert steadily(tree, time.time_ns) - written > 12_000_000


def test_a_folder_whose_time_lies_ahead_is_looked_at_all_the_same(tree: Tree) -> None:
    ahead = time.time() + 3600
    os.utime(tree.root / ".podspec", (ahead, ahead))
    assert steadily(tree, lambda: "seen") == "seen"


class _Restless(Tree):
    """A repository in which somebody is at work whenever one looks."""

    def folder(self, components: list[str]) -> AbstractContextManager[int]:
        """A folder in which a file has just come and gone."""
        (self.root / ".podspec/lock").touch()
        (self.root / ".podspec/lock").unlink()
        return super().folder(components)


def test_who_never_finds_a_quiet_moment_says_so(tree: Tree) -> None:
    with pytest.raises(HeldError, match=r"one render after the other; waited 0\.1 seconds"):
        steadily(_Restless(tree.root), lambda: pytest.fail("it has looked"), wait_seconds=0.1)


def test_the_first_render_of_all_disturbs_too(tmp_path: Path) -> None:
    tree = Tree(tmp_path)
    assert steadily(tree, _disturbed(tree, 1)) == [b"new 0"] * 20


def test_a_change_that_is_taken_back_disturbs_too(tree: Tree) -> None:
    seen = []

    def look() -> bool:
        if not seen:
            with pytest.raises(OSError, match="changed while"):
                change(tree, [Change("out/0", tree.look("out/1")._replace(content=b"wrong"), b"new")])
        seen.append(1)
        return len(seen) == 2

    assert steadily(tree, look)


_AT_WORK = """
import sys, time
from pathlib import Path
from podspec.pipeline.lock import held
from podspec.pipeline.tree import Tree
root = Path(sys.argv[1])
with held(Tree(root), "podspec render"):
    (root / ".podspec/journal").write_text("{}")
    print("at work", flush=True)
    time.sleep(float(sys.argv[2]))
    (root / ".podspec/journal").unlink()
"""


def _at_work(tree: Tree, seconds: float) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _AT_WORK, str(tree.root), str(seconds)]
    made = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert made.stdout
    assert made.stdout.readline() == "at work\n"
    return made


def test_a_render_that_is_in_the_middle_is_waited_for(tree: Tree) -> None:
    running = _at_work(tree, 0.5)
    assert not steadily(tree, (tree.root / ".podspec/journal").exists)
    assert running.wait() == 0
    running.communicate()


class _Counting(Tree):
    """A repository that knows how often a folder of it was opened."""

    times = 0

    def folder(self, components: list[str]) -> AbstractContextManager[int]:
        """The folder."""
        self.times += 1
        return super().folder(components)


def test_a_render_that_does_not_end_is_named(tree: Tree) -> None:
    running, started, counting = _at_work(tree, 60), time.monotonic(), _Counting(tree.root)
    with pytest.raises(HeldError, match=rf"process {running.pid} \(podspec render\); waited 0.2 seconds"):
        steadily(counting, lambda: None, wait_seconds=0.2)
    assert time.monotonic() - started < 5
    assert counting.times < 30, "a wait is not to be busy"
    running.kill()
    running.communicate()


def test_what_a_dead_render_left_is_looked_at_as_it_is(tree: Tree) -> None:
    running = _at_work(tree, 60)
    running.kill()
    running.communicate()
    assert steadily(tree, (tree.root / ".podspec/journal").exists)


def test_who_waits_for_its_turn_to_write_disturbs_nobody(tree: Tree) -> None:
    looks = []

    def look() -> int:
        with held(tree, "podspec render"):
            looks.append(1)
        return len(looks)

    with held(tree):
        pass
    assert steadily(tree, look) == 1


def test_it_reads_only(tree: Tree) -> None:
    before = (tree.root / ".podspec").stat()
    steadily(tree, lambda: None)
    assert (tree.root / ".podspec").stat().st_ctime_ns == before.st_ctime_ns
