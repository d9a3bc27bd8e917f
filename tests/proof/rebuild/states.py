"""Writes states of real roots, applied without AWS, for replacement.py.

usage: states.py FOLDER      needs what the proofs need
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from full import full  # needs the path above
from proof.applied import Applied
from proof.offline.verifier import Verifier


def main() -> None:
    """Apply all roots of the full spec, and keep their states."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    with Verifier() as verifier, tempfile.TemporaryDirectory() as work:
        applied = Applied(verifier, full(), Path(work))
        for root in applied.roots:
            shutil.copy(applied.root(root) / "terraform.tfstate", folder / f"{root.replace('/', '-')}.tfstate")


if __name__ == "__main__":
    main()
