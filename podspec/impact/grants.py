"""Rights that stand in no policy: grants by a resource's own arguments, doors without a lock, and other roles.

Nobody can tell how much a grant, a list of access or a membership gives without knowing its type by heart. So what
its name says is enough: it is told, with all its arguments, and people judge it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from podspec.impact.hcl.values import Value, text
from podspec.impact.resources import Resource
from podspec.model.impact import Direction, PermissionChange

#: What types are called that give somebody a right. A function's permissions are read as statements elsewhere.
_GIVES: Final = re.compile(
    r"\Aaws_(?!lambda_permission\Z).*_(?:permissions?|grants?|acl|membership|exclusive|account_assignment"
    r"|access_entry|(?:access_policy|principal)_association)\Z"
)
#: Arguments that name the role which something runs as, but where a policy is only given to that role.
_ROLES: Final = (
    *("role", "role_arn", "service_role_arn", "execution_role_arn", "task_role_arn", "iam_instance_profile"),
)
_ATTACHES: Final = re.compile(r"\Aaws_iam_role_polic(?:y|ies)")
_ROLE: Final = "aws_iam_role"
_ELSEWHERE: Final = "data.aws_iam_"
_LOCK: Final = "authorization_type"
_OPEN: Final = {None, "NONE"}
_SUBJECT: Final = "rights that stand in no policy"


def grant_changes(
    before: Mapping[str, Resource], after: Mapping[str, Resource], root: str
) -> tuple[PermissionChange, ...]:
    """Such resources that are new, gone or other, and doors that are unlocked, by address."""
    addresses = [one.address for one in {**before, **after}.values() if one.mode == "managed"]
    own = _own(before), _own(after)
    return tuple(
        change
        for address in sorted(addresses)
        for old, new in [(before.get(address), after.get(address))]
        for change in (*_changes(address, old, new, root), *_roles(old, new, root, own))
    )


def _changes(address: str, old: Resource | None, new: Resource | None, root: str) -> Iterator[PermissionChange]:
    one = new or old
    if one and _GIVES.match(one.type):
        was, now = _said(old), _said(new)
        if was != now:
            direction = Direction.CHANGED if old else Direction.WIDENED
            yield PermissionChange(root, address, direction, _SUBJECT, was, now)
    if old and new and _lock(old) != _lock(new):
        direction = Direction.WIDENED if _lock(new) in _OPEN else Direction.CHANGED
        yield PermissionChange(root, address, direction, _LOCK, text(_lock(old)), text(_lock(new)))


def _roles(
    old: Resource | None, new: Resource | None, root: str, own: tuple[Mapping[str, str], Mapping[str, str]]
) -> Iterator[PermissionChange]:
    """What runs as another role than before; of what is new, what runs as a role that no file here makes."""
    for name in _ROLES if new and not _ATTACHES.match(new.type) else ():
        was, now = (_role(one, name, known) for one, known in zip((old, new), own, strict=True))
        if new is None or not now or was == now:
            continue
        if was:
            yield PermissionChange(root, new.address, Direction.CHANGED, name, was, now)
        elif _ELSEWHERE in now or (isinstance(new.attributes[name], str) and now not in own[1].values()):
            yield PermissionChange(root, new.address, Direction.WIDENED, name, "", f"runs as {now}")


def _own(resources: Mapping[str, Resource]) -> dict[str, str]:
    """The addresses of the roles of a root by their names, which say the same."""
    roles = (one for one in resources.values() if one.mode == "managed" and one.type == _ROLE)
    return {str(one.attributes["name"]): one.address for one in roles if "name" in one.attributes}


def _role(one: Resource | None, name: str, own: Mapping[str, str]) -> str:
    """The role that an argument names: its address, if it is called by its name."""
    value = one.attributes.get(name) if one else None
    return own.get(value, value) if isinstance(value, str) else "" if value is None else text(value)


def _said(one: Resource | None) -> str:
    return text(dict(one.attributes)) if one else ""


def _lock(one: Resource) -> Value:
    return one.attributes.get(_LOCK)
