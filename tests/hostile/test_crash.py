"""`podspec render` dies, or the disk is full, at every single operation on the files; the next one mends it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from drift.repository import Repository
from figures.figure import figure
from hostile.unreliable_tree import Crash, Moment, UnreliableTree
from hostile.upheaval import Upheaval, contents

from podspec.commands import render
from podspec.pipeline.tree import Tree

NEVER = 10**6
CHUNKS = 4
#: By default, every so many operations are tried.
SAMPLE = 9
Output = pytest.CaptureFixture[str]
Make = Callable[[Path], Tree]


@pytest.fixture(scope="module")
def upheaval(tmp_path_factory: pytest.TempPathFactory) -> Upheaval:
    return Upheaval(tmp_path_factory.mktemp("upheaval"))


@pytest.fixture(scope="module")
def operations(upheaval: Upheaval, tmp_path_factory: pytest.TempPathFactory) -> int:
    """How many operations the whole render takes."""
    repository = upheaval.start(tmp_path_factory.mktemp("counted") / "root")
    trees: list[UnreliableTree] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(render, "Tree", lambda root: trees.append(UnreliableTree(root, NEVER)) or trees[-1])
        assert repository.podspec("render", "--force") == 0
    upheaval.assert_done(repository)
    return len(trees[0].asked)


def _points(operations: int, step: int) -> list[int]:
    return list(range(0, operations, step))


def _render(repository: Repository, make: Make, *options: str) -> int | None:
    """Render with another tree; None if it died."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(render, "Tree", make)
        try:
            return repository.podspec("render", "--force", *options)
        except Crash:
            return None


@pytest.mark.parametrize("moment", Moment)
def test_the_next_render_mends_what_a_crash_left(
    moment: Moment, upheaval: Upheaval, operations: int, in_memory: Path, capsys: Output
) -> None:
    _crash_at(_points(operations, SAMPLE), moment, upheaval, in_memory, capsys)


@pytest.mark.long
@pytest.mark.parametrize("moment", Moment)
def test_the_next_render_mends_a_crash_at_every_operation(
    moment: Moment, upheaval: Upheaval, operations: int, in_memory: Path, capsys: Output
) -> None:
    _crash_at(_points(operations, 1), moment, upheaval, in_memory, capsys)


def _crash_at(points: list[int], moment: Moment, upheaval: Upheaval, in_memory: Path, capsys: Output) -> None:
    said: list[str] = []
    for at in points:
        repository = upheaval.start(in_memory / str(at))
        assert _render(repository, lambda root, at=at: UnreliableTree(root, at, moment)) is None, at
        upheaval.assert_each_file_is_whole(repository)
        told = _mended(repository, upheaval, capsys)
        said += [word for word in ("completed", "taken back") if word in told]
    figure(
        f"{len(points)} crashes {moment.value} an operation; {said.count('completed')} completed, "
        f"{said.count('taken back')} taken back, the others had changed nothing yet"
    )
    assert {"completed", "taken back"} == set(said)


def _mended(repository: Repository, upheaval: Upheaval, capsys: Output) -> str:
    """Check, which must not write and must tell, and then render again; what that says."""
    before = contents(repository)
    capsys.readouterr()
    assert repository.podspec("check") == 1
    assert contents(repository) == before
    is_told = "PS402" in capsys.readouterr().out
    assert repository.podspec("render", "--force") == 0
    said = capsys.readouterr().out
    assert ("a render that was interrupted has been" in said) == is_told
    upheaval.assert_done(repository)
    return said


@pytest.mark.parametrize("stays_full", [False, True])
def test_a_full_disk_is_one_plain_line_and_nothing_is_lost(
    upheaval: Upheaval, operations: int, in_memory: Path, capsys: Output, *, stays_full: bool
) -> None:
    points = _points(operations, SAMPLE * 2)
    for at in points:
        repository = upheaval.start(in_memory / str(at))
        capsys.readouterr()
        code = _render(
            repository, lambda root, at=at: UnreliableTree(root, at, crash=False, stays_full=stays_full)
        )
        error = capsys.readouterr().err
        assert (code, error.count("\n"), "No space left on device" in error) == (2, 1, True), f"{at}: {error}"
        upheaval.assert_each_file_is_whole(repository)
        assert repository.podspec("render", "--force") == 0
        upheaval.assert_done(repository)
    figure(f"{len(points)} operations with a full disk{' that stays full' * stays_full}: exit 2, nothing lost")
