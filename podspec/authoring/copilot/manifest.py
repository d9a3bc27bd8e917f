"""A manifest as it was read: its values, each with its line."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import NamedTuple

from podspec.model.source import Mapping, Node, Path, Scalar, Sequence, child

#: The types of workload, and the target that comes nearest; none where podspec has nothing alike.
TYPES = {
    "Load Balanced Web Service": "ec2",
    "Request-Driven Web Service": "lambda",
    "Backend Service": None,
    "Worker Service": None,
    "Scheduled Job": None,
    "Static Site": None,
}
#: Why a type has no target.
NO_TARGET = {
    "Backend Service": "it is reachable inside of a VPC only, and podspec's services face the internet",
    "Worker Service": "it takes messages from a queue, and podspec's services answer HTTP requests",
    "Scheduled Job": "it runs at times and ends, and podspec's services answer HTTP requests",
    "Static Site": "it is files in a bucket, and podspec delivers containers",
}
#: What Copilot takes for a type where the manifest says nothing: units of processor and MiB.
SIZES = {"Request-Driven Web Service": (1024, 2048)}
DEFAULT_SIZE = (256, 512)


class Manifest(NamedTuple):
    """A manifest: `file` is its path from the repository's root, `workspace` that of Copilot's own root."""

    file: str
    tree: Mapping
    workspace: str = "."

    @property
    def kind(self) -> str:
        """The type of the workload."""
        return text_at(self.tree, ("type",))

    @property
    def environments(self) -> list[str]:
        """The environments that it says something about."""
        found = child(self.tree, "environments")
        return list(found[1].entries) if found and isinstance(found[1], Mapping) else []


def workspace_of(file: str) -> str:
    """The folder that a manifest's paths begin at: the one that holds the folder `copilot`."""
    parts = file.split("/")
    depth = len(parts) - 1 - parts[::-1].index("copilot") if "copilot" in parts else 0
    return posixpath.join(*parts[:depth]) if depth else "."


def leaves(node: Node, path: Path = ()) -> Iterator[tuple[Path, Node]]:
    """Every value, with its path: what holds no other, be it empty."""
    if isinstance(node, Mapping) and node.entries:
        for key, entry in node.entries.items():
            yield from leaves(entry.value, (*path, key))
    elif isinstance(node, Sequence) and node.items:
        for index, item in enumerate(node.items):
            yield from leaves(item, (*path, index))
    else:
        yield path, node


def text_at(node: Node, path: Path) -> str:
    """The text at a path, as it was written; nothing if there is none."""
    here: Node = node
    for part in path:
        found = child(here, part)
        if found is None:
            return ""
        here = found[1]
    return str(here.value) if isinstance(here, Scalar) and here.value is not None else ""


def whole(node: Node | None) -> int | None:
    """A whole number; None for anything else."""
    value = node.value if isinstance(node, Scalar) else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None
