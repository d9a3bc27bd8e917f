"""Two states -> all that the change between them does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from podspec.impact.changes import changes
from podspec.impact.costs import Estimates, cost_changes
from podspec.impact.exposure import exposure_changes
from podspec.impact.files import file_changes
from podspec.impact.hcl.syntax import HclError
from podspec.impact.moves import renamed
from podspec.impact.permissions import permission_changes
from podspec.impact.resources import Resource, resources, roots
from podspec.impact.revisions import State
from podspec.impact.workflows import workflow_changes
from podspec.model.impact import Impact, PermissionChange, ResourceChange

_TERRAFORM = "/terraform/"
_BACKEND = re.compile(rb'^[ \t]*backend[ \t]+"[^"]*"[ \t]*\{(.*?)^[ \t]*\}', re.MULTILINE | re.DOTALL)
_COMMENT = re.compile(rb"(?:#|//).*")

_UNKNOWN = "nobody can say what Terraform would do here"
_ELSEWHERE = "the state is kept in another place now; unless it is moved there first, all is made anew"
_GONE = "gone; Terraform destroys nothing of it by itself, so destroy it from the old commit first"

Files = Mapping[str, bytes]


class _Judged(NamedTuple):
    """What is known of one root, or why nothing is."""

    resources: tuple[ResourceChange, ...] = ()
    permissions: tuple[PermissionChange, ...] = ()
    note: str = ""
    root: str = ""


def weigh(before: State, after: State, old_costs: Estimates, new_costs: Estimates) -> Impact:
    """Judge a change: files, resources root by root, rights, workflows and cost."""
    judged = [_root(side) for side in _sides(before.files, after.files) if side.is_touched]
    return Impact(
        before.name,
        after.name,
        files=file_changes(before.files, after.files),
        resources=tuple(change for one in judged for change in one.resources),
        permissions=tuple(change for one in judged for change in one.permissions),
        workflows=workflow_changes(before.files, after.files),
        costs=cost_changes(old_costs, new_costs),
        notes=(*before.notes, *after.notes, *_notes(judged)),
    )


def _notes(judged: list[_Judged]) -> Iterator[str]:
    """What has to be said of roots, each thing once."""
    for note in dict.fromkeys(one.note for one in judged if one.note):
        found = [one.root for one in judged if one.note == note]
        more = f" and {len(found) - 1} more" if len(found) > 1 else ""
        yield f"{found[0]}{more}: {note}"


class _Side(NamedTuple):
    """A root, and the files of before as they would be called now."""

    root: str
    before: Files
    after: Files
    note: str = ""

    @property
    def is_touched(self) -> bool:
        """Whether the change can touch it: its own files, or what roots of a service may share."""
        paths = {*self.before, *self.after}
        changed = (path for path in paths if self.before.get(path) != self.after.get(path))
        others = {*roots(self.before), *roots(self.after)} - {self.root}
        home = _home(self.root)
        # Documents are read by people alone.
        aside = (f"{home}docs/", *(f"{other}/" for other in others))
        return any(path.startswith(home) and not path.startswith(aside) for path in changed)


def _sides(before: Files, after: Files) -> Iterator[_Side]:
    """Every root beside what it was: the one of its folder, or in another folder the one of its state."""
    old, new = roots(before), roots(after)
    by_state = {_state(before, root): root for root in old if root not in new}
    used: set[str] = set()
    for root in new:
        state = _state(after, root)
        was = root if root in old else by_state.get(state, "") if state else ""
        used.add(was)
        if was in {root, ""}:
            has_moved = was and _state(before, root) != state
            yield _Side(root, before, after, _ELSEWHERE if has_moved else "")
        else:
            yield _Side(root, _renamed(before, _home(was), _home(root)), after)
    for root in old:
        if root not in used and root not in new:
            yield _Side(root, before, after, _GONE)


def _root(side: _Side) -> _Judged:
    root = side.root
    try:
        found = changes(side.before, side.after, root)
        old = resources(side.before, root) if root in roots(side.before) else {}
        new = resources(side.after, root) if root in roots(side.after) else {}
    except HclError as error:
        return _Judged(note=f"{_UNKNOWN}: {error}", root=root)
    old = _moved(old, found)
    permissions = (*permission_changes(old, new, root), *exposure_changes(old, new, root))
    return _Judged(found, permissions, side.note, root)


def _moved(old: dict[str, Resource], found: tuple[ResourceChange, ...]) -> dict[str, Resource]:
    """The resources of before by the addresses that they have now."""
    now = {one.moved_from: one.address for one in found if one.moved_from}
    return {one.address: one for one in (renamed(resource, now) for resource in old.values())}


# -- roots that have moved ---------------------------------------------------------------------------------


def _renamed(files: Files, old: str, new: str) -> Files:
    return {new + path.removeprefix(old) if path.startswith(old) else path: files[path] for path in files}


def _home(root: str) -> str:
    """The output directory that a root stands in, with a slash at its end."""
    return f"{root.partition(_TERRAFORM)[0]}/"


def _state(files: Files, root: str) -> bytes:
    """What says where the state of a root is kept; empty if nothing does."""
    for path, content in files.items():
        found = _BACKEND.search(content) if path.startswith(f"{root}/") and path.endswith(".tf") else None
        if found:
            return b" ".join(_COMMENT.sub(b"", found[1]).split())
    return b""
