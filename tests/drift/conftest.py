"""A rendered repository for each test, copied from one that is rendered once."""

import shutil
from pathlib import Path

import pytest
from drift.repository import Repository, new_repository


@pytest.fixture(scope="session")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository in which `podspec render` has run; not to be changed."""
    made = new_repository(tmp_path_factory.mktemp("rendered") / "repository")
    assert made.podspec("render") == 0
    return made.root


@pytest.fixture
def repository(rendered: Path, tmp_path: Path) -> Repository:
    """A repository in which `podspec render` has run, and nothing has drifted."""
    root = tmp_path / "repository"
    shutil.copytree(rendered, root)
    return Repository(root)
