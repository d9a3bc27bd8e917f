"""A place where a generated script runs for real, with fakes of the tools that would reach AWS and GitHub."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import scopes

from podspec.pipeline.lower import lower
from podspec.pipeline.render import render

_FAKES = Path(__file__).with_name("fake_tools.py")
#: What the script needs beside the fakes, so that nothing else of the machine is found.
_REAL = ("bash", "cat", "dirname", "env", "grep", "jq", "mktemp", "rm", "sort")

DEV, PROD = "310000000031", "420000000042"
SPEC = f"""
repository: {{slug: northwind/shop, owner_id: 77, repository_id: 88}}
registry: {{account: "{DEV}", region: us-east-1}}
environments:
  dev: {{account: "{DEV}", regions: [us-east-1]}}
  prod:
    account: "{PROD}"
    regions: [us-east-1, eu-west-1]
    approval: {{reviewers: [northwind/release-managers, ann]}}
"""
_EMPTY_ACCOUNT = {"buckets": [], "provider": "", "monitor": "", "replication": ""}
GITHUB: dict[str, dict[str, Any]] = {
    "repos/northwind/shop": {"default_branch": "main", "owner": {"id": 77}, "id": 88},
    "orgs/northwind/teams/release-managers": {"id": 900},
    "users/ann": {"id": 12},
}


class Stage:
    """One repository with rendered scripts, one world around it."""

    def __init__(self, folder: Path, blocks: str = SPEC) -> None:
        self.folder = folder
        self.world_file = folder / "world.json"
        self._render(blocks)
        self._make_tools()
        self.change(**self._new_world())

    def _render(self, blocks: str) -> None:
        scope = scopes.service(blocks)
        lowered = lower(scope.spec, scope.environments, "service.yaml")
        for artifact in render(lowered.jobs):
            path = self.folder / artifact.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(artifact.content)
            path.chmod(artifact.mode)
        (self.script,) = (self.folder / "generated").glob("*/scripts/bootstrap.sh")
        self.terraform = self.script.parent.parent / "terraform"

    def _make_tools(self) -> None:
        bin_folder = self.folder / "bin"
        bin_folder.mkdir()
        for name in _REAL:
            (bin_folder / name).symlink_to(shutil.which(name) or name)
        for name in ("aws", "gh", "terraform"):
            fake = bin_folder / name
            fake.write_text(f'#!/bin/sh\nexec "{sys.executable}" -S -E "{_FAKES}" {name} "$@"\n')
            fake.chmod(0o755)

    def _new_world(self) -> dict[str, Any]:
        return {
            "slug": "northwind/shop",
            "profiles": {"dev-admin": DEV, "prod-admin": PROD},
            "locked": [],
            "accounts": {DEV: dict(_EMPTY_ACCOUNT), PROD: dict(_EMPTY_ACCOUNT)},
            "objects": {},
            "initialised": {},
            "github": GITHUB,
            "environments": {},
            "poor_plan": False,
            "log": [],
            "die_at": 0,
            "moment": "",
        }

    @property
    def world(self) -> dict[str, Any]:
        """The world as it is now."""
        return dict(json.loads(self.world_file.read_text()))

    def change(self, **changes: object) -> None:
        """Let something in the world be otherwise."""
        now = self.world if self.world_file.exists() else {}
        self.world_file.write_text(json.dumps(now | changes))

    def account(self, number: str, **changes: object) -> None:
        """Let an account have something already."""
        accounts = self.world["accounts"]
        accounts[number] |= changes
        self.change(accounts=accounts)

    def run(self, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run the script, in a process group of its own, with the profiles of both accounts."""
        profiles = {f"AWS_PROFILE_{DEV}": "dev-admin", f"AWS_PROFILE_{PROD}": "prod-admin"}
        return subprocess.run(
            [self.script, *options],
            env={"PATH": str(self.folder / "bin"), "FAKE_WORLD": str(self.world_file), **profiles, **environment},
            capture_output=True,
            text=True,
            check=False,
            start_new_session=True,
            cwd=os.sep,
        )

    def calls(self, tool: str) -> list[str]:
        """What a tool was asked, in order, with roots named from `terraform/`."""
        said = (" ".join(call[1:]) for call in self.world["log"] if call[0] == tool)
        return [one.replace(f"-chdir={self.terraform}/", "") for one in said]

    def forget_calls(self) -> None:
        """Begin a new log."""
        self.change(log=[])

    def files(self) -> dict[str, bytes]:
        """Every file of the repository."""
        found = (path for path in (self.folder / "generated").rglob("*") if path.is_file())
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in found}
