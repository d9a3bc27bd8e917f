"""The benchmark's modules, as its scripts see them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

BENCH = Path(__file__).parents[2] / "bench"


@pytest.fixture
def module(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], ModuleType]]:
    """Imports one by name. They are scripts beside each other: afterwards, names like `figures` are ours again."""
    names = {path.stem for path in BENCH.glob("*.py")}
    for name in names:
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.syspath_prepend(str(BENCH))
    yield import_module
    for name in names & set(sys.modules):
        del sys.modules[name]
