"""The manifests of earlier renders: one, none, or the two sides of a merge."""

from hashlib import sha256

import pytest

from podspec.model.manifest import Manifest, Record, dump
from podspec.pipeline.earlier import read
from podspec.pipeline.tree import Found
from podspec.pipeline.way import Kind


def _record(digest: str) -> Record:
    return Record(digest, "main.tf", "t", ("service.name",))


OURS = Manifest("1.0.0", {"a": _record("1"), "b": _record("2")}, {"service.name": "x"})
THEIRS = Manifest("1.0.0", {"a": _record("3"), "c": _record("4")}, {"service.name": "x"})


def _merged(style: str) -> bytes:
    ours, theirs = (dump(manifest).decode() for manifest in (OURS, THEIRS))
    base = {"merge": "", "diff3": f"||||||| base\n{ours}"}[style]
    return f"<<<<<<< ours\n{ours}{base}=======\n{theirs}>>>>>>> theirs\n".encode()


def test_a_manifest_is_read_with_its_paths() -> None:
    found = read(Found(Kind.FILE, dump(OURS)))
    assert found.manifests == (OURS,)
    assert (found.paths, found.fault, found.is_conflicted) == (["a", "b"], "", False)


@pytest.mark.parametrize("style", ["merge", "diff3"])
def test_a_conflicted_manifest_is_both_of_its_sides(style: str) -> None:
    found = read(Found(Kind.FILE, _merged(style)))
    assert found.manifests == (OURS, THEIRS)
    assert (found.paths, found.is_conflicted) == (["a", "b", "c"], True)


def test_of_two_records_the_one_whose_bytes_stand_there_is_meant() -> None:
    found = read(Found(Kind.FILE, _merged("merge")))
    assert [past and past.record.sha256 for past in (found.of("a", "1"), found.of("a", "3"))] == ["1", "3"]
    unknown = found.of("a", "9")
    assert unknown
    assert unknown.record.sha256 == "1"
    assert found.of("nowhere", "1") is None


def test_a_file_is_what_was_written_only_to_the_byte() -> None:
    written = Found(Kind.FILE, b"as it was\n")
    record = _record(sha256(written.content).hexdigest())
    found = read(Found(Kind.FILE, dump(Manifest("1.0.0", {"a": record}, {}))))
    assert found.wrote("a", written)
    assert not found.wrote("a", Found(Kind.FILE, b"as it was\r\n"))
    assert not found.wrote("nowhere", written)


def test_a_side_that_is_no_manifest_leaves_the_other() -> None:
    text = f"<<<<<<< ours\n{{\n=======\n{dump(THEIRS).decode()}>>>>>>> theirs\n"
    found = read(Found(Kind.FILE, text.encode()))
    assert found.manifests == (THEIRS,)


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff", b"[1]", b'{"manifest": 2}', b"[" * 50_000])
def test_what_is_no_manifest_has_a_fault(content: bytes) -> None:
    found = read(Found(Kind.FILE, content))
    assert found.manifests == ()
    assert found.fault


@pytest.mark.parametrize("kind", [Kind.FOLDER, Kind.SYMLINK, Kind.SPECIAL])
def test_what_is_no_file_is_no_manifest(kind: Kind) -> None:
    assert read(Found(kind)) == ((), Found(kind), f"{kind.value} stands in its place")


def test_what_any_side_of_a_merge_has_handed_over_is_handed_over() -> None:
    ours, theirs = (dump(one._replace(ejected=(path,))).decode() for one, path in ((OURS, "x"), (THEIRS, "y")))
    merged = f"<<<<<<< ours\n{ours}=======\n{theirs}>>>>>>> theirs\n"
    assert read(Found(Kind.FILE, merged.encode())).ejected == {"x", "y"}


def test_a_side_that_is_no_text_leaves_the_other() -> None:
    text = _merged("merge").replace(b'"b"', b'"\xff"')
    assert read(Found(Kind.FILE, text)).manifests[1] == THEIRS
