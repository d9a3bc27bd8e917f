"""The cache of compiled templates: never needed, and never trusted blindly."""

import marshal
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import jinja2
import pytest

from podspec.pipeline import compiled
from podspec.pipeline.compiled import load_or_compile

TEXTS = {"a.j2": "{{ x }}", "b.j2": "text"}


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A cache folder of the test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    compiled._folder.cache_clear()  # noqa: SLF001 - as at the start of a program
    yield tmp_path / "podspec"
    compiled._folder.cache_clear()  # noqa: SLF001 - the same


def codes(texts: dict[str, str] | None = None) -> dict[str, object]:
    """Load the templates as a new program would."""
    compiled._folder.cache_clear()  # noqa: SLF001 - as at the start of a program
    return dict(load_or_compile(jinja2.Environment(autoescape=False), texts or TEXTS))  # noqa: S701 - compiled only


def kept(cache: Path) -> list[Path]:
    return sorted(cache.iterdir()) if cache.is_dir() else []


def test_what_was_compiled_once_is_read_the_next_time(cache: Path) -> None:
    first = codes()
    (file,) = kept(cache)
    before = file.stat().st_mtime_ns
    assert codes() == first
    assert [one.stat().st_mtime_ns for one in kept(cache)] == [before]


def test_another_text_has_a_file_of_its_own(cache: Path) -> None:
    codes()
    codes({**TEXTS, "a.j2": "{{ y }}"})
    assert len(kept(cache)) == 2


def test_no_path_of_this_machine_is_kept(cache: Path) -> None:
    codes()
    (file,) = kept(cache)
    assert str(cache.parent).encode() not in file.read_bytes()


@pytest.mark.parametrize("damage", [b"", b"x", b"\0" * 100])
def test_a_damaged_file_is_as_good_as_none(damage: bytes, cache: Path) -> None:
    first = codes()
    (file,) = kept(cache)
    file.write_bytes(damage)
    assert codes() == first
    assert file.read_bytes() != damage


def _forge(file: Path) -> None:
    """Other code with a digest that fits: what somebody could write who may write here."""
    packed = marshal.dumps({"a.j2": compile("forged", "a", "eval"), "b.j2": compile("forged", "b", "eval")})
    file.write_bytes(sha256(packed).digest() + packed)


def test_a_file_that_others_may_write_is_not_read(cache: Path) -> None:
    first = codes()
    (file,) = kept(cache)
    _forge(file)
    file.chmod(0o666)
    assert codes() == first


def test_a_folder_that_others_may_write_is_not_used(cache: Path) -> None:
    first = codes()
    (file,) = kept(cache)
    _forge(file)
    cache.chmod(0o777)
    assert codes() == first


def test_a_symlink_is_not_followed(cache: Path, tmp_path: Path) -> None:
    first = codes()
    (file,) = kept(cache)
    elsewhere = tmp_path / "elsewhere"
    _forge(elsewhere)
    file.unlink()
    file.symlink_to(elsewhere)
    assert codes() == first


def test_without_a_folder_templates_are_compiled_each_time(
    cache: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    assert set(codes()) == set(TEXTS)
    assert kept(cache) == []
