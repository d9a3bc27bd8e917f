"""A deploy role makes and changes the network of its environment, and that of nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from proof.iam import (
    Resource,
    Statement,
    allows,
    as_list,
    as_made_by_aws,
    managed,
    matches,
    of_kind,
    statements,
)
from proof.offline.verifier import Verifier
from proof.rendered import render
from proof.trees import variables_of

pytestmark = pytest.mark.proof

PLACE = ("111111111111", "us-east-1")
# The longest names, and with the one below as many environments in one account as a spec can have.
SERVICE = "a" * 24
ENVIRONMENTS = [f"e{number}{'x' * 8}" for number in range(7)]
OWN, OTHER = ENVIRONMENTS[:2]
OLD = "old"
ALONE = f"""
service: {{name: {SERVICE}}}
targets: {{lambda: null, ec2: {{}}}}
environments:
  {OLD}:
    account: "111111111111"
    regions: [us-east-1]
    network:
      vpc_id: vpc-0123456789abcdef0
      public_subnets: [subnet-0123456789abcdef0, subnet-0123456789abcdef1]
      private_subnets: [subnet-0123456789abcdef2, subnet-0123456789abcdef3]
"""
SPEC = ALONE
for number, one in enumerate(ENVIRONMENTS):
    network = f"{{cidr: 10.{number}.0.0/16, nat: none}}"
    SPEC += f'  {one}: {{account: "111111111111", regions: [us-east-1], network: {network}}}\n'
# Room for what is still to come, below the 6,144 characters that a policy has at most.
ROOMY = 5000

# What EC2 asks about, by action: the new thing, and those that it is made in or of.
# Source: service authorization reference, Amazon EC2 (2026-11).
CREATES = {
    "AllocateAddress": ("elastic-ip", ()),
    "AuthorizeSecurityGroupIngress": ("security-group-rule", ("security-group",)),
    "CreateFlowLogs": ("vpc-flow-log", ("vpc",)),
    "CreateInternetGateway": ("internet-gateway", ()),
    "CreateNatGateway": ("natgateway", ("elastic-ip", "subnet", "vpc")),
    "CreateRouteTable": ("route-table", ("vpc",)),
    "CreateSecurityGroup": ("security-group", ("vpc",)),
    "CreateSubnet": ("subnet", ("vpc",)),
    "CreateVpc": ("vpc", ()),
    "CreateVpcEndpoint": ("vpc-endpoint", ("route-table", "security-group", "subnet", "vpc")),
}
CHANGES = {
    "AssociateRouteTable": ("route-table", "subnet"),
    "AttachInternetGateway": ("internet-gateway", "vpc"),
    "CreateRoute": ("route-table",),
    "CreateTags": ("subnet", "vpc", "security-group", "elastic-ip", "natgateway", "vpc-endpoint", "vpc-flow-log"),
    "DeleteFlowLogs": ("vpc-flow-log",),
    "DeleteInternetGateway": ("internet-gateway",),
    "DeleteNatGateway": ("natgateway",),
    "DeleteRoute": ("route-table",),
    "DeleteRouteTable": ("route-table",),
    "DeleteSecurityGroup": ("security-group",),
    "DeleteSubnet": ("subnet",),
    "DeleteTags": ("subnet", "vpc", "security-group", "elastic-ip", "natgateway", "vpc-endpoint", "vpc-flow-log"),
    "DeleteVpc": ("vpc",),
    "DeleteVpcEndpoints": ("vpc-endpoint",),
    "DetachInternetGateway": ("internet-gateway", "vpc"),
    "DisassociateAddress": ("elastic-ip",),
    "DisassociateRouteTable": ("route-table", "subnet"),
    "ModifySecurityGroupRules": ("security-group", "security-group-rule"),
    "ModifySubnetAttribute": ("subnet",),
    "ModifyVpcAttribute": ("vpc",),
    "ModifyVpcEndpoint": ("vpc-endpoint", "route-table", "security-group", "subnet"),
    "ReleaseAddress": ("elastic-ip",),
    "ReplaceRoute": ("route-table",),
    "ReplaceRouteTableAssociation": ("route-table", "subnet"),
    "RevokeSecurityGroupEgress": ("security-group",),
    "RevokeSecurityGroupIngress": ("security-group",),
}
REFERENCES = [(action, part) for action, (_, parts) in CREATES.items() for part in parts]
CHANGED = [(action, part) for action, parts in CHANGES.items() for part in parts]


def _tags(kind: str, environment: str, service: str = SERVICE) -> dict[str, str]:
    return {f"aws:{kind}Tag/Service": service, f"aws:{kind}Tag/Environment": environment}


# What may stand on a thing that is not this environment's.
STRANGERS = {
    "of another environment": _tags("Resource", OTHER),
    "of another service": _tags("Resource", OWN, "orders"),
    "without tags": {},
    "with half of the tags": {"aws:ResourceTag/Service": SERVICE},
}


@pytest.fixture(scope="module")
def terraform(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The spec, rendered."""
    return render(SPEC, tmp_path_factory.mktemp("identity"))


