"""The order of the system calls, as the kernel saw them: bytes last before a name, a name before the next step."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from figures.figure import figure
from hostile.machine import WRITES, needs_strace
from hostile.scenes import SCENES
from hostile.stages import Stages

pytestmark = needs_strace

_QUOTED = re.compile(r'(\d+)<([^>]*)>, "([^"]*)"')
_HELD = re.compile(r"\d+<([^>]*)>")


class Log:
    """The calls of a run that change files or make them durable, each as its name and the paths it is about."""

    def __init__(self, text: str) -> None:
        done = (line for line in text.splitlines() if "= -1 " not in line and "(" in line)
        self.calls = [_read(line) for line in done if not line.startswith("openat") or "O_CREAT" in line]

    def places(self, name: str, *endings: str) -> list[int]:
        """Where calls of a name stand whose paths end so, in turn; what begins with ^ is a part of the path."""
        return [
            place
            for place, (called, paths) in enumerate(self.calls)
            if called.startswith(name) and len(paths) >= len(endings) and all(map(_fits, paths, endings))
        ]

    def path(self, place: int, number: int = 0) -> str:
        """One of the paths that a call is about."""
        return self.calls[place][1][number]


def _fits(path: str, ending: str) -> bool:
    return ending[1:] in path if ending.startswith("^") else path.endswith(ending)


def _read(line: str) -> tuple[str, list[str]]:
    name, _, rest = line.partition("(")
    named = [f"{folder}/{path}" for _, folder, path in _QUOTED.findall(rest)]
    return name, named or _HELD.findall(rest)


@pytest.mark.parametrize("name", ["update", pytest.param("first render", marks=pytest.mark.long)])
def test_each_file_is_durable_before_its_name_and_each_name_before_the_next_step(
    name: str, stages: Stages, in_memory: Path
) -> None:
    log = _log(name, stages, in_memory)
    journal, mark = (log.places("rename", "", f".podspec/{what}")[-1] for what in ("journal", "committed"))
    _assert_durable(log, journal)
    _assert_durable(log, mark)
    new, moved = log.places("fsync", "^.podspec-new-"), log.places("rename", "^.podspec-new-")
    assert len(new) == len(moved) > 3
    assert journal < min(log.places("openat", "^.podspec-new-"))
    assert max(new) < mark < min(moved)
    for folder in {str(Path(log.path(place)).parent) for place in moved}:
        assert any(max(new) < place < mark for place in log.places("fsync", folder)), folder
        assert any(max(moved) < place for place in log.places("fsync", folder)), folder
    (gone,) = log.places("unlink", ".podspec/journal")
    assert gone > max(moved + log.places("unlink", ".tf"))
    figure(f"{name}: {len(new)} files durable before the mark, {len(moved)} names durable before the journal goes")


@pytest.mark.parametrize(
    "name", [pytest.param(one, marks=pytest.mark.long) for one in SCENES if one != "update"] + ["update"]
)
def test_a_copy_of_what_goes_is_durable_before_the_journal_begins(
    name: str, stages: Stages, in_memory: Path
) -> None:
    log = _log(name, stages, in_memory)
    journal = log.places("rename", "", ".podspec/journal")[-1]
    copies = log.places("rename", ".podspec/unfinished", "^.podspec/saved/")
    assert len(copies) == len(stages.of(name).scene.saved)
    for copy in copies:
        assert copy < journal
        _assert_durable(log, copy)


@pytest.mark.parametrize("name", ["removal", "update"])
def test_files_go_only_when_it_is_committed_that_they_shall(name: str, stages: Stages, in_memory: Path) -> None:
    log = _log(name, stages, in_memory)
    mark = log.places("rename", "", ".podspec/committed")[-1]
    _assert_durable(log, mark)
    gone = log.places("unlink", "^/generated/")
    assert len(gone) > 3
    assert min(gone) > mark
    (end,) = log.places("unlink", ".podspec/journal")
    for folder, last in {str(Path(log.path(place)).parent): place for place in gone}.items():
        synced = any(last < place < end for place in log.places("fsync", folder))
        assert synced or log.places("unlink", folder), folder


def _log(name: str, stages: Stages, in_memory: Path) -> Log:
    stage = stages.of(name)
    log = in_memory / "log"
    trace = f"trace={WRITES},openat"
    ran = stage.machine.run(
        stage.scene.start(in_memory / "root").root,
        stage.scene.command,
        "-y",
        "-s",
        "200",
        "-o",
        str(log),
        "-e",
        trace,
    )
    assert ran.returncode == 0
    return Log(log.read_text())


def _assert_durable(log: Log, renamed: int) -> None:
    """The file was synced just before it got its name, and the folder of its name just after."""
    before = log.places("fsync", log.path(renamed, 0))
    after = log.places("fsync", str(Path(log.path(renamed, 1)).parent))
    assert any(renamed - 3 < place < renamed for place in before), log.calls[renamed - 3 : renamed + 3]
    assert any(renamed < place < renamed + 3 for place in after), log.calls[renamed - 3 : renamed + 3]
