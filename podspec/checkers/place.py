"""The copy of the output that checkers read: none of them can change a file of the repository."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from pathlib import Path

from podspec.checkers.checker import Output
from podspec.checkers.hadolint import SETTINGS
from podspec.model.compilation import Compilation
from podspec.pipeline.tree import Tree
from podspec.pipeline.way import Kind

#: The versions of providers that Terraform once chose for a root; nobody's but the user's.
_PROVIDER_LOCK = ".terraform.lock.hcl"


def lay_out(root: Path, compiled: Iterable[Compilation], tree: Tree, *, online: bool = False) -> Output:
    """Write what the specs render to below `root`, and beside it the files of `tree` that belong to it.

    Those are files that a spec hands over, Dockerfiles, hadolint's settings, and the locks of providers.

    Raises:
        OSError: if it cannot be written.
    """
    compiled = list(compiled)
    (root / ".git").mkdir()  # actionlint takes the folder that holds it for the repository's root
    artifacts = {one.path: one for each in compiled for one in each.artifacts}
    for path, artifact in artifacts.items():
        _put(root / path, artifact.content)
    wanted = dict.fromkeys(path for path in _beside(compiled, artifacts) if path not in artifacts)
    given = tuple(path for path in wanted if _bring(tree, path, root))
    return Output(root, tuple(artifacts), given, online)


def _beside(compiled: list[Compilation], artifacts: Iterable[str]) -> Iterator[str]:
    """The user's files that checkers want to see."""
    yield from SETTINGS
    for one in compiled:
        yield from sorted(one.ejected)
        if one.spec:
            container = one.spec.container
            yield posixpath.normpath(f"{container.context}/{container.dockerfile}")
    for folder in dict.fromkeys(posixpath.dirname(path) for path in artifacts if path.endswith(".tf")):
        yield f"{folder}/{_PROVIDER_LOCK}"


def _bring(tree: Tree, path: str, root: Path) -> bool:
    found = tree.look(path)
    if found.kind is not Kind.FILE:
        return False
    _put(root / path, found.content)
    return True


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
