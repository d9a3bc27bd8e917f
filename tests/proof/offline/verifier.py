"""Asks real Terraform core what it thinks of a tree of generated Terraform. No network, no AWS.

with Verifier() as verifier:
    tree = verifier.copy(Path("generated/podinfo"))
    root = tree / "terraform/environments/dev/us-east-1"
    for step in (verifier.init(root), verifier.validate(root), verifier.plan(root)):
        print(step)
"""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, Self

from proof.offline import schema
from proof.offline.place import Place
from proof.offline.provider import Provider
from proof.offline.server import serving
from proof.offline.terraform import BUNDLED, Terraform

_PLAN_FILE = "offline.plan"
_OVERRIDE_FILE = "offline_override.tf"
# Files called *_override.tf replace what they repeat: here the S3 backend, by a file in the folder.
_LOCAL_BACKEND = 'terraform {\n  backend "local" {}\n}\n'
_NOT_COPIED = shutil.ignore_patterns(".git", ".terraform", "*.tfstate*")


@dataclass(frozen=True)
class Step:
    """What one Terraform command said.

    Attributes:
        name: the command, e.g. `plan`.
        ok: whether it succeeded.
        seconds: how long it took.
        output: what it printed; errors only where it failed.
    """

    name: str
    ok: bool
    seconds: float
    output: str

    @property
    def is_empty_plan(self) -> bool:
        """Whether a plan succeeded and changes nothing."""
        return self.ok and "No changes." in self.output

    def __str__(self) -> str:
        """One line, and below it the output of a failure."""
        head = f"{'ok' if self.ok else 'FAILED'} {self.name} {self.seconds:.2f} s"
        return head if self.ok else f"{head}\n{self.output}"


def _replacement() -> dict[str, dict[str, list[str]]]:
    """The table by which podspec itself tells which changes replace a resource."""
    table: dict[str, dict[str, list[str]]]
    table = json.loads((files("podspec.impact") / "data" / "replacement.json").read_text("utf-8"))
    return table


class Verifier:
    """Serves the providers while it is open; a context manager.

    Working copies come from `copy`. A root is a folder of one; `init` comes before the other steps.
    """

    def __init__(self, terraform: Terraform = BUNDLED) -> None:
        self._terraform = terraform
        self._place = Place()
        force_new = {kind: sorted(row.get("replaces", ())) for kind, row in _replacement().items()}
        schemas = schema.load().items()
        self._providers = {address: Provider(each, force_new, self._place) for address, each in schemas}
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        self._folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory(prefix="offline-")))
        reattach = self._stack.enter_context(serving(self._providers, self._folder))
        settings = self._folder / "terraform.rc"
        settings.write_text("disable_checkpoint = true\n")
        self._variables = {
            "TF_CLI_CONFIG_FILE": str(settings),
            "TF_IN_AUTOMATION": "1",
            "TF_REATTACH_PROVIDERS": reattach,
        }
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def copy(self, tree: Path) -> Path:
        """A copy of `tree` to work in; it lives as long as the verifier."""
        target = Path(tempfile.mkdtemp(dir=self._folder)) / tree.name
        return shutil.copytree(tree, target, ignore=_NOT_COPIED)

    def fork(self, tree: Path) -> Path:
        """A copy of a working copy as it is: initialised roots and state included."""
        target = Path(tempfile.mkdtemp(dir=self._folder)) / tree.name
        return shutil.copytree(tree, target, symlinks=True)

    def fmt(self, tree: Path) -> Step:
        """Whether every file below `tree` is formatted; the output names those that are not."""
        return self._run(tree, "fmt", "-check", "-recursive", "-diff")

    def init(self, root: Path) -> Step:
        """Install modules and put state into a file beside the root, whatever backend it names."""
        (root / _OVERRIDE_FILE).write_text(_LOCAL_BACKEND)
        return self._run(root, "init", "-input=false")

    def validate(self, root: Path) -> Step:
        """Check the configuration against the schema and its values against values.py."""
        return self._run(root, "validate")

    def plan(self, root: Path, variables: dict[str, str] | None = None) -> Step:
        """Plan against the state of the last `apply`; `variables` are those without a value of their own."""
        given = [f"-var={name}={value}" for name, value in (variables or {}).items()]
        return self._run(root, "plan", "-input=false", "-lock=false", f"-out={_PLAN_FILE}", *given)

    def apply(self, root: Path) -> Step:
        """Apply the last plan."""
        return self._run(root, "apply", "-input=false", "-lock=false", _PLAN_FILE)

    def test(self, root: Path) -> Step:
        """Run the root's `*.tftest.hcl`."""
        return self._run(root, "test")

    def plan_json(self, root: Path) -> dict[str, Any]:
        """The last plan, in the shape of `terraform show -json`.

        Raises:
            ValueError: there is no plan; the message is Terraform's.
        """
        step = self._run(root, "show", "-json", _PLAN_FILE)
        if not step.ok:
            raise ValueError(step.output)
        plan: dict[str, Any] = json.loads(step.output)
        return plan

    def planned_changes(self, root: Path, variables: dict[str, str] | None = None) -> dict[str, str]:
        """What a plan would do to managed resources: Terraform's word for it, by address.

        Raises:
            ValueError: the plan failed; the message is Terraform's.
        """
        given = [f"-var={name}={value}" for name, value in (variables or {}).items()]
        step = self._run(root, "plan", "-json", "-input=false", "-lock=false", *given)
        if not step.ok:
            raise ValueError(step.output)
        said = (json.loads(line) for line in step.output.splitlines() if line.startswith("{"))
        changes = [line["change"] for line in said if line["type"] == "planned_change"]
        return {one["resource"]["addr"]: one["action"] for one in changes}

    def _run(self, folder: Path, command: str, *arguments: str) -> Step:
        self._place.enter(folder)
        for provider in self._providers.values():
            provider.checks_values = command != "test"
        start = time.perf_counter()
        done = self._terraform.run(folder, [command, *arguments, "-no-color"], self._variables)
        seconds = time.perf_counter() - start
        # What a plan or an apply prints before it fails would bury the reason.
        said = done.stderr if command in {"plan", "apply"} and done.stderr else done.stdout + done.stderr
        output = done.stdout if done.returncode == 0 else said
        return Step(command, done.returncode == 0, seconds, output)