@pytest.fixture(scope="module")
def resources(verifier: Verifier, terraform: Path) -> list[Resource]:
    """Every instance of the bootstrap root."""
    return _applied(verifier, terraform / "bootstrap/111111111111")


@pytest.fixture(scope="module")
def policy(resources: list[Resource]) -> str:
    """What the network adds to the deploy role of the first environment."""
    return _policies(resources)[f"{SERVICE}-ci-deploy-{OWN}-network"]


def _applied(verifier: Verifier, root: Path) -> list[Resource]:
    variables = variables_of(root)
    for step in (verifier.init(root), verifier.plan(root, variables), verifier.apply(root)):
        assert step.ok, step
    return managed(root)


def _policies(resources: list[Resource]) -> dict[str, str]:
    return {one["name"]: one["policy"] for one in of_kind(resources, "aws_iam_policy")}


def _held(resources: list[Resource], role: str) -> Iterator[Statement]:
    """Statements of the network's policies that a role has."""
    by_arn = {one["arn"]: one for one in of_kind(resources, "aws_iam_policy")}
    for one in of_kind(resources, "aws_iam_role_policy_attachment"):
        attached = by_arn[one["policy_arn"]]
        if one["role"] == role and attached["name"].endswith("-network"):
            yield from statements(attached["policy"])


def _may(policy: str, action: str, part: str, context: dict[str, str]) -> bool:
    """Whether IAM lets an EC2 action through on a thing of this type, in this context."""
    arn = f"arn:aws:ec2:{PLACE[1]}:{PLACE[0]}:{part}/id-0123456789abcdef0"
    return any(
        matches(f"ec2:{action}", one["Action"]) and matches(arn, one["Resource"]) and _holds(one, context)
        for one in statements(policy)
    )


def _holds(statement: Statement, context: dict[str, str]) -> bool:
    """Whether the conditions hold. An absent key equals nothing, unless it may be absent."""
    known = {"StringEquals": False, "StringEqualsIfExists": True}
    return all(
        (context[key] in as_list(values)) if key in context else known[test]
        for test, keys in statement.get("Condition", {}).items()
        for key, values in keys.items()
    )


def test_the_policies_leave_room_for_more(resources: list[Resource]) -> None:
    own = {name: text for name, text in _policies(resources).items() if name.endswith("-network")}
    sizes = {name: len("".join(text.split())) for name, text in own.items()}
    assert len(sizes) == len(ENVIRONMENTS) + len(("plan", "existing"))
    assert max(sizes.values()) <= ROOMY, sizes


@pytest.mark.parametrize("action", CREATES)
def test_what_is_new_must_carry_the_tags_of_the_environment(action: str, policy: str) -> None:
    new, _ = CREATES[action]
    assert _may(policy, action, new, _tags("Request", OWN))
    assert not _may(policy, action, new, _tags("Request", OTHER))
    assert not _may(policy, action, new, {})


@pytest.mark.parametrize(("action", "part"), REFERENCES)
def test_nothing_is_made_in_or_of_what_belongs_to_others(action: str, part: str, policy: str) -> None:
    # Should EC2 show the request's tags for every thing that it asks about, this must still hold.
    request = _tags("Request", OWN)
    assert _may(policy, action, part, request | _tags("Resource", OWN))
    for whose, tags in STRANGERS.items():
        assert not _may(policy, action, part, request | tags), whose


