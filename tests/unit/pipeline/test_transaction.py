"""Many changes as one: whatever fails, and whenever the machine dies, it is all of them or none."""

import errno
import json
import os
import shutil
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from hostile.unreliable_tree import Crash, Moment, UnreliableTree

from podspec.pipeline import parallel
from podspec.pipeline.journal import Step
from podspec.pipeline.transaction import Change, ChangedError, InTheWayError, change, interrupted, recover
from podspec.pipeline.tree import Found, Tree
from podspec.pipeline.way import BlockedError, Kind

State = dict[str, bytes]
OLD: State = {
    "out/a": b"old a",
    "out/b": b"old b",
    "out/gone/c": b"old c",
    "out/gone/d": b"old d",
    "mine": b"mine",
}
FIRST: State = {"out/a": b"first a", "out/x/y/b": b"", "out/x/z": b"z" * 100_000}
SECOND: State = {"out/a": b"new a", "out/b": b"old b", "out/new/e": b"new e", "mine": b"mine"}
NEVER = 10**6


def _wish(tree: Tree, state: State) -> list[Change]:
    """The changes that turn what is there into `state`; what is right already is left alone."""
    there = {path: tree.look(path) for path in {*_state(tree.root), *state}}
    changes = [Change(path, found, state.get(path)) for path, found in sorted(there.items())]
    return [one for one in changes if one.was != _found(one.content)]


def _found(content: bytes | None) -> Found:
    return Found(Kind.NOTHING) if content is None else Found(Kind.FILE, content)


def _state(root: Path) -> State:
    """All files but podspec's own."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in _files(root)}


def _files(root: Path) -> Iterator[Path]:
    return (path for path in root.rglob("*") if path.is_file() and ".podspec" not in path.relative_to(root).parts)


def _own(root: Path) -> set[str]:
    return {path.name for path in (root / ".podspec").rglob("*") if path.is_file()}


def _make(root: Path, state: State) -> Path:
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir()
    for path, content in state.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    return root


CASES = {"first": ({}, FIRST), "update": (OLD, SECOND), "nothing but removals": (OLD, {"mine": b"mine"})}


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest) -> tuple[State, State]:
    return CASES[request.param]


def _count(root: Path, before: State, after: State) -> int:
    """How many operations the change takes."""
    tree = UnreliableTree(_make(root, before), NEVER)
    change(tree, _wish(tree, after))
    assert _state(root) == after
    assert _empty_folders(root) == []
    return len(tree.asked)


def _empty_folders(root: Path) -> list[Path]:
    """All but podspec's own."""
    folders = (path for path in root.rglob("*") if path.is_dir() and path.name != ".podspec")
    return [path for path in folders if not any(path.iterdir())]


def _is_mixed(state: State, before: State, after: State) -> bool:
    """True if each path is wholly as it was or wholly as it will be; new files that wait are left out."""
    seen = {path: content for path, content in state.items() if ".podspec-new-" not in path}
    return all(seen.get(path) in (before.get(path), after.get(path)) for path in {*seen, *before, *after})


# -- crashes -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("moment", Moment)
def test_a_crash_at_any_moment_leaves_all_or_nothing_after_recovery(
    moment: Moment, case: tuple[State, State], tmp_path: Path
) -> None:
    before, after = case
    root, ends = tmp_path / "root", set()
    for at in range(_count(root, before, after)):
        _crash(_make(root, before), after, at, moment)
        assert _is_mixed(_state(root), before, after), f"operation {at}"
        ends.add(_recover(root, before, after, at))
    assert {"completed", "taken back"} <= ends


def _crash(root: Path, after: State, at: int, moment: Moment = Moment.BEFORE) -> None:
    tree = UnreliableTree(root, at, moment)
    with pytest.raises(Crash):
        change(tree, _wish(tree, after))


def _recover(root: Path, before: State, after: State, at: int) -> str:
    """Recover; what was said must be what has come to be."""
    said = recover(Tree(root))
    found = _state(root)
    assert found == (after if said == "completed" else found if not said else before), f"operation {at}: {said}"
    assert found in (before, after), f"operation {at}"
    assert (_own(root), _empty_folders(root)) == (set(), []), f"operation {at}"
    assert not interrupted(Tree(root))
    assert recover(Tree(root)) == ""
    return said


