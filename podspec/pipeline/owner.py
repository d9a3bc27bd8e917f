"""A path of the repository -> the specs that may render it, the likeliest first: few need to be compiled."""

from __future__ import annotations

from collections.abc import Iterator

from podspec.model.layout import MANIFEST_FILE, REPOSITORY, manifest_path
from podspec.pipeline import earlier
from podspec.pipeline.discover import SPEC_FILE, manifests, specs
from podspec.pipeline.header import spec_in
from podspec.pipeline.tree import Found, OutsideError, Tree
from podspec.pipeline.way import BlockedError, Kind


def likely_owners(tree: Tree, path: str) -> list[str]:
    """Specs by their paths, or `REPOSITORY`: the one that the file names, then those whose manifests name it.

    What a file or a manifest says is a hint that anybody can write; who asks must see whether it is so.
    """
    return list(dict.fromkeys(one for one in _hints(tree, path) if one == REPOSITORY or _is_file(tree, one)))


def all_owners(tree: Tree) -> list[str]:
    """Everything of the repository that renders files: the repository itself, and each spec."""
    found = specs(tree.root, tree.root) + sorted((tree.root / "specs").glob(f"*/{SPEC_FILE}"))
    return [REPOSITORY, *dict.fromkeys(one.relative_to(tree.root).as_posix() for one in found)]


def _hints(tree: Tree, path: str) -> Iterator[str]:
    named = spec_in(look(tree, path))
    if named:
        yield named
    for manifest in (manifest_path(REPOSITORY), *manifests(tree.root), MANIFEST_FILE):
        if path in earlier.read(look(tree, manifest)).paths:
            yield REPOSITORY if manifest == manifest_path(REPOSITORY) else _spec_of(manifest)


def _spec_of(manifest: str) -> str:
    return f"{manifest.removesuffix(MANIFEST_FILE)}{SPEC_FILE}"


def _is_file(tree: Tree, path: str) -> bool:
    return look(tree, path).kind is Kind.FILE


def look(tree: Tree, path: str) -> Found:
    """What stands at a path; nothing, if the path leads nowhere or out of the repository."""
    try:
        return tree.look(path)
    except (BlockedError, OutsideError):
        return Found(Kind.NOTHING)
