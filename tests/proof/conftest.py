"""One server of providers for the whole session; under pytest-xdist one for each worker."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from full import full
from proof.applied import Applied, longest
from proof.offline.verifier import Verifier

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def verifier() -> Iterator[Verifier]:
    """Real Terraform core against AWS's schema, without AWS."""
    with Verifier() as serving:
        yield serving


@pytest.fixture(scope="session")
def whole(verifier: Verifier, tmp_path_factory: pytest.TempPathFactory) -> Applied:
    """The full spec; its roots are applied when they are asked for, once in the session."""
    return Applied(verifier, full(), tmp_path_factory.mktemp("whole"))


@pytest.fixture(scope="session")
def crowded(verifier: Verifier, tmp_path_factory: pytest.TempPathFactory) -> Applied:
    """The full spec with the longest names and eight environments in one account."""
    return Applied(verifier, longest(), tmp_path_factory.mktemp("crowded"))
