"""One rendered file."""

import pytest

from podspec.model.artifact import Artifact


@pytest.mark.parametrize(("mode", "is_executable"), [(0o755, True), (0o700, True), (0o644, False), (0o611, False)])
def test_its_owners_right_decides_whether_it_may_be_run(mode: int, *, is_executable: bool) -> None:
    assert Artifact("a", b"", mode, "a", "", ()).is_executable is is_executable
