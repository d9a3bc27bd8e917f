"""Resources -> who may do what: the policies of each holder, wherever Terraform writes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from podspec.impact.hcl.values import Expression
from podspec.impact.policies import Policy, listed, read, text
from podspec.impact.resources import Resource
from podspec.impact.statements import ALLOW, Condition, Names, Statement

_PRINCIPALS = ("role", "user", "group")
_POLICY = "aws_iam_policy"
_ROLE = "aws_iam_role"
_PERMISSION = "aws_lambda_permission"
#: Attributes that hold a policy of the resource itself, on whatever type they stand.
_ATTRIBUTES = ("policy", "policy_document", "access_policies", "resource_policy")
#: Has a `policy` that gives nobody rights.
_NO_RIGHTS = {"aws_ecr_lifecycle_policy"}


class Rights(NamedTuple):
    """What a holder may do, or others may do with it.

    `attached` are policies that stand elsewhere, by ARN; `boundary` caps a role: empty for none, None for what can
    have none.
    """

    policy: Policy = Policy()
    attached: frozenset[str] = frozenset()
    boundary: str | None = None

    def plus(self, other: Rights) -> Rights:
        """All of both."""
        boundary = self.boundary if other.boundary is None else other.boundary
        return Rights(self.policy.joined(other.policy), self.attached | other.attached, boundary)


def rights(resources: Mapping[str, Resource]) -> dict[str, Rights]:
    """The rights of every holder in a root, by its address; trust stands beside a role's own rights."""
    found: dict[str, Rights] = {}
    for holder, right in _all(resources):
        found[holder] = found.get(holder, Rights()).plus(right)
    return found


def attached(resources: Mapping[str, Resource]) -> frozenset[str]:
    """The addresses of policies that count where they are attached, in the same root."""
    arns = (
        arn
        for one in resources.values()
        if one.mode == "managed"
        for name in ("policy_arn", "managed_policy_arns")
        for arn in listed(one.attributes.get(name))
    )
    return frozenset(_address(arn) for arn in arns)


def _all(resources: Mapping[str, Resource]) -> Iterator[tuple[str, Rights]]:
    for one in resources.values():
        if one.mode != "managed":
            continue
        if one.type in {f"aws_iam_{kind}" for kind in _PRINCIPALS}:
            yield from _principal(one, resources)
        elif one.type.startswith("aws_iam_") and "policy" in one.type:
            yield from _identity(one, resources)
        elif one.type == _PERMISSION:
            yield one.address, Rights(Policy((_permission(one),)))
        elif one.type not in _NO_RIGHTS:
            for name in _ATTRIBUTES:
                if one.attributes.get(name) not in {None, ""}:
                    yield one.address, Rights(read(one.attributes[name], resources))


def _principal(one: Resource, resources: Mapping[str, Resource]) -> Iterator[tuple[str, Rights]]:
    """A role, user or group, and what stands in it."""
    attributes = one.attributes
    yield one.address, Rights(boundary=text(attributes.get("permissions_boundary") or ""))
    if "assume_role_policy" in attributes:
        yield f"{one.address} (trust)", Rights(read(attributes["assume_role_policy"], resources))
    for block in listed(attributes.get("inline_policy")):
        value = block.get("policy") if isinstance(block, Mapping) else block
        yield one.address, Rights(read(value, resources))
    for arn in listed(attributes.get("managed_policy_arns")):
        yield one.address, _attached(arn, resources)


def _identity(one: Resource, resources: Mapping[str, Resource]) -> Iterator[tuple[str, Rights]]:
    """A policy of its own, one inside a principal, or the attachment of one."""
    attributes = one.attributes
    if one.type == _POLICY:
        yield one.address, Rights(read(attributes.get("policy"), resources))
        return
    for kind in _PRINCIPALS:
        for owner in (*listed(attributes.get(kind)), *listed(attributes.get(f"{kind}s"))):
            holder = _owner(owner, kind, resources)
            if "policy_arn" in attributes:
                yield holder, _attached(attributes["policy_arn"], resources)
            elif "policy" in attributes:
                yield holder, Rights(read(attributes["policy"], resources))


def _owner(value: object, kind: str, resources: Mapping[str, Resource]) -> str:
    """The address of the principal that a policy is given to; its name, if it stands elsewhere."""
    if isinstance(value, Expression):
        address = value.text.rpartition(".")[0]
        return address if address in resources else value.text
    named = (
        one.address
        for one in resources.values()
        if one.type == f"aws_iam_{kind}" and one.attributes.get("name") == value
    )
    return next(named, f"{kind} {value}")


def _attached(arn: object, resources: Mapping[str, Resource]) -> Rights:
    """An attached policy: its statements, if it stands in the same root."""
    policy = resources.get(_address(arn))
    if policy is None or policy.type != _POLICY:
        return Rights(attached=frozenset({text(arn)}))
    return Rights(read(policy.attributes.get("policy"), resources))


def _address(arn: object) -> str:
    return arn.text.removesuffix(".arn") if isinstance(arn, Expression) else ""


def _permission(one: Resource) -> Statement:
    """What a permission of a Lambda function adds to the function's policy.

    Source: https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html (2026-11).
    """
    attributes = one.attributes
    asked = {
        ("ArnLike", "aws:SourceArn"): attributes.get("source_arn"),
        ("StringEquals", "aws:SourceAccount"): attributes.get("source_account"),
        ("StringEquals", "aws:PrincipalOrgID"): attributes.get("principal_org_id"),
        ("StringEquals", "lambda:FunctionUrlAuthType"): attributes.get("function_url_auth_type"),
        ("StringEquals", "lambda:EventSourceToken"): attributes.get("event_source_token"),
    }
    function = ":".join(
        text(part) for part in (attributes.get("function_name"), attributes.get("qualifier")) if part
    )
    return Statement(
        ALLOW,
        Names(frozenset({text(attributes.get("action"))})),
        Names(frozenset({function})),
        Names(frozenset({f"{_kind(attributes.get('principal'))}:{text(attributes.get('principal'))}"})),
        frozenset(Condition(*key, frozenset({text(value)})) for key, value in asked.items() if value is not None),
    )


def _kind(principal: object) -> str:
    return "Service" if ".amazonaws.com" in text(principal) else "AWS"
