"""Two states -> all that the change between them does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from podspec.impact.asides import aside_notes
from podspec.impact.changes import changes
from podspec.impact.costs import Estimates, cost_changes, cost_notes
from podspec.impact.exposure import exposure_changes
from podspec.impact.files import file_changes
from podspec.impact.grants import grant_changes
from podspec.impact.hcl.syntax import HclError
from podspec.impact.modules import Module
from podspec.impact.moves import renamed
from podspec.impact.outside import outside
from podspec.impact.permissions import permission_changes
from podspec.impact.resources import Resource, resources, root_module
from podspec.impact.revisions import State
from podspec.impact.tree import Tree, that_begin_with
from podspec.impact.unjudged import is_for_terraform, unjudged, unjudged_notes
from podspec.impact.workflows import workflow_changes
from podspec.model.impact import Action, Impact, PermissionChange, ResourceChange

_TERRAFORM = "/terraform/"
_BACKEND = re.compile(rb'^[ \t]*backend[ \t]+"[^"]*"[ \t]*\{(.*?)^[ \t]*\}', re.MULTILINE | re.DOTALL)
_COMMENT = re.compile(rb"(?:#|//).*")

_OF_BACKEND = "terraform backend "
_UNKNOWN = "nobody can say what Terraform would do here"
_ELSEWHERE = "the state is kept in another place now; unless it is moved there first, all is made anew"

Files = Mapping[str, bytes]


class _Judged(NamedTuple):
    """What is known of one root, or why nothing is."""

    resources: tuple[ResourceChange, ...] = ()
    permissions: tuple[PermissionChange, ...] = ()
    notes: tuple[str, ...] = ()
    root: str = ""
    is_broken: bool = False


def weigh(before: State, after: State, old_costs: Estimates, new_costs: Estimates) -> Impact:
    """Judge a change: files, resources root by root, rights, workflows and cost."""
    old, new = Tree(before.files), Tree(after.files)
    judged = [_root(side) for side in _touched(old, new)]
    unknown = unjudged(old, new)
    unread = {one.root: list(_unread(one, new)) for one in judged}
    people = {*before.handed_over, *after.handed_over, *before.edited, *after.edited}
    # Files that are not there before and after: a first commit hands nothing over.
    handed_over = sorted(after.handed_over - before.handed_over)
    return Impact(
        before.name,
        after.name,
        files=file_changes(before.files, after.files),
        resources=tuple(change for one in judged for change in one.resources),
        permissions=tuple(change for one in judged for change in one.permissions),
        workflows=workflow_changes(before.files, after.files),
        costs=cost_changes(old_costs, new_costs),
        notes=(
            *before.notes,
            *after.notes,
            *_notes(judged),
            *cost_notes(old_costs, new_costs),
            *unjudged_notes(sorted({path for paths in unread.values() for path in paths} - {*unknown}), set()),
            *outside(after.files),
            *unjudged_notes(unknown, people),
        ),
        broken=tuple(one.root for one in judged if one.is_broken or unread[one.root]),
        unjudged=unknown,
        handed_over=tuple(handed_over),
    )


def _notes(judged: list[_Judged]) -> Iterator[str]:
    """What has to be said of roots, each thing once."""
    for note in dict.fromkeys(note for one in judged for note in one.notes):
        found = [one.root for one in judged if note in one.notes]
        more = f" and {len(found) - 1} more" if len(found) > 1 else ""
        yield f"{found[0]}{more}: {note}"


def _unread(one: _Judged, tree: Tree) -> Iterator[str]:
    """Files that Terraform reads in a root, and podspec does not: they may change whatever the others say."""
    paths = () if one.is_broken else sorted(tree.closure(one.root))
    yield from (path for path in paths if is_for_terraform(path) and not path.endswith(".lock.hcl"))


class _Side(NamedTuple):
    """A root, and the files of before as they would be called now."""

    root: str
    before: Tree
    after: Tree
    note: str = ""
    is_gone: bool = False


def _touched(before: Tree, after: Tree) -> Iterator[_Side]:
    """Every root that the change can touch, beside what it was."""
    change = _Change(before, after)
    for side in _sides(before, after):
        one = change if side.before is before else _Change(side.before, after)
        if one.touches(side.root):
            yield side


class _Change:
    """What differs between two states, and where their roots are."""

    def __init__(self, before: Tree, after: Tree) -> None:
        paths = {*before.files, *after.files}
        self._paths = sorted(path for path in paths if before.files.get(path) != after.files.get(path))
        self._roots = sorted({*before.roots(), *after.roots()})

    def touches(self, root: str) -> bool:
        """Whether it can touch a root: its own files, or what roots of a service may share."""
        home = _home(root)
        others = (f"{other}/" for other in that_begin_with(home, self._roots) if other != root)
        # Documents are read by people alone.
        aside = (f"{home}docs/", *others)
        return any(not path.startswith(aside) for path in that_begin_with(home, self._paths))


def _sides(before: Tree, after: Tree) -> Iterator[_Side]:
    """Every root beside what it was: the one of its folder, or in another folder the one of its state."""
    old, new = dict.fromkeys(before.roots()), dict.fromkeys(after.roots())
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
            yield _Side(root, Tree(_renamed(before.files, _home(was), _home(root))), after)
    for root in old:
        if root not in used and root not in new:
            # What names no backend and no provider any more is made anew, somewhere else.
            is_gone = not after.paths(root)
            yield _Side(root, before, after, "" if is_gone else _ELSEWHERE, is_gone)


def _root(side: _Side) -> _Judged:
    root = side.root
    try:
        found = changes(side.before, side.after, root)
        old, new = resources(side.before, root), resources(side.after, root)
        asides = aside_notes(_module(side.before, root), _module(side.after, root))
    except HclError as error:
        return _Judged(notes=(f"{_UNKNOWN}: {error}",), root=root, is_broken=True)
    if side.is_gone:
        # Nobody takes away any right either.
        return _Judged(tuple(one._replace(action=Action.LEAVE) for one in found), root=root)
    old = _moved(old, found)
    judges = (permission_changes, exposure_changes, grant_changes)
    permissions = tuple(change for judge in judges for change in judge(old, new, root))
    notes = [note for note in asides if side.note != _ELSEWHERE or not note.startswith(_OF_BACKEND)]
    return _Judged(found, permissions, tuple(filter(None, (side.note, *notes, *_open_doors(old, new)))), root)


def _module(tree: Tree, root: str) -> Module | None:
    return root_module(tree, root) if tree.paths(root) else None


def _open_doors(old: Mapping[str, Resource], new: Mapping[str, Resource]) -> Iterator[str]:
    """Functions that anybody may call from now on."""
    for address, one in new.items():
        if _is_open(one) and not (address in old and _is_open(old[address])):
            yield f"{address}: anybody may call it, since its authorization_type is NONE"


def _is_open(one: Resource) -> bool:
    return one.type == "aws_lambda_function_url" and one.attributes.get("authorization_type") == "NONE"


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


def _state(tree: Tree, root: str) -> bytes:
    """What says where the state of a root is kept; empty if nothing does."""
    for path in tree.paths(root):
        found = _BACKEND.search(tree.files[path])
        if found:
            return b" ".join(_COMMENT.sub(b"", found[1]).split())
    return b""
