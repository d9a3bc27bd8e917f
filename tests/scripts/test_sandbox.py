"""The sandbox: its script with fakes of gh and aws, and the spec that it writes with podspec itself."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
REPOSITORY = "northwind/try main 77 88"


class Clone:
    """A clone of the repository, in which somebody is about to try things out."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("sandbox", "podinfo"):
            shutil.copytree(ROOT / name, folder / name)
        subprocess.run(["git", "init", "--quiet"], cwd=folder, check=True)
        self.programs = folder / "bin"
        self.programs.mkdir()
        self.put("aws", 'printf "123456789012\\n"')
        self.put("gh", f'printf "{REPOSITORY}\\n"')
        self.put("podspec", f'exec "{sys.executable}" -m podspec "$@"')

    def put(self, name: str, body: str) -> None:
        """Put a fake on the PATH."""
        (self.programs / name).write_text(f"#!/bin/sh\n{body}\n")
        (self.programs / name).chmod(0o755)

    def run(self, *step: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run one step."""
        path = f"{self.programs}:{os.environ['PATH']}"
        given = {**os.environ, "PATH": path, "PODSPEC": "podspec", "PYTHONPATH": str(ROOT), **environment}
        script = self.folder / "sandbox/sandbox.sh"
        return subprocess.run([script, *step], env=given, capture_output=True, text=True, check=False)


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    return Clone(tmp_path / "clone")


def test_the_spec_that_is_written_is_valid_and_renders(clone: Clone) -> None:
    done = clone.run("spec", AWS_REGION="eu-west-1")
    assert done.returncode == 0, done
    facts = (clone.folder / "generated/sandbox/scripts/environments/dev/eu-west-1.env").read_text()
    assert "PODSPEC_TARGETS='lambda ec2'\n" in facts
    assert "PODSPEC_ACCOUNT=123456789012\n" in facts
    assert (clone.folder / ".github/workflows/sandbox-release.yml").exists()


def test_what_somebody_has_edited_is_not_overwritten(clone: Clone) -> None:
    assert clone.run("spec").returncode == 0
    spec = clone.folder / "specs/sandbox/service.yaml"
    spec.write_text("mine")
    assert (clone.run("spec").returncode, spec.read_text()) == (1, "mine")


def test_a_release_is_of_what_is_pushed(clone: Clone) -> None:
    assert clone.run("spec").returncode == 0
    commit = ["git", "-c", "user.name=x", "-c", "user.email=x@x", "commit", "--quiet", "--allow-empty", "-m", "x"]
    subprocess.run(commit, cwd=clone.folder, check=True)
    done = clone.run("release")
    assert done.returncode == 1
    assert "push, or pull" in done.stderr


@pytest.mark.parametrize("step", ["bootstrap", "release", "rollback", "teardown"])
def test_nothing_goes_before_the_spec(clone: Clone, step: str) -> None:
    done = clone.run(step)
    assert done.returncode == 1
    assert "begin with the step 'spec'" in done.stderr


@pytest.mark.parametrize(("step", "code"), [((), 0), (("--help",), 0), (("everything",), 2)])
def test_a_wrong_step_is_told_apart(clone: Clone, step: tuple[str, ...], code: int) -> None:
    assert clone.run(*step).returncode == code


def test_shellcheck_has_nothing_to_say() -> None:
    shellcheck = Path(sys.executable).with_name("shellcheck")
    done = subprocess.run(
        [shellcheck, "-o", "all", ROOT / "sandbox/sandbox.sh"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
