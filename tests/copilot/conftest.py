"""A repository of somebody who comes from AWS Copilot."""

import os
import subprocess
from pathlib import Path

import pytest


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty repository with a remote; the present folder."""
    root = tmp_path / "shop"
    root.mkdir()
    neutral = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    for words in (("init", "-q", "-b", "main"), ("remote", "add", "origin", "https://github.com/acme/shop.git")):
        subprocess.run(["git", *words], cwd=root, check=True, env=os.environ | neutral)
    monkeypatch.chdir(root)
    monkeypatch.setenv("NO_COLOR", "1")
    for name in ("AWS_REGION", "AWS_DEFAULT_REGION"):
        monkeypatch.delenv(name, raising=False)
    return root
