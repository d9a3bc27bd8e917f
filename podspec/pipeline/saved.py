"""Copies of what is about to be lost, below `.podspec/saved/`, in folders named by their content."""

from hashlib import sha256

from podspec.pipeline.lock import FOLDER
from podspec.pipeline.tree import Kind, Tree

_SAVED = f"{FOLDER}/saved"


def save(tree: Tree, path: str, content: bytes) -> str:
    """Keep a copy of a file's bytes, durably, and give the path of the copy. No copy hides another one."""
    copy = f"{_SAVED}/{sha256(content).hexdigest()[:12]}/{path}"
    if tree.look(copy).kind is Kind.NOTHING:
        tree.make_folders(copy)
        tree.create(copy, content, 0o644)
        tree.sync_file(copy)
        tree.sync(copy.rpartition("/")[0])
    return copy
