"""The bundle of a checkout, packed by the script's own function."""

from __future__ import annotations

import hashlib
import os
import subprocess
from pathlib import Path


def pack(output: Path, file: Path, **environment: str) -> str:
    """Pack the hooks of a service's output into a file; gives its SHA-256."""
    library = output / "scripts/lib"
    code = 'set -euo pipefail; source "$1/common.sh"; source "$1/bundle.sh"; pack_bundle "$2"'
    command = ["bash", "-c", code, "pack", str(library), str(file)]
    subprocess.run(command, check=True, env=os.environ | environment)
    return hashlib.sha256(file.read_bytes()).hexdigest()
