"""One rendered file."""

import pytest

from podspec.model.artifact import Artifact


@pytest.mark.parametrize(("mode", "is_executable"), [(0o755, True), (0o700, True), (0o644, False), (0o611, False)])
def test_its_owners_right_decides_whether_it_may_be_run(mode: int, *, is_executable: bool) -> None:
    assert Artifact("a", b"", mode, "a", "", ()).is_executable is is_executable


def test_its_bytes_are_its_own_and_those_that_it_shares() -> None:
    shared = b"resource {}\n"
    artifact = Artifact("a.tf", b"# header\n", 0o644, "a.tf", "", (), shared)
    assert artifact.content == b"# header\nresource {}\n"
    assert artifact.shared is shared


def test_rewritten_it_shares_nothing_any_more() -> None:
    artifact = Artifact("a.tf", b"# header\n", 0o644, "a.tf", "digest", ("a",), b"shared\n")
    rewritten = artifact.rewritten(b"other\n", ("a", "b"))
    assert (rewritten.content, rewritten.used, rewritten.template_digest) == (b"other\n", ("a", "b"), "digest")
