"""The one door to the files: what it reads and writes, and that it follows nothing out of the repository."""

import errno
import os
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podspec.pipeline.tree import Found, OutsideError, ReplacedError, Tree, parts
from podspec.pipeline.way import BlockedError, Kind

OUTSIDE = ["", "/", "/etc/passwd", ".", "..", "../x", "a/../../x", "a//b", "a/", "./a", ".git", ".git/hooks/x"]
OUTSIDE += ["a/.git/config", ".GIT/config", "a\0b", "\ud800", "a/\udfff/b"]


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    (tmp_path / "root").mkdir()
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "file").write_text("not yours")
    return Tree(tmp_path / "root")


# -- paths -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", OUTSIDE)
def test_a_path_that_does_not_stay_inside_is_refused_by_every_operation(path: str, tree: Tree) -> None:
    for operation in (tree.look, tree.make_folders, tree.remove, tree.sync_file, tree.remove_folder):
        with pytest.raises(OutsideError):
            operation(path)
    with pytest.raises(OutsideError):
        tree.create(path, b"", 0o644)
    for old, new in ((path, "a"), ("a", path)):
        with pytest.raises(OutsideError):
            tree.rename(old, new)


@pytest.mark.parametrize("path", ["a", "a/b", ".gitignore", ".github/x", "a/...", "a b/é", "C:\\x", "-rf", "a\nb"])
def test_a_path_that_stays_inside_is_its_components(path: str) -> None:
    assert "/".join(parts(path)) == path


def test_a_name_that_is_too_long_for_any_file_leads_to_nothing(tree: Tree) -> None:
    assert tree.look("a" * 5000).kind is Kind.NOTHING
    assert tree.look("/".join(["a" * 300, "b"])).kind is Kind.NOTHING


# -- symlinks ----------------------------------------------------------------------------------------------

LINKS = {
    "to a file outside": "../outside/file",
    "to a folder outside": "../outside",
    "absolute": "/etc",
    "dangling": "../nowhere",
    "to itself": "link",
    "inside": "inside",
    "chained": "chain",
}


@pytest.fixture(params=LINKS)
def link(request: pytest.FixtureRequest, tree: Tree) -> Tree:
    (tree.root / "inside").mkdir()
    (tree.root / "chain").symlink_to("../outside")
    (tree.root / "link").symlink_to(LINKS[request.param])
    return tree


def test_a_symlink_is_seen_and_not_followed(link: Tree) -> None:
    assert link.look("link") == Found(Kind.SYMLINK)
    assert "link" in {entry.name for entry in os.scandir(link.root)}


BECOMES = {
    Kind.SYMLINK: lambda path: path.symlink_to("../outside/file"),
    Kind.FOLDER: Path.mkdir,
    Kind.SPECIAL: os.mkfifo,
}


