"""Finds the repository and the specs in it."""

from __future__ import annotations

from pathlib import Path

from podspec.model.layout import MANIFEST_FILE

SPEC_FILE = "service.yaml"
_SPECS = "specs"


def repository_root(start: Path) -> Path:
    """The nearest folder at or above `start` that is a git checkout; without git, the one that holds `specs/`."""
    return checkout(start) or (start.parent.parent if start.parent.name == _SPECS else start)


def checkout(start: Path) -> Path | None:
    """The nearest folder at or above `start` that is a git checkout."""
    return next((folder for folder in (start, *start.parents) if (folder / ".git").exists()), None)


def manifests(root: Path) -> list[str]:
    """The manifests beside which a spec of the repository stands or stood, as paths from the root."""
    found = sorted((root / _SPECS).glob(f"*/{MANIFEST_FILE}"))
    return [path.relative_to(root).as_posix() for path in found]


def specs(here: Path, root: Path) -> list[Path]:
    """The specs to work on where none is named: `service.yaml` here, else every `specs/*/service.yaml`."""
    if (here / SPEC_FILE).is_file():
        return [here / SPEC_FILE]
    return sorted((root / _SPECS).glob(f"*/{SPEC_FILE}"))
