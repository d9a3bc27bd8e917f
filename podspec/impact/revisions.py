"""The two states that are compared: what a commit holds, what is on disk, and what the working specs compile to.

A state is what the manifests name, and what else stands among its Terraform: a file that was handed over, or one
that somebody has put there, is read by Terraform like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import NamedTuple

from podspec.model.layout import MANIFEST_FILE, POLICY_FILE, REPOSITORY, manifest_path
from podspec.model.manifest import UnreadableError, load
from podspec.pipeline import git
from podspec.pipeline.discover import SPEC_FILE
from podspec.pipeline.tree import OutsideError, Tree
from podspec.pipeline.way import BlockedError, Kind

_SPECS = "specs/"
_TERRAFORM = "/terraform/"
#: What Terraform leaves beside a root, and no part of what it is told.
_OWN = "/.terraform/"
_STATE = re.compile(r"/\.terraform\.lock\.hcl$|\.tfstate(?:\.|$)|\.tfstate\.lock\.info$|/crash\.log$")


class State(NamedTuple):
    """All files that specs stand for, by path from the repository's root, and the specs and policy themselves.

    `name` is what people call it. Files that are `handed_over` belong to people; those that are `edited` are not
    as podspec wrote them.
    """

    name: str
    files: dict[str, bytes]
    specs: dict[str, bytes] = {}  # noqa: RUF012 - never changed
    notes: tuple[str, ...] = ()
    policy: bytes | None = None
    handed_over: frozenset[str] = frozenset()
    edited: frozenset[str] = frozenset()


def at_commit(tree: Tree, revision: str, named: Iterable[str] | None, also: Iterable[str] = ()) -> State:
    """What a commit holds of the specs that are `named`, or of all, and of the paths `also` asked for.

    Raises:
        NoAnswerError: if git does not know the revision, or does not have all of it here.
    """
    objects = git.files_at(tree.root, git.commit_of(tree.root, revision))
    wanted = [path for path in _manifests(named, objects) if path in objects]
    manifests = git.contents(tree.root, (objects[path] for path in wanted))
    paths, notes = _recorded({path: manifests.get(objects[path], b"") for path in wanted})
    paths = {path for path in (*paths, *_beside(paths, objects), *also) if path in objects}
    specs = [path for path in _spec_files(wanted) if path in objects]
    policies = [path for path in [POLICY_FILE] if path in objects]
    read = git.contents(tree.root, (objects[path] for path in (*paths, *specs, *policies)))
    files = {path: read[objects[path]] for path in sorted(paths) if objects[path] in read}
    return State(
        revision,
        files,
        {path: read.get(objects[path], b"") for path in specs},
        tuple(f"{revision}: {note}" for note in notes),
        next((read.get(objects[path]) for path in policies), None),
        *_of_people([manifests.get(objects[path], b"") for path in wanted], files),
    )


def on_disk(tree: Tree, manifests: Iterable[str]) -> State:
    """What the checkout holds, as its manifests say."""
    found = {path: content for path in manifests if (content := _content(tree, path)) is not None}
    paths, notes = _recorded(found)
    paths |= set(_beside(paths, _below(tree, paths)))
    files = {path: content for path in sorted(paths) if (content := _content(tree, path)) is not None}
    specs = {path: content for path in _spec_files(found) if (content := _content(tree, path)) is not None}
    return State("the files on disk", files, specs, tuple(notes), None, *_of_people(found.values(), files))


def rendered(
    tree: Tree, artifacts: dict[str, bytes], manifests: Iterable[str], handed_over: Iterable[str] = ()
) -> State:
    """What the working specs compile to, and what stays beside it when that is written."""
    found = {path: content for path in manifests if (content := _content(tree, path)) is not None}
    earlier, _ = _recorded(found)
    present = [path for path in _below(tree, set(artifacts)) if path not in earlier]
    stays = {
        path: content
        for path in (*_beside(set(artifacts), present), *handed_over)
        if path not in artifacts and (content := _content(tree, path)) is not None
    }
    return State("the working specs", {**stays, **artifacts}, handed_over=frozenset(handed_over))


def _manifests(named: Iterable[str] | None, objects: Iterable[str]) -> list[str]:
    """The manifests of a commit: of the named specs, or of all that stand where specs do."""
    if named is not None:
        return sorted({*(manifest_path(file) for file in named), manifest_path(REPOSITORY)})
    return sorted(
        path for path in objects if _is_manifest(path) or path in {MANIFEST_FILE, manifest_path(REPOSITORY)}
    )


def _is_manifest(path: str) -> bool:
    return (
        path.startswith(_SPECS) and path.endswith(f"/{MANIFEST_FILE}") and path.count("/") == _SPECS.count("/") + 1
    )


def _spec_files(manifests: Iterable[str]) -> list[str]:
    return [
        path.removesuffix(MANIFEST_FILE) + SPEC_FILE for path in manifests if path != manifest_path(REPOSITORY)
    ]


def _recorded(manifests: dict[str, bytes]) -> tuple[set[str], list[str]]:
    """The paths that manifests name, and which manifests say nothing."""
    paths: set[str] = set()
    notes = []
    for file, content in manifests.items():
        try:
            found = load(content)
            paths |= {*found.records, *found.ejected}
        except UnreadableError:
            notes.append(f"{file} is no manifest, so what podspec wrote for its spec is not known")
    return paths, notes


def _of_people(manifests: Iterable[bytes], files: dict[str, bytes]) -> tuple[frozenset[str], frozenset[str]]:
    """The files that manifests hand over, and those that are not as they were written."""
    handed_over: set[str] = set()
    edited: set[str] = set()
    for content in manifests:
        try:
            found = load(content)
        except UnreadableError:
            continue
        handed_over.update(found.ejected)
        edited.update(
            path for path, one in found.records.items() if path in files and one.sha256 != _digest(files[path])
        )
    return frozenset(handed_over), frozenset(edited)


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def _beside(paths: set[str], present: Iterable[str]) -> Iterator[str]:
    """Files among the Terraform of these paths that no manifest names."""
    homes = tuple(_homes(paths))
    for path in present:
        if path.startswith(homes) and path not in paths and _OWN not in path and not _STATE.search(path):
            yield path


def _homes(paths: Iterable[str]) -> set[str]:
    return {path[: path.index(_TERRAFORM) + len(_TERRAFORM)] for path in paths if _TERRAFORM in path}


def _below(tree: Tree, paths: set[str]) -> Iterator[str]:
    for home in sorted(_homes(paths)):
        try:
            yield from tree.files_below(home.removesuffix("/"))
        except (BlockedError, OutsideError):
            continue


def _content(tree: Tree, path: str) -> bytes | None:
    """A file's bytes; None if there is none. Anybody can edit a manifest, so it may name what leads nowhere."""
    try:
        found = tree.look(path)
    except (BlockedError, OutsideError):
        return None
    return found.content if found.kind is Kind.FILE else None