@pytest.mark.parametrize(("action", "part"), CHANGED)
def test_what_belongs_to_others_is_not_changed(action: str, part: str, policy: str) -> None:
    assert _may(policy, action, part, _tags("Resource", OWN))
    for whose, tags in STRANGERS.items():
        assert not _may(policy, action, part, tags), whose


def test_a_thing_of_the_environment_is_not_given_away(policy: str) -> None:
    assert not _may(policy, "CreateTags", "subnet", _tags("Resource", OWN) | _tags("Request", OTHER))


def test_tags_come_with_what_is_new(policy: str) -> None:
    for action, (new, _) in CREATES.items():
        assert _may(policy, "CreateTags", new, _tags("Request", OWN) | {"ec2:CreateAction": action})
    assert not _may(policy, "CreateTags", "instance", _tags("Request", OWN) | {"ec2:CreateAction": "RunInstances"})


@pytest.mark.parametrize("part", sorted({new for new, _ in CREATES.values()}))
def test_only_a_security_group_without_tags_can_be_claimed(part: str, policy: str) -> None:
    claim = _tags("Request", OWN)
    assert _may(policy, "CreateTags", part, claim) is (part == "security-group")
    assert not _may(policy, "CreateTags", part, claim | _tags("Resource", OTHER))
    assert not _may(policy, "CreateTags", part, claim | _tags("Resource", OWN, "orders"))


def test_an_existing_network_is_looked_at_only(resources: list[Resource]) -> None:
    held = list(_held(resources, f"{SERVICE}-ci-deploy-{OLD}"))
    assert {action for one in held for action in one["Action"]} == {
        "ec2:DescribeRouteTables",
        "ec2:DescribeSubnets",
        "ec2:DescribeVpcAttribute",
        "ec2:DescribeVpcs",
    }


def test_the_plan_role_reads_an_existing_network_by_one_policy(
    verifier: Verifier, resources: list[Resource], tmp_path: Path
) -> None:
    alone = _applied(verifier, render(ALONE, tmp_path) / "bootstrap/111111111111")
    plan = f"{SERVICE}-ci-plan"
    acts = {action for one in _held(alone, plan) for action in one["Action"]}
    assert acts == {action for one in _held(resources, f"{SERVICE}-ci-deploy-{OLD}") for action in one["Action"]}
    assert acts < {action for one in _held(resources, plan) for action in one["Action"]}
    for each in (alone, resources):
        of_networks = {one["arn"] for one in of_kind(each, "aws_iam_policy") if one["name"].endswith("-network")}
        attached = of_kind(each, "aws_iam_role_policy_attachment")
        assert len([one for one in attached if one["role"] == plan and one["policy_arn"] in of_networks]) == 1


def test_the_plan_role_only_reads_networks(resources: list[Resource]) -> None:
    acts = {action for one in _held(resources, f"{SERVICE}-ci-plan") for action in one["Action"]}
    assert {one.partition(":")[2] for one in acts} >= {"DescribeFlowLogs", "DescribeVpcs", "ListTagsForResource"}
    assert all(one.partition(":")[2].startswith(("Describe", "List")) for one in acts)


def test_the_flow_log_is_written_since_the_ceiling_is_high_enough(
    verifier: Verifier, terraform: Path, resources: list[Resource]
) -> None:
    runtime = _applied(verifier, terraform / f"environments/{OWN}/us-east-1")
    real = as_made_by_aws(runtime, *PLACE)
    (role,) = (one for one in of_kind(runtime, "aws_iam_role_policy") if one["name"] == "flow-log")
    ceiling = _policies(resources)[f"{SERVICE}-{OWN}-runtime-boundary"]
    wanted = [
        (action, real.get(each, each))
        for one in statements(role["policy"])
        for action, each in product(one["Action"], one["Resource"])
    ]
    assert len(wanted) == 7
    assert not [one for one in wanted if not allows(ceiling, *one)]


def test_the_pipeline_reaches_the_flow_log_of_its_environment_only(policy: str) -> None:
    group = "arn:aws:logs:us-east-1:111111111111:log-group:/aws/vpc/"
    for end in ("", ":*"):
        assert allows(policy, "logs:PutRetentionPolicy", f"{group}{SERVICE}-{OWN}{end}")
        for other in (f"{SERVICE}-{OTHER}", f"{SERVICE}-{OWN}-more", SERVICE):
            assert not allows(policy, "logs:PutRetentionPolicy", f"{group}{other}{end}")
