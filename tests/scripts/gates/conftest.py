"""One workshop for all gates."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from scripts.cloud import Cloud
from scripts.gates import workshop
from scripts.gates.workshop import Workshop
from scripts.sigstore.server import Sigstore, serving


@pytest.fixture(scope="session")
def sigstore() -> Iterator[Sigstore]:
    """The Sigstore that counts."""
    with serving() as server:
        yield server


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A registry's."""
    if found := workshop.missing():
        pytest.skip(f"not on this machine: {', '.join(found)}")
    with workshop.registry(tmp_path_factory.mktemp("registry")) as found_address:
        yield found_address


@pytest.fixture(scope="session")
def shop(address: str, account: Cloud, sigstore: Sigstore, tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """The full spec's scripts. Images in it are told apart by their content."""
    return Workshop(tmp_path_factory.mktemp("shop"), address, account, sigstore)
