"""What a change does beyond the text of files: to resources, to rights, to workflows and to the bill."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from podspec.model.cost import CostChange


class Action(StrEnum):
    """What Terraform would do to a resource. What is not known to be safe is `may replace`, never `update`.

    `leave` is what it does not do: a root that is gone is applied no more, and all of it stays in AWS.
    """

    REPLACE = "replace"
    MAY_REPLACE = "may replace"
    DESTROY = "destroy"
    LEAVE = "leave"
    UPDATE = "update"
    ADD = "add"
    MOVE = "move"


class AttributeChange(NamedTuple):
    """One attribute, by its path inside the resource, as text before and after.

    `forces` is True where a change replaces the resource, False where it is known to be made in place, and None
    where nobody knows. `because` names the resource whose replacement makes this value new, if that is why.
    """

    path: str
    old: str
    new: str
    forces: bool | None = False
    because: str = ""


class ResourceChange(NamedTuple):
    """One resource of one root module. `root` is the folder of the root, from the repository's root.

    `creates_first` says that a new one is there before the old one goes; `is_protected` that Terraform refuses to
    destroy or replace it, so that the whole apply fails.
    """

    root: str
    address: str
    type: str
    action: Action
    attributes: tuple[AttributeChange, ...] = ()
    moved_from: str = ""
    creates_first: bool = False
    is_protected: bool = False


class Direction(StrEnum):
    """Whether a change gives or takes. What cannot be told is `changed`, and is to be read as a gift."""

    WIDENED = "widened"
    CHANGED = "changed"
    NARROWED = "narrowed"


class PermissionChange(NamedTuple):
    """A statement of a policy that is new, gone or other.

    `holder` is the address of what the policy belongs to, `subject` what moved: an action, a resource, a principal
    or a condition; `old` and `new` are the whole statement in one line, empty where there is none.
    """

    root: str
    holder: str
    direction: Direction
    subject: str
    old: str
    new: str


class WorkflowChange(NamedTuple):
    """A permission, trigger or secret of a workflow that is new, gone or other."""

    path: str
    direction: Direction
    subject: str
    old: str
    new: str


class FileImpact(NamedTuple):
    """A file that is added, changed or removed, with how many of its lines are new and gone."""

    path: str
    change: str
    added: int
    removed: int


class Impact(NamedTuple):
    """All that a change does. `before` and `after` say what was compared, `notes` what could not be.

    `broken` are roots that cannot be read, or not wholly, `unjudged` changed files of which nobody knows what they
    do, and `handed_over` files that belong to people from now on.
    """

    before: str
    after: str
    files: tuple[FileImpact, ...] = ()
    resources: tuple[ResourceChange, ...] = ()
    permissions: tuple[PermissionChange, ...] = ()
    workflows: tuple[WorkflowChange, ...] = ()
    costs: tuple[CostChange, ...] = ()
    notes: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()
    unjudged: tuple[str, ...] = ()
    handed_over: tuple[str, ...] = ()
