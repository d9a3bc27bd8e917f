"""The journal of a change: what becomes of which path. It counts only in the folder that it was written for."""

from __future__ import annotations

import json
import os
from hashlib import sha256
from typing import Any, NamedTuple

from podspec.pipeline.own import FOLDER
from podspec.pipeline.tree import Tree, parts

JOURNAL = f"{FOLDER}/journal"
_SHAPE = 1
_TEMPORARY = ".podspec-new-"


class Step(NamedTuple):
    """A path, the digest of what stood there, and that of the new file; none if the path must go."""

    path: str
    was: str
    sha256: str = ""

    @property
    def temporary(self) -> str:
        """Where the new file waits: beside its target. As it follows from the path, no journal names another."""
        folder, slash, _ = self.path.rpartition("/")
        return f"{folder}{slash}{_TEMPORARY}{sha256(self.path.encode()).hexdigest()[:16]}"


def dump(tree: Tree, steps: list[Step]) -> bytes:
    """The journal's bytes."""
    document = {"journal": _SHAPE, "place": _place(tree), "steps": [step._asdict() for step in steps]}
    return json.dumps(document).encode()


def load(tree: Tree, content: bytes) -> list[Step] | None:
    """The steps of a journal; None if it is not one that was written here."""
    try:
        document: dict[str, Any] = json.loads(content)
        if document["journal"] != _SHAPE or document["place"] != _place(tree):
            return None
        steps = [Step(**{name: str(value) for name, value in step.items()}) for step in document["steps"]]
        for step in steps:
            parts(step.path)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return steps


def _place(tree: Tree) -> list[int]:
    """What tells this folder on this machine from every copy of it."""
    tree.make_folders(JOURNAL)
    with tree.folder([FOLDER]) as folder:
        status = os.fstat(folder)
    return [status.st_dev, status.st_ino]