@pytest.mark.parametrize("kind", BECOMES)
def test_what_was_a_file_a_moment_ago_is_looked_at_again(
    kind: Kind, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tree.root / "file"
    file.write_text("mine")

    def stat(*arguments: object, **options: object) -> os.stat_result:
        status = _stat(*arguments, **options)
        if arguments == ("file",):
            file.unlink()
            BECOMES[kind](file)
        return status

    _stat = os.stat
    monkeypatch.setattr(os, "stat", stat)
    assert tree.look("file") == Found(kind)


def test_a_symlink_is_not_made_durable_in_the_place_of_a_file(link: Tree) -> None:
    with pytest.raises(OSError, match="'link'"):
        link.sync_file("link")


def test_nothing_goes_through_a_symlink(link: Tree) -> None:
    operations = (
        lambda: link.look("link/file"),
        lambda: link.make_folders("link/a/b"),
        lambda: link.create("link/file", b"x", 0o644),
        lambda: link.sync_file("link/file"),
        lambda: link.remove("link/file"),
        lambda: link.rename("link/file", "link/other"),
        lambda: link.sync("link"),
        lambda: list(link.files_below("link")),
    )
    for operation in operations:
        with pytest.raises(BlockedError, match="a symlink stands where a folder belongs") as error:
            operation()
        assert error.value.filename == "link"
    assert not link.remove_folder("link/file")
    assert (link.root.parent / "outside" / "file").read_text() == "not yours"
    assert [path.name for path in (link.root.parent / "outside").iterdir()] == ["file"]


def test_a_new_file_never_takes_the_place_of_a_symlink(link: Tree) -> None:
    with pytest.raises(FileExistsError):
        link.create("link", b"x", 0o644)


def test_removing_and_renaming_touch_the_symlink_itself(link: Tree) -> None:
    link.create("new", b"x", 0o644)
    link.rename("new", "link")
    assert link.look("link") == Found(Kind.FILE, b"x")
    (link.root / "other").symlink_to("../outside/file")
    link.remove("other")
    assert (link.root.parent / "outside" / "file").read_text() == "not yours"


def test_everything_below_a_folder_is_listed_but_nothing_behind_a_symlink_or_of_git(tree: Tree) -> None:
    for folder in ("a/b", "a/.git"):
        (tree.root / folder).mkdir(parents=True)
    for file in ("a/b/file", "a/.git/config", "a/z"):
        (tree.root / file).write_text("")
    (tree.root / "a" / "link").symlink_to("../../outside")
    assert list(tree.files_below("a")) == ["a/b/file", "a/link", "a/z"]
    assert list(tree.files_below("nowhere")) == []


def test_folders_below_the_sixty_fourth_are_named_and_not_looked_into(tree: Tree) -> None:
    deep = "/".join(["a"] * 65)
    (tree.root / deep).mkdir(parents=True)
    (tree.root / deep / "file").write_text("")
    assert list(tree.files_below("a")) == [f"{deep}/file"]
    (tree.root / deep / "b" / "c").mkdir(parents=True)
    assert list(tree.files_below("a")) == [f"{deep}/b", f"{deep}/file"]


# -- what stands there ---------------------------------------------------------------------------------------


def test_what_stands_at_a_path_is_told(tree: Tree) -> None:
    (tree.root / "folder").mkdir()
    (tree.root / "file").write_bytes(b"\x00\xff\r\n")
    os.mkfifo(tree.root / "pipe")
    assert tree.look("nothing") == tree.look("no/thing") == Found(Kind.NOTHING)
    assert tree.look("folder") == Found(Kind.FOLDER)
    assert tree.look("file") == Found(Kind.FILE, b"\x00\xff\r\n")
    assert tree.look("pipe") == Found(Kind.SPECIAL)


def test_a_file_is_read_up_to_sixteen_mebibytes(tree: Tree) -> None:
    for name, size in (("large", 16 * 1024 * 1024), ("larger", 16 * 1024 * 1024 + 1)):
        (tree.root / name).touch()
        os.truncate(tree.root / name, size)
    assert tree.look("large").holds(bytes(16 * 1024 * 1024))
    assert tree.look("larger") == Found(Kind.HUGE)


@pytest.mark.parametrize(("mode", "is_executable"), [(0o644, False), (0o755, True), (0o700, True), (0o655, False)])
def test_of_a_files_mode_its_owners_right_to_run_it_is_told(mode: int, tree: Tree, *, is_executable: bool) -> None:
    tree.create("file", b"x", 0o644)
    (tree.root / "file").chmod(mode)
    assert tree.look("file") == Found(Kind.FILE, b"x", is_executable)
    assert tree.look("file").holds(b"x")
    assert not tree.look("file").holds(b"y")


@pytest.mark.parametrize(("name", "kind"), [("file", Kind.FILE), ("pipe", Kind.SPECIAL)])
def test_what_is_no_folder_blocks_the_way_by_its_name(name: str, kind: Kind, tree: Tree) -> None:
    (tree.root / "file").write_text("")
    os.mkfifo(tree.root / "pipe")
    with pytest.raises(BlockedError) as error:
        tree.look(f"{name}/below")
    assert (error.value.path, error.value.kind) == (name, kind)
    what = {"file": "a file", "pipe": "a device, pipe or socket"}[name]
    assert (error.value.strerror, error.value.filename) == (f"{what} stands where a folder belongs", name)


def test_what_blocks_the_way_is_named_from_the_root_on(tree: Tree) -> None:
    (tree.root / "a/b").mkdir(parents=True)
    (tree.root / "a/b/file").write_text("")
    with pytest.raises(BlockedError) as error:
        tree.look("a/b/file/c/d")
    assert error.value.path == "a/b/file"


# -- writing -------------------------------------------------------------------------------------------------


def test_a_new_file_has_its_bytes_and_permissions(tree: Tree) -> None:
    before = os.umask(0o027)
    try:
        tree.create("script.sh", b"x" * 3_000_000, 0o755)
    finally:
        os.umask(before)
    assert tree.look("script.sh").content == b"x" * 3_000_000
    assert (tree.root / "script.sh").stat().st_mode & 0o777 == 0o750


def test_the_folders_on_the_way_are_made_where_they_are_not_there(tree: Tree) -> None:
    for _ in range(2):
        tree.make_folders("a/b/file", "a/c/d/file", "a/file", "file")
        assert sorted(tree.root.rglob("*")) == [tree.root / path for path in ("a", "a/b", "a/c", "a/c/d")]


def test_a_new_folder_is_durable_and_as_open_as_any(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    synced = []
    monkeypatch.setattr(os, "fsync", lambda descriptor: synced.append(os.fstat(descriptor).st_ino))
    tree.make_folders("a/b/file", "a/c/file", "a/b/other")
    (tree.root / "like").mkdir()
    assert synced == [path.stat().st_ino for path in (tree.root, tree.root / "a")]
    tree.make_folders("a/c/file")
    assert len(synced) == 2
    assert (tree.root / "a/b").stat().st_mode == (tree.root / "like").stat().st_mode


def test_a_folder_in_a_folder_is_removed_by_its_whole_path(tree: Tree) -> None:
    tree.make_folders("a/b/c/file")
    assert tree.remove_folder("a/b") is False
    assert tree.remove_folder("a/b/c") is True
    assert tree.look("a/b") == Found(Kind.FOLDER)
    assert tree.look("a/b/c") == Found(Kind.NOTHING)


def test_the_bytes_of_a_file_are_made_durable_when_it_is_asked_for(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree.make_folders("a/file")
    synced = []
    monkeypatch.setattr(os, "fsync", lambda descriptor: synced.append(os.fstat(descriptor).st_ino))
    tree.create("a/file", b"x", 0o644)
    assert synced == []
    tree.sync_file("a/file")
    assert synced == [(tree.root / "a/file").stat().st_ino]


def test_only_an_empty_folder_is_removed(tree: Tree) -> None:
    tree.make_folders("a/b/file")
    assert not tree.remove_folder("a")
    assert tree.remove_folder("a/b")
    assert not tree.remove_folder("nowhere")


def test_removing_what_is_not_there_is_no_error(tree: Tree) -> None:
    tree.remove("nothing")
    tree.remove("no/thing")


def test_a_file_goes_from_one_folder_to_another(tree: Tree) -> None:
    tree.make_folders("a/file")
    tree.create("file", b"x", 0o644)
    tree.rename("file", "a/file")
    assert (tree.look("file").kind, tree.look("a/file").content) == (Kind.NOTHING, b"x")
    tree.make_folders("b/c/file")
    tree.rename("a/file", "b/c/new")
    assert (tree.look("a/file").kind, tree.look("b/c/new").content) == (Kind.NOTHING, b"x")


# -- errors --------------------------------------------------------------------------------------------------


def test_an_error_names_the_whole_path(tree: Tree) -> None:
    tree.make_folders("a/b/file")
    for operation in (
        lambda: tree.remove("a/b"),
        lambda: tree.rename("no/file", "a/b"),
        lambda: tree.create("a/b", b"", 0o644),
    ):
        with pytest.raises(OSError, match="'a/b'") as error:
            operation()
        assert error.value.filename == "a/b"


@pytest.mark.parametrize("path", ["file", "a/b"])
def test_what_cannot_be_opened_is_an_error_and_no_obstacle(
    path: str, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    def open_(name: str | Path, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        if dir_fd is not None:
            raise OSError(errno.EMFILE, "Too many open files")
        return _open(name, flags, mode)

    tree.make_folders("a/b")
    tree.create("file", b"x", 0o644)
    _open = os.open
    monkeypatch.setattr(os, "open", open_)
    with pytest.raises(OSError, match=f"Too many open files: '{path}'"):
        tree.look(path)


def test_a_full_disk_leaves_no_half_file_and_names_the_path(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[int] = []

    def write(descriptor: int, data: bytes) -> int:
        if written:
            raise OSError(errno.ENOSPC, "No space left on device")
        written.append(_write(descriptor, bytes(data[:1])))
        return 1

    _write = os.write
    monkeypatch.setattr(os, "write", write)
    with pytest.raises(OSError, match="No space left on device: 'file'"):
        tree.create("file", b"content", 0o644)
    assert written == [1]
    assert tree.look("file").kind is Kind.NOTHING


@pytest.mark.parametrize("code", [errno.EINVAL, errno.ENOTSUP])
def test_a_file_system_that_cannot_make_names_durable_is_no_obstacle(
    code: int, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fsync(_: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", fsync)
    tree.make_folders("a/file")
    tree.sync("a")


def test_a_disk_that_fails_to_make_names_durable_is_an_error(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    def fsync(_: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(OSError, match="Input/output error") as error:
        tree.sync("")
    assert error.value.filename == str(tree.root)


def _open_descriptors() -> list[int]:
    """Every descriptor of this process that can be asked about."""
    found = []
    for descriptor in range(256):
        with suppress(OSError):
            os.fstat(descriptor)
            found.append(descriptor)
    return found


def test_no_descriptor_is_left_open(tree: Tree) -> None:
    before = _open_descriptors()
    for path in ("a/b/c", "x"):
        tree.make_folders(path)
        tree.create(path, b"x", 0o644)
        tree.look(path)
        tree.sync_file(path)
        list(tree.files_below("a"))
        with pytest.raises(FileExistsError):
            tree.create(path, b"x", 0o644)
    with pytest.raises(BlockedError):
        tree.look("x/y/z")
    assert _open_descriptors() == before


@pytest.mark.parametrize("count", range(3))
def test_an_interrupt_while_descriptors_are_closed_closes_none_twice(
    count: int, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: list[int] = []
    close = os.close

    def interrupted(descriptor: int) -> None:
        close(descriptor)
        closed.append(descriptor)
        if len(closed) == count + 1:
            raise KeyboardInterrupt

    (tree.root / "a/b").mkdir(parents=True)
    with monkeypatch.context() as patch:
        patch.setattr(os, "close", interrupted)
        with pytest.raises(KeyboardInterrupt), tree.folder(("a", "b")):
            pass
    assert len(closed) == min(count + 2, 3)


def test_a_root_must_be_a_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(NotADirectoryError), Tree(tmp_path / "file").folder(()):
        pass


def test_a_root_that_is_another_folder_by_now_is_refused(tmp_path: Path) -> None:
    root, other = tmp_path / "root", tmp_path / "other"
    for folder in (root, other):
        folder.mkdir()
        (folder / "file").write_text(folder.name)
    tree = Tree(root)
    assert tree.look("file").content == b"root"
    root.rename(tmp_path / "moved")
    root.symlink_to(other)
    for touch in (lambda: tree.look("file"), lambda: tree.remove("file"), lambda: tree.create("new", b"", 0o644)):
        with pytest.raises(ReplacedError) as error:
            touch()
        assert error.value.strerror == "another folder has taken its place while podspec was at work"
        assert error.value.filename == str(root)
    assert [path.name for path in other.iterdir()] == ["file"]


# -- staying -----------------------------------------------------------------------------------------------

PATHS = st.sampled_from(["x", "y", "a", "a/x", "a/y", "a/b/x", "a/b/y", "a/c/x", "d/b/x", "d", "d/link/x"])
OPERATIONS = {
    "look": lambda tree, path, _: tree.look(path),
    "make_folders": lambda tree, path, other: tree.make_folders(path, other),
    "create": lambda tree, path, other: tree.create(path, other.encode(), 0o644),
    "sync_file": lambda tree, path, _: tree.sync_file(path),
    "rename": lambda tree, path, other: tree.rename(path, other),
    "remove": lambda tree, path, _: tree.remove(path),
    "remove_folder": lambda tree, path, _: tree.remove_folder(path),
    "list": lambda tree, path, _: list(tree.files_below(path)),
    "look while listing": lambda tree, path, other: [tree.look(other) for _ in tree.files_below(path)],
    "list in part": lambda tree, path, _: next(tree.files_below(path), None),
}
STEPS = st.lists(st.tuples(st.sampled_from(sorted(OPERATIONS)), PATHS, PATHS), max_size=30)


def _tried(tree: Tree, step: tuple[str, str, str]) -> object:
    """What an operation gives, or how it fails."""
    name, *paths = step
    try:
        return OPERATIONS[name](tree, *paths)
    except OSError as error:
        return type(error), error.errno, error.filename, error.strerror


def _filled(place: Path) -> Tree:
    (place / "d").mkdir(parents=True)
    (place / "d/link").symlink_to("../a")
    return Tree(place)


@given(steps=STEPS)
def test_who_stays_in_a_tree_finds_and_leaves_what_others_do(
    steps: list[tuple[str, str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = tmp_path_factory.mktemp("twice")
    one, other = _filled(place / "one"), _filled(place / "other")
    before = _open_descriptors()
    with other.staying() as near:
        assert [_tried(near, step) for step in steps] == [_tried(one, step) for step in steps]
    assert _open_descriptors() == before
    left = [[(path, tree.look(path)) for path in sorted(_everything(tree.root))] for tree in (one, other)]
    assert left[0] == left[1]


def _everything(root: Path) -> list[str]:
    return [str(path.relative_to(root)) for path in root.rglob("*")]


def test_neighbours_are_found_without_opening_their_folder_again(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = ["a/b/x", "a/b/y", "a/b/z", "a/c/x", "x"]
    tree.make_folders(*paths, "a/x/y")
    opened, really = [], os.open
    with monkeypatch.context() as patch:
        patch.setattr(os, "open", lambda name, *rest, **more: opened.append(name) or really(name, *rest, **more))
        with tree.staying() as near:
            for path in paths:
                near.create(path, b"", 0o644)
            for _ in range(2):
                with pytest.raises(FileExistsError):
                    near.create("a/x", b"", 0o644)
    assert opened == [tree.root, "a", "b", "x", "y", "z", "a", "c", "x", "x", "a", "x", "x"]


def test_who_stays_while_a_folder_is_swapped_for_a_symlink_is_not_led_out(tree: Tree) -> None:
    tree.make_folders("a/b/x")
    with tree.staying() as near:
        near.create("a/b/x", b"x", 0o644)
        (tree.root / "a").rename(tree.root / "moved")
        (tree.root / "a").symlink_to("../outside")
        near.create("a/b/y", b"y", 0o644)
        near.remove("x")
        with pytest.raises(BlockedError):
            near.look("a/b/y")
    assert (tree.root / "moved/b/y").read_bytes() == b"y"
    assert [path.name for path in (tree.root.parent / "outside").iterdir()] == ["file"]


def test_who_stays_moves_a_file_from_folder_to_folder(tree: Tree) -> None:
    tree.make_folders("a/b/x", "d/x")
    tree.create("a/b/x", b"x", 0o644)
    with tree.staying() as near:
        for old, new in (("a/b/x", "d/y"), ("d/y", "a/y"), ("a/y", "a/b/y")):
            near.rename(old, new)
            assert (tree.look(old).kind, tree.look(new).content) == (Kind.NOTHING, b"x")


def test_who_has_stayed_goes_on_as_everybody(tree: Tree) -> None:
    tree.make_folders("a/b/x")
    tree.create("a/b/x", b"x", 0o644)
    with tree.staying() as near:
        near.look("a/b/x")
        listed = near.files_below("a")
        assert near.look("a/b/x").content == b"x"
    assert near.look("a/b/x").content == b"x"
    assert list(listed) == ["a/b/x"]


def test_who_stays_again_while_inside_stays_as_well(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    tree.make_folders("a/b/x")
    opened, really = [], os.open
    with tree.staying() as near, near.folder(("a",)), near.staying() as nearer, monkeypatch.context() as patch:
        patch.setattr(os, "open", lambda name, *rest, **more: opened.append(name) or really(name, *rest, **more))
        for name in "xyz":
            nearer.create(f"a/b/{name}", b"", 0o644)
    assert opened == ["a", "b", "x", "y", "z"]


def test_however_deep_a_path_leads_few_folders_are_open_at_once(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = "/".join(["d"] * 200)
    tree.make_folders(f"{path}/x")
    before, most, really = len(_open_descriptors()), [], os.open

    def counted(*arguments: object, **more: object) -> int:
        descriptor = really(*arguments, **more)
        most.append(len(_open_descriptors()) - before)
        return descriptor

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", counted)
        tree.create(f"{path}/x", b"", 0o644)
        assert (len(most), max(most)) == (202, 2)
        with tree.staying() as near:
            assert near.look(f"{path}/x").kind is near.look(f"{path}/x").kind is Kind.FILE
    assert (len(most), max(most)) == (405, 3)


def test_nobody_stays_in_a_root_that_is_another_folder_by_now(tree: Tree) -> None:
    tree.look("file")
    tree.root.rename(tree.root.with_name("moved"))
    tree.root.symlink_to("outside")
    with pytest.raises(ReplacedError), tree.staying():
        pass
