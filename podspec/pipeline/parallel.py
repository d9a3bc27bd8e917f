"""One task for many things, in several processes where that pays, with the results that one process would have.

A worker is a copy of this process: it knows all that was read so far, and sends back only results. If anything
goes wrong in one (an error, a signal, no memory left), the results from there on are missing and are made here
instead, in order. So an error comes up as if there were no workers, and a worker that dies costs time, no result.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, suppress
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from threading import Thread

Item = TypeVar("Item")
Result = TypeVar("Result")
Place = TypeVar("Place")

#: Below so many things for each process, starting it and taking its results takes longer than it saves.
_WORTH_A_PROCESS = 3
#: So that one command does not fill a large machine; more have not been measured.
_MOST_PROCESSES = 16

#: So many threads wait for the disk at once: it makes what comes together durable together, so that 315 files took
#: a tenth of the time of one by one, or less. Twice as many threads were hardly faster on ext4 (2026-11).
_THREADS = 8
_WORTH_THREADS = 20


def spread(task: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
    """The result of the task for each item, in order. The task must change nothing but its own result.

    Raises:
        Exception: what the task raises for the first item, in order, that it raises anything for.
    """
    count = min(_processors(), len(items) // _WORTH_A_PROCESS)
    if count < 2 or not _can_fork():  # noqa: PLR2004 - one process is this one
        return [task(item) for item in items]
    workers: list[_Worker | None] = []
    try:
        workers += (_start(task, items[number::count]) for number in range(1, count))
        shares = [_as_far_as_possible(task, items[::count])]
        shares += (one.results() if one else [] for one in workers)
    finally:
        for one in filter(None, workers):
            one.end()
    return _in_order(task, items, shares)


def overlap(
    task: Callable[[Place, Item], object],
    items: Sequence[Item],
    place: Callable[[], AbstractContextManager[Place]],
) -> None:
    """Do a task that mostly waits for the disk for each item, so that many of them wait at the same time.

    Args:
        task: takes a place of its own thread, and an item.
        items: those that stand close together share most of their way.
        place: opens the place in which a thread works.

    Raises:
        Exception: what the task raises for the first item, in order, that it raises anything for.
    """
    if len(items) < _WORTH_THREADS:
        with place() as here:
            for item in items:
                task(here, item)
        return
    from threading import Thread

    failed: list[tuple[int, BaseException]] = []

    def work(first: int) -> None:
        """Every item that is so many threads further on, up to the first error of any thread."""
        number = first
        try:
            with place() as here:
                for number in range(first, len(items), _THREADS):
                    if failed and min(failed)[0] < number:
                        return
                    task(here, items[number])
        except BaseException as error:  # noqa: BLE001 - for whoever waits for the threads
            failed.append((number, error))

    threads = [Thread(target=work, args=(first,)) for first in range(1, _THREADS)]
    shares = [0, *(first for first, thread in enumerate(threads, 1) if not _started(thread))]
    try:
        for first in shares:
            work(first)
    finally:
        _wait_for(thread for thread in threads if thread.ident)
    if failed:
        raise min(failed)[1]


def _started(thread: Thread) -> bool:
    """Start a thread; False where the system has no room for one."""
    try:
        thread.start()
    except RuntimeError:
        return False
    return True


def _wait_for(threads: Iterable[Thread]) -> None:
    for thread in threads:
        thread.join()


def _in_order(task: Callable[[Item], Result], items: Sequence[Item], shares: list[list[Result]]) -> list[Result]:
    """Take the shares together again, and make what is missing."""
    together = []
    for index, item in enumerate(items):
        share, place = shares[index % len(shares)], index // len(shares)
        together.append(share[place] if place < len(share) else task(item))
    return together


def _as_far_as_possible(task: Callable[[Item], Result], share: Sequence[Item]) -> list[Result]:
    """The results of a share before the first error."""
    results: list[Result] = []
    with suppress(Exception):
        for item in share:
            results.append(task(item))  # noqa: PERF401 - a comprehension would lose those before the error
    return results


def _processors() -> int:
    """How many this process may use, which can be fewer than there are."""
    affinity = getattr(os, "sched_getaffinity", None)
    return min(len(affinity(0)) if affinity else os.cpu_count() or 1, _MOST_PROCESSES)


def _can_fork() -> bool:
    """Whether a copy of this process can be relied on.

    Not on macOS, where a copy may crash in the system's own libraries, and not beside threads of our own. Source:
    Python's documentation of multiprocessing, "Contexts and start methods", and CPython issue 77906 (2026-11).
    """
    import threading

    return hasattr(os, "fork") and sys.platform != "darwin" and threading.active_count() == 1


# -- workers ---------------------------------------------------------------------------------------------


class _Worker(NamedTuple):
    """A process that works on one share, and the end of the pipe that its results come from."""

    pid: int
    pipe: int

    def results(self) -> list[Result]:
        """Wait for what it has done; nothing, if it died before it could say."""
        import pickle

        # Whatever half a message raises, the results are not there.
        with os.fdopen(self.pipe, "rb", closefd=False) as file, suppress(Exception):
            return list(pickle.load(file))  # noqa: S301 - from a copy of this very process
        return []

    def end(self) -> None:
        """Leave nothing behind, also where nobody waits for results any more."""
        os.close(self.pipe)
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)


def _start(task: Callable[[Item], Result], share: Sequence[Item]) -> _Worker | None:
    """Start a worker; None where the system has no room for one.

    It writes when all is done, so that it never waits for a reader that is busy itself.
    """
    try:
        reader, writer = os.pipe()
        pid = os.fork()
    except OSError:
        return None
    if pid:
        os.close(writer)
        return _Worker(pid, reader)
    try:
        # Whoever interrupts podspec interrupts every process of it; only the first one says so.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.close(reader)
        _send(writer, _as_far_as_possible(task, share))
    finally:
        os._exit(0)  # not by way of the command line's own end: that is the first process's


def _send(pipe: int, results: list[Result]) -> None:
    import pickle

    with os.fdopen(pipe, "wb") as file:
        pickle.dump(results, file, pickle.HIGHEST_PROTOCOL)
