"""A repository to run podspec in."""

from pathlib import Path

import pytest
from drift.repository import Repository, new_repository


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A repository whose spec is right and not yet rendered."""
    made = new_repository(tmp_path / "repository")
    monkeypatch.chdir(made.root)
    return made