def test_a_crash_of_recovery_itself_is_recovered_from(case: tuple[State, State], tmp_path: Path) -> None:
    before, after = case
    root, crashed = tmp_path / "root", 0
    for at in range(_count(root, before, after)):
        for again in range(0, NEVER, 1 + at % 3):
            _crash(_make(root, before), after, at, Moment.HALFWAY)
            tree = UnreliableTree(root, again, list(Moment)[again % 3])
            try:
                recover(tree)
            except Crash:
                crashed += 1
            assert _is_mixed(_state(root), before, after), f"operation {at}, then {again}"
            _recover(root, before, after, at)
            if not tree.failed:
                break
    assert crashed > 20


def test_what_comes_after_a_crash_is_not_bound_by_it(case: tuple[State, State], tmp_path: Path) -> None:
    before, after = case
    root = tmp_path / "root"
    for at in range(_count(root, before, after)):
        _crash(_make(root, before), after, at)
        tree = Tree(root)
        recover(tree)
        change(tree, _wish(tree, {**SECOND, "out/last": b"last"}))
        assert _state(root) == {**SECOND, "out/last": b"last"}


# -- a disk that fails ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("stays_full", [False, True])
def test_a_full_disk_at_any_operation_is_told_and_loses_nothing(
    case: tuple[State, State], tmp_path: Path, *, stays_full: bool
) -> None:
    before, after = case
    root, untouched = tmp_path / "root", 0
    for at in range(_count(root, before, after)):
        tree = UnreliableTree(_make(root, before), at, crash=False, stays_full=stays_full)
        with pytest.raises(OSError, match="No space left on device"):
            change(tree, _wish(tree, after))
        assert _is_mixed(_state(root), before, after), f"operation {at}"
        untouched += _state(root) == before and not interrupted(tree)
        _recover(root, before, after, at)
    assert untouched or stays_full


def test_a_change_that_fails_takes_itself_back_at_once(tmp_path: Path) -> None:
    """Not only after recovery: the person whose disk was full finds the tree as it was."""
    root = tmp_path / "root"
    creations = [at for at, (name, path) in enumerate(_asked(root)) if name == "create" and "podspec-new" in path]
    for at in creations:
        tree = UnreliableTree(_make(root, OLD), at, crash=False)
        with pytest.raises(OSError, match="No space left"):
            change(tree, _wish(tree, SECOND))
        assert (_state(root), interrupted(tree), _empty_folders(root)) == (OLD, False, [])
    assert len(creations) == 2


def test_a_mark_that_is_withdrawn_never_completes_half_a_change(tmp_path: Path) -> None:
    """The mark stands, but making it durable fails, and while the change is taken back the machine dies."""
    root = tmp_path / "root"
    marked = _asked(root).index(("rename", ".podspec/committed")) + 1
    assert _asked(root)[marked] == ("sync", ".podspec")
    for later in range(30):
        _make(root, OLD)
        with pytest.raises((OSError, Crash)):
            _fail_then_crash(root, marked, later)
        _recover(root, OLD, SECOND, later)


def _fail_then_crash(root: Path, failing: int, later: int) -> None:
    class Both(UnreliableTree):
        def sync(self, folder_path: str) -> None:
            if len(self.asked) == failing:
                self.asked.append(("sync", folder_path))
                raise OSError(errno.EIO, "Input/output error", folder_path)
            super().sync(folder_path)

    tree = Both(root, failing + 1 + later)
    change(tree, _wish(tree, SECOND))


def _asked(root: Path) -> list[tuple[str, str]]:
    tree = UnreliableTree(_make(root, OLD), NEVER)
    change(tree, _wish(tree, SECOND))
    return tree.asked


# -- modes ---------------------------------------------------------------------------------------------------


def _change_of_mode(tree: Tree) -> list[Change]:
    return [Change("out/a", tree.look("out/a"), OLD["out/a"], 0o755)]


def test_a_crash_of_a_change_of_nothing_but_a_mode_leaves_it_as_it_was_or_as_it_will_be(tmp_path: Path) -> None:
    whole = UnreliableTree(_make(tmp_path / "root", OLD), NEVER)
    change(whole, _change_of_mode(whole))
    assert whole.look("out/a").is_executable
    ends = set()
    for at in range(len(whole.asked)):
        tree = UnreliableTree(_make(tmp_path / "root", OLD), at)
        with pytest.raises(Crash):
            change(tree, _change_of_mode(tree))
        said = recover(Tree(tree.root))
        is_executable = Tree(tree.root).look("out/a").is_executable
        assert is_executable or said != "completed", at
        assert _state(tree.root) == OLD
        ends.add(said)
    assert {"completed", "taken back"} <= ends


