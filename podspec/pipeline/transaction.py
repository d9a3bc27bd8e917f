"""Changes many files as one: after a crash at any moment, the next command makes it all of them or none.

    journal -> new files beside their targets -> commit mark -> renames and removals -> journal and mark removed

Each step is durable before the next begins. Without the mark, recovery takes the new files away; with it, recovery
finishes the renames. The mark holds the journal's digest, so an old mark never commits a new journal.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from podspec.pipeline.lock import FOLDER
from podspec.pipeline.saved import save
from podspec.pipeline.tree import Found, Kind, OutsideError, Tree, parts

JOURNAL = f"{FOLDER}/journal"
_MARK = f"{FOLDER}/committed"
_SHAPE = 1
_TEMPORARY = ".podspec-new-"


@dataclass(frozen=True, slots=True)
class Change:
    """What a path must become: `content` with permission bits `mode`, or gone if `content` is None.

    `was` is what stood there when the change was decided on.
    """

    path: str
    was: Found
    content: bytes | None
    mode: int = 0o644


class ChangedError(OSError):
    """A file is not what it was when the change was decided on: somebody edits it right now."""

    def __init__(self, path: str) -> None:
        super().__init__(None, "changed while podspec was at work; nothing was written, run again", path)


@dataclass(frozen=True, slots=True)
class _Step:
    """One line of the journal: a path, the digest of what stood there, and the new file beside it, if any."""

    path: str
    was: str
    temporary: str = ""
    sha256: str = ""


def change(tree: Tree, changes: Iterable[Change]) -> None:
    """Make all changes, or none. The caller holds the lock and has called `recover`.

    Raises:
        ChangedError: if a file has been changed by somebody else meanwhile. Nothing was written.
        OSError: if the file system refuses. Before the commit nothing has changed; after it, recovery goes on.
    """
    changes = list(changes)
    steps = [_step(number, one) for number, one in enumerate(changes)]
    journal = _journal(tree, steps)
    try:
        _put(tree, JOURNAL, journal)
        _prepare(tree, steps, changes)
        _check_unchanged(tree, changes)
        _put(tree, _MARK, sha256(journal).hexdigest().encode())
    except BaseException:
        _undo(tree, steps)
        raise
    _finish(tree, steps)


def recover(tree: Tree) -> str:
    """Complete or take back what an interrupted change left; says in a word which, or nothing if all was well."""
    if not interrupted(tree):
        return ""
    journal = tree.look(JOURNAL)
    steps = _read_journal(tree, journal.content)
    if steps is None:
        # It came by a copy or a checkout: somebody else's words about files are not obeyed.
        _forget(tree)
        return ""
    if tree.look(_MARK).content == sha256(journal.content).hexdigest().encode():
        _finish(tree, steps)
        return "completed"
    _undo(tree, steps)
    return "taken back"


def interrupted(tree: Tree) -> bool:
    """True if a change was begun and not brought to its end. Reads only."""
    return any(tree.look(path).kind is not Kind.NOTHING for path in (JOURNAL, _MARK))


def _check_unchanged(tree: Tree, changes: list[Change]) -> None:
    for one in changes:
        if tree.look(one.path) != one.was:
            raise ChangedError(one.path)


# -- the steps -------------------------------------------------------------------------------------------


def _step(number: int, change: Change) -> _Step:
    was = _digest(change.was)
    if change.content is None:
        return _Step(change.path, was)
    folder = change.path.rpartition("/")[0]
    temporary = f"{folder}/{_TEMPORARY}{number}" if folder else f"{_TEMPORARY}{number}"
    return _Step(change.path, was, temporary, sha256(change.content).hexdigest())


def _digest(found: Found) -> str:
    return sha256(found.content).hexdigest() if found.kind is Kind.FILE else found.kind.value


def _prepare(tree: Tree, steps: list[_Step], changes: list[Change]) -> None:
    """Write the new files beside their targets."""
    new = [
        (step, one.content, one.mode) for step, one in zip(steps, changes, strict=True) if one.content is not None
    ]
    for first_in_folder in {step.path.rpartition("/")[0]: step.path for step, _, _ in new}.values():
        tree.make_folders(first_in_folder)
    for step, content, mode in new:
        tree.remove(step.temporary)
        tree.create(step.temporary, content, mode)
    # All written first, and then made durable from the newest back: a third of the time that one by one takes.
    for step, _, _ in reversed(new):
        tree.sync_file(step.temporary)
    _sync_folders(tree, steps)


def _finish(tree: Tree, steps: list[_Step]) -> None:
    """Move the new files into place, and take away what must go. May be begun again at any point."""
    for step in steps:
        if not step.temporary:
            if _digest(tree.look(step.path)) == step.was:
                tree.remove(step.path)
        elif tree.look(step.temporary).kind is Kind.FILE:
            _save_later_edit(tree, step)
            tree.rename(step.temporary, step.path)
    _sync_folders(tree, steps)
    _remove_empty_folders(tree, [step for step in steps if not step.temporary])
    _forget(tree)


def _save_later_edit(tree: Tree, step: _Step) -> None:
    """Between a crash and its recovery somebody may have edited a file that is about to be replaced."""
    found = tree.look(step.path)
    if found.kind is Kind.FILE and _digest(found) not in {step.was, step.sha256}:
        save(tree, step.path, found.content)


def _undo(tree: Tree, steps: list[_Step]) -> None:
    """Take the new files away; what stood there before was not touched."""
    for step in steps:
        if step.temporary:
            tree.remove(step.temporary)
    _remove_empty_folders(tree, steps)
    _forget(tree)


def _forget(tree: Tree) -> None:
    """Remove the journal first: a mark without one says nothing."""
    for path in (JOURNAL, _MARK):
        tree.remove(path)
        tree.sync(FOLDER)


def _sync_folders(tree: Tree, steps: list[_Step]) -> None:
    for folder in sorted({step.path.rpartition("/")[0] for step in steps}):
        tree.sync(folder)


def _remove_empty_folders(tree: Tree, steps: list[_Step]) -> None:
    """Remove the folders that a removal has emptied, from the innermost out."""
    for step in steps:
        components = parts(step.path)[:-1]
        while components and tree.remove_folder("/".join(components)):
            components.pop()


def _put(tree: Tree, path: str, content: bytes) -> None:
    """Write one of the transaction's own files, durably, so that it is there as a whole or not at all."""
    tree.make_folders(path)
    temporary = f"{path}.new"
    tree.remove(temporary)
    tree.create(temporary, content, 0o600)
    tree.sync_file(temporary)
    tree.rename(temporary, path)
    tree.sync(FOLDER)


# -- the journal -----------------------------------------------------------------------------------------


def _journal(tree: Tree, steps: list[_Step]) -> bytes:
    document = {"journal": _SHAPE, "place": _place(tree), "steps": [asdict(step) for step in steps]}
    return json.dumps(document).encode()


def _place(tree: Tree) -> list[int]:
    """What tells this folder on this machine from every copy of it."""
    tree.make_folders(JOURNAL)
    with tree.folder([FOLDER]) as folder:
        status = os.fstat(folder)
    return [status.st_dev, status.st_ino]


def _read_journal(tree: Tree, content: bytes) -> list[_Step] | None:
    """The steps of a journal; None if it is not one that was written here."""
    try:
        document: dict[str, Any] = json.loads(content)
        if document["journal"] != _SHAPE or document["place"] != _place(tree):
            return None
        steps = [_Step(**step) for step in document["steps"]]
        for step in steps:
            parts(step.path)
    except (ValueError, KeyError, TypeError, OutsideError):
        return None
    return steps
