"""Folders are opened one in the other, none behind a symlink, and each is closed once."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from podspec.pipeline.way import BlockedError, Kind, Way, kind_of, open_folder

FOLDERS = ["", "a", "a/b", "a/b/c", "a/c", "d", "d/b"]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("root")
    for path in FOLDERS:
        (place / path).mkdir(exist_ok=True)
    (place / "a/file").touch()
    (place / "a/link").symlink_to("b")
    os.mkfifo(place / "a/pipe")
    return place


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The names of all that is opened."""
    names: list[str] = []
    really = os.open
    with monkeypatch.context() as patch:
        patch.setattr(os, "open", lambda name, *rest, **more: names.append(name) or really(name, *rest, **more))
        yield names


def components(path: str) -> tuple[str, ...]:
    return tuple(filter(None, path.split("/")))


def is_open(descriptor: int) -> bool:
    try:
        os.fstat(descriptor)
    except OSError:
        return False
    return True


@pytest.fixture
def way(root: Path) -> Iterator[Way]:
    descriptor = os.open(root, os.O_RDONLY)
    with Way(descriptor) as made:
        yield made
    os.close(descriptor)


@given(paths=st.lists(st.sampled_from([*FOLDERS, "a/no", "no/a", "a/file/b", "a/link/c"]), max_size=12))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_way_one_has_come_it_leads_to_the_folder_that_was_asked_for(
    root: Path, way: Way, paths: list[str]
) -> None:
    for path in paths:
        if path in FOLDERS:
            assert os.path.samestat(os.fstat(way.to(components(path))), (root / path).stat())
        else:
            with pytest.raises((FileNotFoundError, BlockedError)):
                way.to(components(path))


def test_the_last_folder_and_what_lies_in_it_are_near(way: Way, opened: list[str]) -> None:
    for path in ("a/b", "a/b", "a/b/c", "a/b/c", "a/c", "a", "d/b", ""):
        way.to(components(path))
    assert opened == ["a", "b", "c", "a", "c", "a", "d", "b"]


def test_a_list_of_components_is_as_good_as_a_tuple(way: Way, opened: list[str]) -> None:
    assert way.to(["a", "b"]) == way.to(("a", "b"))
    assert opened == ["a", "b"]


def test_a_folder_that_was_left_is_closed_at_once_and_the_root_never(root: Path) -> None:
    descriptor = os.open(root, os.O_RDONLY)
    with Way(descriptor) as way:
        outer = way.to(("a",))
        inner = way.to(("a", "b"))
        assert (is_open(outer), is_open(inner), is_open(descriptor)) == (False, True, True)
        assert way.to(()) == descriptor
        assert (is_open(inner), is_open(descriptor)) == (False, True)
        last = way.to(("a", "b", "c"))
    assert (is_open(last), is_open(descriptor)) == (False, True)
    os.close(descriptor)


def test_after_a_way_that_led_nowhere_the_folder_before_is_closed_all_the_same(way: Way) -> None:
    last = way.to(("a", "b"))
    with pytest.raises(FileNotFoundError), way:
        way.to(("a", "b", "no"))
    assert not is_open(last)


@pytest.mark.parametrize("count", range(1, 4))
def test_an_interrupt_while_folders_are_closed_closes_none_twice(
    count: int, way: Way, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: list[int] = []
    close = os.close

    def interrupted(descriptor: int) -> None:
        close(descriptor)
        closed.append(descriptor)
        if len(closed) == count:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(os, "close", interrupted)
        with pytest.raises(KeyboardInterrupt), way:
            way.to(("a", "b", "c"))
    assert len(closed) == min(count + 1, 3)
    assert not any(is_open(descriptor) for descriptor in closed)


@pytest.mark.parametrize(("name", "kind"), [("file", Kind.FILE), ("link", Kind.SYMLINK), ("pipe", Kind.SPECIAL)])
def test_what_is_no_folder_blocks_the_way_and_is_named_from_the_root_on(name: str, kind: Kind, way: Way) -> None:
    for path in (("a", name), ("a", name, "b")):
        with pytest.raises(BlockedError) as error:
            way.to(path)
        assert (error.value.path, error.value.filename, error.value.kind) == (f"a/{name}", f"a/{name}", kind)
        assert error.value.strerror == f"{kind} stands where a folder belongs"


@pytest.mark.parametrize("number", [errno.EACCES, errno.EMFILE, errno.EIO])
def test_a_folder_that_cannot_be_opened_is_an_error_and_no_obstacle(
    number: int, way: Way, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", refuse)
        with pytest.raises(OSError, match=os.strerror(number)) as error:
            way.to(("a",))
        assert not isinstance(error.value, BlockedError)


def test_no_descriptor_is_inherited_by_another_program(way: Way) -> None:
    assert not os.get_inheritable(way.to(("a",)))


def test_a_folder_is_opened_in_the_one_that_is_open(root: Path, way: Way) -> None:
    descriptor = open_folder(way.to(("a",)), "b", "whatever it is called")
    assert os.path.samestat(os.fstat(descriptor), (root / "a/b").stat())
    os.close(descriptor)


def test_a_mode_tells_what_stands_there(root: Path) -> None:
    found = [kind_of((root / path).lstat().st_mode) for path in ("a/file", "a", "a/link", "a/pipe")]
    assert found == [Kind.FILE, Kind.FOLDER, Kind.SYMLINK, Kind.SPECIAL]


def test_each_kind_is_called_as_people_call_it() -> None:
    assert [str(kind) for kind in Kind] == [
        "nothing",
        "a file",
        "a folder",
        "a symlink",
        "a device, pipe or socket",
        "a file of more than 16 MiB",
    ]
