"""Bytes -> text: what is refused before anybody takes it for YAML."""

from pathlib import Path

import pytest

from podspec.model.diagnostic import Staged
from podspec.model.source import Blot, Source, Span
from podspec.pipeline.read import MAX_BYTES, decode, found_in_text, read


def read_bytes(tmp_path: Path, data: bytes) -> Staged[Source]:
    path = tmp_path / "service.yaml"
    path.write_bytes(data)
    return read(path, "specs/x/service.yaml")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "PS001"),
        (b" \r\n\t\n", "PS001"),
        (b"a: \xff", "PS002"),
        (b"a: \0", "PS002"),
        (b"\xff\xfea\0:\0", "PS002"),
        (b"#" * (MAX_BYTES + 1), "PS003"),
    ],
)
def test_bytes_that_are_no_text_are_refused_as_a_whole(tmp_path: Path, data: bytes, code: str) -> None:
    source, found = read_bytes(tmp_path, data)
    assert source is None
    assert [(one.code, one.primary.file, one.primary.span) for one in found] == [
        (code, "specs/x/service.yaml", None)
    ]


def test_the_largest_spec_is_read(tmp_path: Path) -> None:
    source, found = read_bytes(tmp_path, b"#" * (MAX_BYTES - 1) + b"\n")
    assert source is not None
    assert not found


def test_byte_order_mark_and_carriage_returns_are_no_part_of_the_text(tmp_path: Path) -> None:
    source, _ = read_bytes(tmp_path, b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")
    assert source == Source("specs/x/service.yaml", "a: 1\nb: 2\n")


def test_a_file_that_is_not_there_is_no_finding_in_a_spec(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read(tmp_path / "nowhere.yaml", "nowhere.yaml")


def test_a_credential_is_blotted_out_before_anybody_sees_the_text() -> None:
    source, _ = decode(b"a: 1\nurl: db://me:hunter22@db/x # why\n", "service.yaml")
    assert source is not None
    assert source.text == "a: 1\nurl: db://me:********@db/x # why\n"
    assert source.blots == (Blot(Span(2, 14, 2, 22), "a password in a URL"),)


def test_every_credential_is_told_with_all_else_that_is_wrong_with_the_text() -> None:
    source, _ = decode(f"# {'ghp_' + 'a' * 36} \u202e\nb: 'pwd=hunter22'\n".encode(), "service.yaml")
    assert source is not None
    assert [(one.code, one.primary.span) for one in found_in_text(source)] == [
        ("PS018", Span(1, 3, 1, 43)),
        ("PS018", Span(2, 9, 2, 17)),
        ("PS013", Span(1, 44, 1, 45)),
    ]


def test_a_file_full_of_credentials_is_told_in_a_few_lines() -> None:
    source, _ = decode(b"pwd=hunter22 " * 10_000, "service.yaml")
    assert source is not None
    assert len(found_in_text(source)) == 20