def test_a_new_file_is_no_program_unless_it_shall_be_one(tmp_path: Path) -> None:
    tree = Tree(_make(tmp_path / "root", {}))
    change(tree, [Change("a", _found(None), b"a"), Change("b", _found(None), b"b", 0o755)])
    assert [(tree.root / path).stat().st_mode & 0o711 for path in "ab"] == [0o600, 0o711]


def test_a_mode_that_somebody_changes_meanwhile_stops_the_change(tmp_path: Path) -> None:
    tree = Tree(_make(tmp_path / "root", OLD))
    changes = _change_of_mode(tree)
    (tree.root / "out/a").chmod(0o755)
    with pytest.raises(ChangedError, match="out/a"):
        change(tree, changes)


@pytest.mark.parametrize("count", range(1, 5))
def test_a_folder_that_is_moved_away_meanwhile_takes_no_later_file_along(
    count: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [f"out/{number}" for number in range(5)]
    tree = Tree(_make(tmp_path / "root", dict.fromkeys(paths, b"old")))
    changes = [Change(path, tree.look(path), b"new") for path in paths]
    moved, really = [], os.rename

    def rename(old: str, new: str, **folders: int) -> None:
        really(old, new, **folders)
        moved.extend([new] if old.startswith(".podspec-new-") else [])
        if len(moved) == count and (tree.root / "out").exists():
            really(tree.root / "out", tmp_path / "elsewhere")

    monkeypatch.setattr(os, "rename", rename)
    with pytest.raises(FileNotFoundError):
        change(tree, changes)
    found = [(tmp_path / "elsewhere" / Path(path).name).read_bytes() for path in paths]
    assert found == [b"new"] * count + [b"old"] * (5 - count)
    assert interrupted(tree)


# -- the order of what is made durable -----------------------------------------------------------------------


@pytest.mark.parametrize("worth_threads", [1, 100])
def test_everything_is_durable_before_the_next_step_begins(
    worth_threads: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parallel, "_WORTH_THREADS", worth_threads)
    asked = _asked(tmp_path / "root")
    journal, mark = asked.index(("rename", ".podspec/journal")), asked.index(("rename", ".podspec/committed"))
    created = _places(asked, lambda name, path: name == "create" and ".podspec-new-" in path)
    synced = _places(asked, lambda name, path: name == "sync_file" and ".podspec-new-" in path)
    moved = _places(asked, lambda name, path: name == "rename" and path in {*OLD, *SECOND})
    removed = _places(asked, lambda name, path: name == "remove" and path in OLD)
    forgotten = asked.index(("remove", ".podspec/journal"))
    assert journal < _next_sync(asked, journal, ".podspec") < min(created)
    assert max(created) < min(synced) < max(synced) < _next_sync(asked, max(synced), "out/new") < mark
    assert {asked[place][1] for place in created} == {asked[place][1] for place in synced}
    assert mark < _next_sync(asked, mark, ".podspec") < min([*moved, *removed])
    for folder in ("out", "out/gone", "out/new"):
        assert max([*moved, *removed]) < _next_sync(asked, max([*moved, *removed]), folder) < forgotten
    assert (len(created), len(moved), len(removed)) == (2, 2, 2)


_FORGOTTEN = [
    ("remove", ".podspec/journal"),
    ("sync", ".podspec"),
    ("remove", ".podspec/committed"),
    ("sync", ".podspec"),
]


def test_what_a_removal_has_emptied_goes_durably_before_the_change_is_forgotten(tmp_path: Path) -> None:
    asked = _asked(tmp_path / "root")
    emptied = asked.index(("remove_folder", "out/gone"))
    gone = [("remove_folder", "out/gone"), ("remove_folder", "out"), ("sync", "out")]
    assert asked[emptied : emptied + 3] == gone
    assert asked[-4:] == _FORGOTTEN
    assert emptied < len(asked) - 4


def test_a_mark_is_withdrawn_durably_before_a_new_file_is_taken_away(tmp_path: Path) -> None:
    marking = _asked(tmp_path / "root").index(("rename", ".podspec/committed"))
    tree = UnreliableTree(_make(tmp_path / "root", OLD), marking, crash=False)
    with pytest.raises(OSError, match="No space left"):
        change(tree, _wish(tree, SECOND))
    undone = tree.asked[tree.asked.index(("remove", ".podspec/committed"), marking) :]
    waiting = [Step(path, "").temporary for path in ("out/a", "out/new/e")]
    assert undone[1:4] == [("sync", ".podspec"), *(("remove", path) for path in waiting)]
    assert undone[-4:] == _FORGOTTEN


def _places(asked: list[tuple[str, str]], wanted: Callable[[str, str], bool]) -> list[int]:
    return [place for place, one in enumerate(asked) if wanted(*one)]


def _next_sync(asked: list[tuple[str, str]], after: int, folder: str) -> int:
    return asked.index(("sync", folder), after)


def test_what_stands_where_a_new_file_must_wait_makes_room(tmp_path: Path) -> None:
    tree = Tree(_make(tmp_path / "root", OLD))
    (tree.root / Step("out/a", "").temporary).write_bytes(b"left over")
    change(tree, [Change("out/a", tree.look("out/a"), b"new a")])
    assert _state(tree.root) == {**OLD, "out/a": b"new a"}


def test_no_change_asks_for_nothing(tmp_path: Path) -> None:
    tree = UnreliableTree(_make(tmp_path / "root", OLD), NEVER)
    change(tree, [])
    assert tree.asked == []


# -- other people --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("now", [b"edited meanwhile", None])
def test_a_file_that_somebody_changes_meanwhile_stops_the_change(now: bytes | None, tmp_path: Path) -> None:
    tree = Tree(_make(tmp_path / "root", OLD))
    changes = _wish(tree, SECOND)
    (tree.root / "out/a").unlink()
    if now is not None:
        (tree.root / "out/a").write_bytes(now)
    before = _state(tree.root)
    with pytest.raises(ChangedError) as refused:
        change(tree, changes)
    said = "changed while podspec was at work; nothing was written, run again"
    assert (refused.value.strerror, refused.value.filename) == (said, "out/a")
    assert (_state(tree.root), _own(tree.root)) == (before, set())


def _interrupted(root: Path) -> Tree:
    """A tree in which a change was committed, and died before the first file was moved."""
    at = next(at for at, (name, path) in enumerate(_asked(root)) if (name, path) == ("rename", "out/a"))
    _crash(_make(root, OLD), SECOND, at)
    return Tree(root)


def test_an_edit_between_crash_and_recovery_is_saved(tmp_path: Path) -> None:
    tree = _interrupted(tmp_path / "root")
    (tree.root / "out/a").write_bytes(b"edited later")
    assert recover(tree) == "completed"
    assert _state(tree.root) == SECOND
    assert [path.read_bytes() for path in (tree.root / ".podspec" / "saved").rglob("a")] == [b"edited later"]


def test_a_file_to_be_removed_that_is_edited_before_recovery_stays(tmp_path: Path) -> None:
    tree = _interrupted(tmp_path / "root")
    (tree.root / "out/gone/c").write_bytes(b"edited later")
    assert recover(tree) == "completed"
    assert _state(tree.root) == {**SECOND, "out/gone/c": b"edited later"}


def test_a_symlink_that_came_before_recovery_is_not_replaced(tmp_path: Path) -> None:
    tree = _interrupted(tmp_path / "root")
    (tree.root / "out/a").unlink()
    (tree.root / "out/a").symlink_to("../mine")
    with pytest.raises(InTheWayError) as refused:
        recover(tree)
    said = "a symlink stands in the way of a render that was interrupted; move it"
    assert (refused.value.strerror, refused.value.filename) == (said, "out/a")
    (tree.root / "out/a").unlink()
    assert recover(tree) == "completed"
    assert _state(tree.root) == SECOND


def test_recovery_goes_through_no_symlink(tmp_path: Path) -> None:
    tree, outside = _interrupted(tmp_path / "root"), tmp_path / "outside"
    (tree.root / "out").rename(outside)
    (tree.root / "out").symlink_to(outside)
    before = _state(outside)
    with pytest.raises(BlockedError):
        recover(tree)
    assert _state(outside) == before


# -- journals that were not written here ---------------------------------------------------------------------


def _journal_naming(*paths: str) -> bytes:
    steps = [{"path": path, "was": sha256(b"mine").hexdigest(), "sha256": ""} for path in paths]
    return json.dumps({"journal": 1, "place": [1, 2], "steps": steps}).encode()


FOREIGN = {
    "garbage": b"\xff\x00{",
    "nothing": b"",
    "a list": b"[]",
    "another shape": b'{"journal": 2}',
    "a deep one": b"[" * 100_000,
    "steps that are none": b'{"journal": 1, "place": [1, 2], "steps": [1, "x", null]}',
    "another place": _journal_naming("mine"),
}
PATHS = ["../outside", "/etc/hostname", ".git/hooks/x", "a/../../x", ".", "", "a\0b"]


@pytest.mark.parametrize("journal", FOREIGN.values(), ids=FOREIGN)
@pytest.mark.parametrize("marked", [True, False])
def test_a_journal_that_was_not_written_here_is_not_obeyed(
    journal: bytes, tmp_path: Path, *, marked: bool
) -> None:
    tree = Tree(_make(tmp_path / "root", OLD))
    _put(tree, journal, sha256(journal).hexdigest().encode() if marked else None)
    assert recover(tree) == ""
    assert (_state(tree.root), _own(tree.root)) == (OLD, set())


@pytest.mark.parametrize("path", PATHS)
def test_a_journal_with_one_path_outside_is_not_obeyed_at_all(path: str, tmp_path: Path) -> None:
    tree = _interrupted(tmp_path / "root")
    (tmp_path / "outside").write_bytes(b"mine")
    journal = json.loads((tree.root / ".podspec/journal").read_bytes())
    journal["steps"] += json.loads(_journal_naming(path))["steps"]
    text = json.dumps(journal).encode()
    _put(tree, text, sha256(text).hexdigest().encode())
    assert recover(tree) == ""
    assert (tmp_path / "outside").read_bytes() == b"mine"
    assert {path: content for path, content in _state(tree.root).items() if "podspec-new" not in path} == OLD


def test_a_journal_that_was_copied_with_its_folder_is_not_obeyed(tmp_path: Path) -> None:
    tree = _interrupted(tmp_path / "root")
    shutil.copytree(tree.root, tmp_path / "copy")
    (tmp_path / "copy/out/a").write_bytes(b"mine now")
    assert recover(Tree(tmp_path / "copy")) == ""
    assert (tmp_path / "copy/out/a").read_bytes() == b"mine now"
    assert recover(tree) == "completed"


def test_an_old_mark_never_commits_a_new_journal(tmp_path: Path) -> None:
    tree = _interrupted(tmp_path / "root")
    _put(tree, (tree.root / ".podspec/journal").read_bytes(), sha256(b"another one").hexdigest().encode())
    assert recover(tree) == "taken back"
    assert _state(tree.root) == OLD


def test_a_mark_alone_means_nothing(tmp_path: Path) -> None:
    tree = Tree(_make(tmp_path / "root", OLD))
    _put(tree, None, b"x")
    assert not interrupted(tree)
    assert recover(tree) == ""
    assert (_state(tree.root), _own(tree.root)) == (OLD, set())


def test_a_symlink_in_the_place_of_the_journal_is_taken_away_and_not_read(tmp_path: Path) -> None:
    tree = _interrupted(tmp_path / "root")
    journal = tree.root / ".podspec/journal"
    journal.rename(tmp_path / "journal")
    journal.symlink_to(tmp_path / "journal")
    assert recover(tree) == ""
    assert (tmp_path / "journal").exists()
    assert not journal.is_symlink()


def test_new_files_that_are_not_what_the_journal_promised_are_not_moved(tmp_path: Path) -> None:
    tree = _interrupted(tmp_path / "root")
    (new,) = (tree.root / "out").glob(".podspec-new-*")
    new.write_bytes(b"something else")
    assert recover(tree) == "completed"
    assert _state(tree.root) == {**SECOND, "out/a": OLD["out/a"]}


def _put(tree: Tree, journal: bytes | None, mark: bytes | None) -> None:
    (tree.root / ".podspec").mkdir(exist_ok=True)
    for name, content in (("journal", journal), ("committed", mark)):
        if content is not None:
            (tree.root / ".podspec" / name).write_bytes(content)
