"""Who may do what: the roles of a service, as its Terraform makes them."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Reach(StrEnum):
    """How far a role's rights in one AWS service go, the shortest first. What cannot be told `CHANGES`."""

    READS = "reads"
    CHANGES = "changes"
    EVERYTHING = "everything"


class Role(NamedTuple):
    """One IAM role of one root module.

    Attributes:
        root: the folder of the root, from the repository's root.
        address: such as `module.ec2.aws_iam_role.host`.
        name: what AWS calls it, and `description` what it is for; empty where nobody knows before an apply.
        takers: who may take it on, such as `Service:ec2.amazonaws.com`.
        trusted: on which terms, each statement in one line.
        may: what it may do, each statement in one line; `may_not` what it is denied.
        reaches: the AWS services that it may do something in, by name, with how far.
        attached: policies that stand elsewhere, by ARN.
        unread: pieces of policies that nobody can read before they are applied.
        boundary: the policy that caps it; empty if none does.
    """

    root: str
    address: str
    name: str
    description: str
    takers: tuple[str, ...]
    trusted: tuple[str, ...]
    may: tuple[str, ...]
    may_not: tuple[str, ...]
    reaches: tuple[tuple[str, Reach], ...]
    attached: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    boundary: str = ""


class Access(NamedTuple):
    """All roles of a service; `notes` name the roots that could not be read, and say why."""

    roles: tuple[Role, ...] = ()
    notes: tuple[str, ...] = ()
