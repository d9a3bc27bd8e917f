"""Copies of what is about to be lost, below `.podspec/saved/`, in folders named by their content."""

from collections.abc import Iterator
from hashlib import sha256
from itertools import count

from podspec.pipeline.own import FOLDER, put
from podspec.pipeline.tree import Found, Tree
from podspec.pipeline.way import Kind

#: Where the copies are.
SAVED = f"{FOLDER}/saved"


def save(tree: Tree, path: str, content: bytes) -> str:
    """Keep a copy of a file's bytes, durably, and give the path of the copy. No copy hides another one."""
    copy = next(name for name in _names(path, content) if _is_free(tree.look(name), content))
    if not tree.look(copy).holds(content):
        put(tree, copy, content)
    return copy


def _is_free(found: Found, content: bytes) -> bool:
    """True if a copy may stand there, or does so already."""
    return found.kind is Kind.NOTHING or found.holds(content)


def _names(path: str, content: bytes) -> Iterator[str]:
    """Names for a copy; a later one is for the case that somebody has changed the copy of an earlier one."""
    digest = sha256(content).hexdigest()[:12]
    yield f"{SAVED}/{digest}/{path}"
    yield from (f"{SAVED}/{digest}-{number}/{path}" for number in count(2))
