"""One server of providers for the whole session; under pytest-xdist one for each worker."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from proof.offline.verifier import Verifier

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def verifier() -> Iterator[Verifier]:
    """Real Terraform core against AWS's schema, without AWS."""
    with Verifier() as serving:
        yield serving
