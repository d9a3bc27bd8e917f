"""Several processes give what one would give: results, their order, errors; and they leave nothing behind."""

import errno
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podspec.pipeline import parallel
from podspec.pipeline.collide import Neighbour
from podspec.pipeline.parallel import overlap, spread
from podspec.pipeline.way import BlockedError, Kind

HERE = os.getpid()
processors = parallel._processors  # noqa: SLF001 - the fixture below replaces it


@pytest.fixture(autouse=True)
def three_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    """As many as no machine of ours has: one for this process, two for workers."""
    monkeypatch.setattr(parallel, "_processors", lambda: 3)


def who(_: int) -> int:
    return os.getpid()


def there(task: Callable[[int], object], place: int) -> Callable[[int], int]:
    """A task that gives back its item, and does something else at one place."""

    def done(item: int) -> int:
        if item == place:
            task(item)
        return item

    return done


def blocked(item: int) -> None:
    """Fail as the file tree fails: with an error that could not be sent from process to process."""
    raise BlockedError(f"path {item}", Kind.SYMLINK)


def killed(_: int) -> None:
    """Die as for lack of memory; but only where nobody else dies with it."""
    if os.getpid() != HERE:
        os.kill(os.getpid(), signal.SIGKILL)


def no_child_is_left() -> bool:
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return True
    return False


def test_many_things_are_done_by_several_processes_and_few_by_this_one() -> None:
    assert len({*spread(who, range(9))}) == 3
    assert len({*spread(who, range(6))}) == 2
    assert {*spread(who, range(5))} == {HERE}
    assert no_child_is_left()


@given(items=st.lists(st.integers(), max_size=40), worth=st.integers(1, 5))
@settings(max_examples=40, deadline=None)
def test_the_results_are_those_of_one_process_in_the_order_of_the_things(items: list[int], worth: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parallel, "_WORTH_A_PROCESS", worth)
        patch.setattr(parallel, "_processors", lambda: 3)
        assert spread(lambda one: Neighbour(str(one), ("a", "b")), items) == [
            Neighbour(str(one), ("a", "b")) for one in items
        ]


def test_a_large_result_fits_through() -> None:
    sizes = [len(one) for one in spread(lambda item: bytes(item * 500_000), range(9))]
    assert sizes == [item * 500_000 for item in range(9)]


@pytest.mark.parametrize("place", range(9))
def test_an_error_comes_up_here_wherever_it_happened(place: int) -> None:
    with pytest.raises(BlockedError, match=f"path {place}") as caught:
        spread(there(blocked, place), range(9))
    assert caught.value.kind is Kind.SYMLINK
    assert no_child_is_left()


def test_of_several_errors_the_first_in_order_comes_up() -> None:
    def fails_from_the_fifth_on(item: int) -> None:
        if item >= 4:
            blocked(item)

    with pytest.raises(BlockedError, match="path 4"):
        spread(fails_from_the_fifth_on, range(12))


@pytest.mark.parametrize("place", range(9))
def test_a_worker_that_is_killed_costs_no_result(place: int) -> None:
    assert spread(there(killed, place), range(9)) == list(range(9))
    assert no_child_is_left()


def test_a_result_that_cannot_be_sent_is_made_here() -> None:
    assert [one() for one in spread(lambda item: lambda: item, range(9))] == list(range(9))


