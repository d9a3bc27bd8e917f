"""The fake of Terraform on the PATH of the emulated account, and the more of the machine's own tools."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

from scripts.cloud import Cloud

_FAKE = Path(__file__).with_name("fakes") / "terraform.py"
_MORE_TOOLS = ("awk", "dirname", "head", "mkdir", "sed", "tail", "touch")
#: Answers like a service that is well, or with the status in a file: nobody answers at moto's own addresses.
_CURL = '#!/bin/sh\ncat "$HOME/status" 2>/dev/null || printf 200\n'

Plan = dict[str, Any]


class Roots:
    """What Terraform would do in each root, and what it did."""

    def __init__(self, cloud: Cloud) -> None:
        self.file = cloud.folder / "terraform.json"
        equip(cloud)
        put(cloud, "terraform", f'#!/bin/sh\nexec "{sys.executable}" -S -E "{_FAKE}" "$@"\n')
        self.environment = {"FAKE_TERRAFORM": str(self.file)}
        self.change(plans={}, log=[], fails=[], dies="", applied=[], half={})

    @property
    def world(self) -> dict[str, Any]:
        """How it is now."""
        return dict(json.loads(self.file.read_text()))

    def change(self, **changes: object) -> None:
        """Let something be otherwise."""
        now = self.world if self.file.exists() else {}
        self.file.write_text(json.dumps(now | changes))

    def plan(self, root: str, *changes: Plan, was_applied: bool = True) -> None:
        """Lay down what would be done in a root."""
        prior = {"prior_state": {"values": {"root_module": {"resources": []}}}} if was_applied else {}
        self.change(plans=self.world["plans"] | {root: {"resource_changes": list(changes), **prior}})


def change(address: str, action: str, before: Plan | None = None, after: Plan | None = None) -> Plan:
    """One change of a plan, as `terraform show -json` gives it."""
    *module, kind, _ = address.split(".")
    return {
        "address": address,
        "module_address": ".".join(module),
        "type": kind,
        "change": {"actions": action.split("+"), "before": before, "after": after},
    }


def equip(cloud: Cloud) -> None:
    """Let the scripts have what they need beside the command line."""
    for name in _MORE_TOOLS:
        if not (cloud.folder / "bin" / name).exists():
            (cloud.folder / "bin" / name).symlink_to(shutil.which(name) or name)
    put(cloud, "curl", _CURL)
    (cloud.folder / "status").unlink(missing_ok=True)


def put(cloud: Cloud, name: str, text: str) -> None:
    """Put a program of ours on the PATH."""
    program = cloud.folder / "bin" / name
    program.unlink(missing_ok=True)
    program.write_text(text)
    program.chmod(0o755)
