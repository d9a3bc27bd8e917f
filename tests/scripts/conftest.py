"""What the tests of scripts share: one emulated AWS account for a session."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from scripts.cloud import Cloud, cloud, render_scripts
from scripts.lambda_stage import SPEC, LambdaStage, lambda_stage


@pytest.fixture(scope="session")
def account(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cloud]:
    """An emulated account; `forget()` empties it."""
    with cloud(tmp_path_factory.mktemp("cloud")) as made:
        yield made


@pytest.fixture(scope="session")
def lambda_service(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A service on Lambda, rendered."""
    return render_scripts(SPEC, tmp_path_factory.mktemp("repository"))


@pytest.fixture
def stage(account: Cloud, lambda_service: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LambdaStage]:
    """That service as Terraform leaves it, image A live."""
    with lambda_stage(account, lambda_service, monkeypatch) as made:
        yield made
