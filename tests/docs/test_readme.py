"""What the README shows is what podspec says."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
README = (ROOT / "README.md").read_text("utf-8")
SPEC = Path("specs/podinfo/service.yaml")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The committed specs and their output, in a repository of their own."""
    for folder in ("specs", "generated", ".github"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    return tmp_path


def _block_with(text: str) -> str:
    """The README's console block that holds a text, without the command itself."""
    blocks = re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    (found,) = [block for block in blocks if text in block]
    return "".join(line for line in found.splitlines(keepends=True) if not line.startswith("$"))


def _said(copy: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "podspec", *arguments]
    environment = {**os.environ, "NO_COLOR": "1", "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, check=False).stdout


def _edit(copy: Path, old: str, new: str) -> None:
    text = (copy / SPEC).read_text("utf-8")
    assert old in text
    (copy / SPEC).write_text(text.replace(old, new), "utf-8")


def test_the_drift_that_is_shown_is_the_drift_that_is_reported(copy: Path) -> None:
    _edit(copy, "memory_mb: 512", "memory_mb: 1024")
    assert _block_with("stale[PS302]") in _said(copy, "check", "specs/podinfo")


def test_the_mistake_that_is_shown_is_the_mistake_that_is_reported(copy: Path) -> None:
    _edit(copy, "strategy: canary", "strategy: canry")
    assert _block_with("error[PS104]") in _said(copy, "validate", "specs/podinfo")


def test_every_file_that_is_linked_to_is_there() -> None:
    for link in re.findall(r"\]\((?!https?:)([^)#]+)", README):
        assert (ROOT / link).exists(), link
