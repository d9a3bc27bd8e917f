"""What the tests of this folder share: scenes that are made once, and a place for thousands of repositories."""

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hostile.stages import Stages

_MEMORY = Path("/dev/shm")  # noqa: S108 - each folder in it is a new one, and only its owner's


def _memory(otherwise: Path) -> Path:
    return _MEMORY if os.access(_MEMORY, os.W_OK) else otherwise


@pytest.fixture
def in_memory(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory, where a system has one: what a dead process leaves there is what it leaves on a disk.

    Only an fsync costs nothing; that they come in the right order is a test of its own.
    """
    with TemporaryDirectory(dir=_memory(tmp_path)) as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def stages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stages]:
    """The scenes on one machine."""
    with TemporaryDirectory(dir=_memory(tmp_path_factory.getbasetemp())) as folder:
        made = Stages(Path(folder))
        yield made
        made.machine.close()