@pytest.mark.parametrize("lacking", ["pipe", "fork"])
def test_without_room_for_workers_this_process_does_all(lacking: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise OSError(errno.EAGAIN, "no room")

    monkeypatch.setattr(os, lacking, refuse)
    assert {*spread(who, range(9))} == {HERE}


def test_nobody_is_copied_beside_a_thread_or_on_macos(monkeypatch: pytest.MonkeyPatch) -> None:
    waits = threading.Event()
    thread = threading.Thread(target=waits.wait)
    thread.start()
    assert {*spread(who, range(9))} == {HERE}
    waits.set()
    thread.join()
    monkeypatch.setattr(sys, "platform", "darwin")
    assert {*spread(who, range(9))} == {HERE}


_SLEEPERS = """
import os, time
from podspec.pipeline import parallel
parallel._processors = lambda: 3

def sleep(item):
    os.write(1, b"%d\\n" % os.getpid())
    time.sleep(60)

try:
    parallel.spread(sleep, range(9))
except KeyboardInterrupt:
    raise SystemExit(130)
"""


@pytest.mark.parametrize("to_all", [True, False], ids=["from a terminal", "to the first process alone"])
def test_an_interruption_ends_every_process_and_only_the_first_one_says_so(
    *, to_all: bool, tmp_path: Path
) -> None:
    started = subprocess.Popen(
        [sys.executable, "-c", _SLEEPERS],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert started.stdout
    pids = {int(started.stdout.readline()) for _ in range(3)}
    assert started.pid in pids
    (os.killpg if to_all else os.kill)(started.pid, signal.SIGINT)
    _, said = started.communicate(timeout=20)
    assert (started.returncode, said) == (130, "")
    assert not [pid for pid in pids if Path(f"/proc/{pid}").exists()]


def open_descriptors() -> set[int]:
    found = set()
    for descriptor in range(256):
        with suppress(OSError):
            os.fstat(descriptor)
            found.add(descriptor)
    return found


def test_a_worker_has_one_end_of_its_pipe_and_in_the_end_no_end_is_left_open() -> None:
    before = open_descriptors()
    here, first, second = spread(lambda _: len(open_descriptors() - before), range(9))[:3]
    # This process has one end of each pipe, and the second worker has inherited the first one's.
    assert (here, first, second) == (2, 1, 2)
    assert open_descriptors() == before


def test_an_interruption_is_left_to_the_first_process() -> None:
    found = spread(lambda _: (os.getpid() == HERE, signal.getsignal(signal.SIGINT)), range(9))
    assert {*found} == {(True, signal.getsignal(signal.SIGINT)), (False, signal.SIG_DFL)}


@pytest.mark.parametrize(
    ("mine", "all_of_them", "expected"), [({1}, 8, 1), ({0, 5, 6}, 8, 3), ({*range(40)}, 64, 16), (None, 5, 5)]
)
def test_as_many_processors_are_used_as_this_process_may_use_and_at_most_sixteen(
    mine: set[int] | None, all_of_them: int, expected: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: all_of_them)
    if mine is None:
        monkeypatch.delattr(os, "sched_getaffinity")
    else:
        monkeypatch.setattr(os, "sched_getaffinity", {0: mine}.__getitem__)
    assert processors() == expected


def test_a_system_that_cannot_count_its_processors_has_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    monkeypatch.delattr(os, "sched_getaffinity")
    assert processors() == 1


# -- waiting for the disk ------------------------------------------------------------------------------------


def anywhere(task: Callable[[int], object]) -> Callable[[None, int], object]:
    """A task that needs no place."""
    return lambda _, item: task(item)


def test_a_few_things_are_waited_for_one_after_another_and_many_at_the_same_time() -> None:
    seen: list[str] = []
    overlap(lambda *_: seen.append(threading.current_thread().name), range(19), nullcontext)
    assert {*seen} == {threading.main_thread().name}
    overlap(lambda *_: (time.sleep(0.0001), seen.append(threading.current_thread().name)), range(20), nullcontext)
    assert len(seen) == 39
    assert len({*seen}) > 2
    assert threading.active_count() == 1


@pytest.mark.parametrize(("count", "threads"), [(19, 1), (20, 8), (500, 8)])
def test_each_thread_works_in_a_place_of_its_own_which_is_closed_in_the_end(count: int, threads: int) -> None:
    opened: list[int] = []
    closed: list[int] = []
    done: list[tuple[int, int, int]] = []

    @contextmanager
    def place() -> Iterator[int]:
        opened.append(threading.get_ident())
        yield opened[-1]
        closed.append(threading.get_ident())

    overlap(lambda here, item: done.append((here, threading.get_ident(), item)), range(count), place)
    assert all(here == thread for here, thread, _ in done)
    assert sorted(item for _, _, item in done) == [*range(count)]
    assert len(opened) == threads
    assert sorted(opened) == sorted(closed)


def test_a_place_that_cannot_be_opened_is_an_error() -> None:
    @contextmanager
    def place() -> Iterator[None]:
        if threading.current_thread() is not threading.main_thread():
            blocked(7)
        yield

    with pytest.raises(BlockedError, match="path 7"):
        overlap(lambda *_: None, range(100), place)


@pytest.mark.parametrize("count", [9, 900])
def test_an_error_while_waiting_comes_up(count: int) -> None:
    with pytest.raises(BlockedError, match="path 7"):
        overlap(anywhere(there(blocked, 7)), range(count), nullcontext)


def test_of_several_errors_the_first_in_order_comes_up_and_all_threads_have_ended() -> None:
    def fail_from_7_on(item: int) -> None:
        time.sleep((100 - item) / 10_000)
        if item >= 7:
            blocked(item)

    with pytest.raises(BlockedError, match="path 7'"):
        overlap(anywhere(fail_from_7_on), range(100), nullcontext)
    assert threading.active_count() == 1


@pytest.mark.parametrize("trouble", [KeyboardInterrupt, MemoryError])
def test_after_an_error_nobody_goes_on_with_what_comes_later(trouble: type[BaseException]) -> None:
    done: list[int] = []

    def fail_at_400(item: int) -> None:
        time.sleep(0.0005)
        if item == 400:
            raise trouble
        done.append(item)

    with pytest.raises(trouble):
        overlap(anywhere(fail_at_400), range(2_000), nullcontext)
    assert {*range(400)} <= {*done}
    assert len(done) < 1_000


def test_where_there_is_no_room_for_a_thread_its_share_is_done_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    start, asked, done = threading.Thread.start, [], []

    def no_more_than_two(thread: threading.Thread) -> None:
        asked.append(thread)
        if len(asked) > 2:
            raise RuntimeError("can't start new thread")
        start(thread)

    monkeypatch.setattr(threading.Thread, "start", no_more_than_two)
    overlap(anywhere(done.append), range(100), nullcontext)
    assert sorted(done) == [*range(100)]
    assert len(asked) == 7
