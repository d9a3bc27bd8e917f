"""What a reviewer is shown of a root, and the digest that binds the apply to it, by Terraform's real core."""

from __future__ import annotations

import json
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from full import full
from proof.offline.terraform import BUNDLED
from proof.rendered import render_spec
from scripts.gates.workshop import PATH

pytestmark = pytest.mark.skipif(not shutil.which("jq", path=PATH), reason="jq is not on this machine")

ROOT = """
variable "image_digest" {{ type = string }}
resource "terraform_data" "kept" {{ input = "kept" }}
resource "terraform_data" "changed" {{ input = {changed} }}
resource "terraform_data" "secret" {{ input = sensitive("hunter2") }}
resource "terraform_data" "image" {{ input = "image@${{var.image_digest}}" }}
"""
#: A value that would end the block that it is shown in, and go on as Markdown.
HOSTILE = '"x\\n~~~~~~\\n   ~~~~~~\\n# approved\\n```\\n"'


class Root:
    """A root with a state of its own, in a folder."""

    def __init__(self, folder: Path, script: Path) -> None:
        self.folder, self.script = folder / "root", script
        self.folder.mkdir()
        self.output = folder / "output"
        terraform = folder / "terraform"
        terraform.write_text(f'#!/bin/sh\nexec {shlex.join(BUNDLED.command)} "$@"\n')
        terraform.chmod(0o755)
        self.environment = {
            "PATH": PATH,
            "HOME": str(folder),
            "TERRAFORM": str(terraform),
            "CHECKPOINT_DISABLE": "1",
        }

    def write(self, changed: str = '"one"') -> None:
        """Write what is committed."""
        (self.folder / "main.tf").write_text(ROOT.format(changed=changed))

    def plan(self, **environment: str) -> dict[str, Any]:
        """Run the script; gives what it wrote, by file."""
        places = ("--folder", str(self.folder), "--output", str(self.output))
        done = subprocess.run(
            ["bash", str(self.script), "--name", "environments/dev/us-east-1", *places],
            env=self.environment | environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done
        assert sorted(file.name for file in self.output.iterdir()) == [
            "actions.json",
            "changes.json",
            "plan.txt",
            "summary.md",
        ]
        return {file.name: file.read_text() for file in self.output.iterdir()}

    def digest(self, **environment: str) -> str:
        """The digest of the root's change set."""
        return str(json.loads(self.plan(**environment)["changes.json"])["environments/dev/us-east-1"])

    def apply(self) -> None:
        """Make it so."""
        terraform = [self.environment["TERRAFORM"], f"-chdir={self.folder}"]
        subprocess.run([*terraform, "init"], env=self.environment, capture_output=True, check=True)
        command = [*terraform, "apply", "-auto-approve", "-var", "image_digest=x"]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return render_spec(full(), tmp_path_factory.mktemp("spec")).parent / "scripts/plan-root.sh"


@pytest.fixture
def root(tmp_path: Path, script: Path) -> Root:
    made = Root(tmp_path, script)
    made.write()
    return made


def test_a_reviewer_sees_what_would_be_done(root: Root) -> None:
    shown = root.plan()
    assert (
        "<code>environments/dev/us-east-1</code>: 4 to add, 0 to change, 0 to replace, 0 to destroy"
        in shown["summary.md"]
    )
    assert "# terraform_data.kept will be created" in shown["summary.md"]
    kinds = {one["address"]: one["actions"] for one in json.loads(shown["actions.json"])}
    assert kinds == {f"terraform_data.{name}": ["create"] for name in ("changed", "image", "kept", "secret")}


def test_what_terraform_holds_sensitive_stands_in_no_file(root: Root) -> None:
    assert not [name for name, text in root.plan().items() if "hunter2" in text]


def test_a_value_cannot_leave_the_block_that_it_is_shown_in(root: Root) -> None:
    root.write(changed=HOSTILE)
    lines = root.plan()["summary.md"].splitlines()
    fences = [number for number, line in enumerate(lines) if line.lstrip(" ").startswith("~~~")]
    assert fences == [2, len(lines) - 4]
    assert lines[-2] == "</details>"


def test_one_change_set_has_one_digest_and_another_has_another(root: Root) -> None:
    digest = root.digest()
    assert root.digest(IMAGE_DIGEST="sha256:" + "a" * 64) == digest
    root.write(changed='"two"')
    assert root.digest() != digest


def test_what_changes_nothing_is_one_digest_whatever_the_state(root: Root) -> None:
    root.write(changed="null")
    root.apply()
    shown = root.plan(IMAGE_DIGEST="x")
    assert "0 to add, 0 to change, 0 to replace, 0 to destroy" in shown["summary.md"]
    assert "No changes" in shown["summary.md"]


def test_nothing_is_locked_and_nothing_written_where_the_state_is(root: Root) -> None:
    root.apply()
    before = (root.folder / "terraform.tfstate").read_bytes()
    root.write(changed='"two"')
    (root.folder / ".terraform.tfstate.lock.info").write_text("{}")
    assert "1 to change" in root.plan(IMAGE_DIGEST="x")["summary.md"]
    assert (root.folder / "terraform.tfstate").read_bytes() == before
