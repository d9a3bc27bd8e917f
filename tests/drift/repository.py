"""A real git repository with a rendered spec, in which a drift can be made."""

import json
import os
import subprocess
from contextlib import chdir
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from podspec.cli import run

SPEC = "specs/hello/service.yaml"
MANIFEST = "specs/hello/podspec.lock.json"
OUTPUT = "generated/hello"
TEXT = """\
version: 1
service: {name: hello}
repository: {slug: acme/hello, owner_id: 1001, repository_id: 2003}
targets:
  lambda: {memory_mb: 256, timeout_seconds: 10}
environments:
  dev: {account: "333333333333", regions: [us-east-1]}
  prod: {account: "333333333333", regions: [us-east-1]}
"""
DEV = f"{OUTPUT}/terraform/environments/dev/us-east-1/lambda.tf"
PROD = f"{OUTPUT}/terraform/environments/prod/us-east-1/lambda.tf"
SCRIPT = f"{OUTPUT}/scripts/bootstrap.sh"
MODULE = f"{OUTPUT}/terraform/modules/lambda/function.tf"

#: What podspec keeps for itself: no part of the tree that it renders.
_OWN = ".podspec"


class Repository:
    """One checkout, and what podspec says about it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(self, path: str, text: str | bytes) -> None:
        """Write a file, with the folders that lead to it."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode() if isinstance(text, str) else text)

    def read(self, path: str) -> str:
        """A file's text."""
        return (self.root / path).read_bytes().decode()

    def replace(self, path: str, old: str, new: str) -> None:
        """Change a text in a file; it must be there."""
        assert old in self.read(path)
        self.write(path, self.read(path).replace(old, new))

    def chmod(self, path: str, mode: int) -> None:
        """Give a file other permission bits."""
        (self.root / path).chmod(mode)

    def is_executable(self, path: str) -> bool:
        """True if a file's owner may run it."""
        return bool((self.root / path).stat().st_mode & 0o100)

    def remove(self, path: str) -> None:
        """Delete a file."""
        (self.root / path).unlink()

    def podspec(self, *arguments: str) -> int:
        """Run podspec in the repository; its exit code."""
        with chdir(self.root):
            return run(list(arguments))

    def files(self) -> dict[str, tuple[str, int, int]]:
        """Digest, permission bits and time of last change of every file, but for git's and podspec's own."""
        found = {}
        for path in sorted(self.root.rglob("*")):
            name = path.relative_to(self.root).as_posix()
            if path.is_file() and name.split("/")[0] not in {".git", _OWN}:
                status = path.stat()
                digest = sha256(path.read_bytes()).hexdigest()
                found[name] = (digest, status.st_mode & 0o777, status.st_mtime_ns)
        return found

    def saved(self) -> dict[str, bytes]:
        """What podspec has saved, by its name below the folder that tells one save from another."""
        folder = self.root / _OWN / "saved"
        return {
            "/".join(path.relative_to(folder).parts[1:]): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file()
        }

    def git(self, *arguments: str) -> None:
        """Run git in the repository, with no settings of whoever runs the tests."""
        neutral = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        subprocess.run(
            ["git", *arguments], cwd=self.root, check=True, capture_output=True, env=os.environ | neutral
        )


def new_repository(root: Path, text: str = TEXT) -> Repository:
    """A repository with one spec, not yet rendered."""
    made = Repository(root)
    root.mkdir(parents=True, exist_ok=True)
    made.git("init", "-q")
    made.write(SPEC, text)
    return made


def drifts(repository: Repository, capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, Any]]:
    """What `podspec check` finds, by path; the exit code must fit, and nothing may have been written."""
    before, own = repository.files(), sorted((repository.root / _OWN).rglob("*"))
    capsys.readouterr()
    code = repository.podspec("check", "--report", "json")
    report = json.loads(capsys.readouterr().out)
    assert not report["findings"], report["findings"]
    assert code == (1 if report["drifts"] else 0)
    assert (repository.files(), sorted((repository.root / _OWN).rglob("*"))) == (before, own)
    return {one["path"]: one for one in report["drifts"]}


def kinds(repository: Repository, capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    """The kind of each drift, by path; the manifest's own drift is left out, since it follows from the others."""
    found = drifts(repository, capsys)
    return {path: one["kind"] for path, one in found.items() if path != MANIFEST}
