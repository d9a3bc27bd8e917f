"""What belongs together in a change."""

import pytest
from impacts import DEV, IMPACT, PROD, VPC

from podspec.model.impact import (
    Action,
    AttributeChange,
    Direction,
    FileImpact,
    Impact,
    PermissionChange,
    ResourceChange,
    WorkflowChange,
)
from podspec.reporters import impact_groups as groups


def test_one_change_in_many_roots_and_keys_is_one() -> None:
    network, subnets = groups.resources(IMPACT, Action.REPLACE)
    assert (network.address, network.places, network.size) == (VPC, "dev/us-east-1, prod/us-east-1", 2)
    assert [one.values for one in network.own] == [
        (("10.0.0.0/16", "10.1.0.0/16", "dev/us-east-1"), ("10.2.0.0/16", "10.3.0.0/16", "prod/us-east-1"))
    ]
    assert (subnets.address, subnets.size) == ("module.network.aws_subnet.private[0], [1]", 4)
    assert subnets.reasons == [f"vpc_id ← {VPC}"]


def test_every_resource_is_in_one_group() -> None:
    assert sum(one.size for one in groups.resources(IMPACT, *Action)) == len(IMPACT.resources)


def test_other_actions_or_attributes_are_other_changes() -> None:
    attributes = (AttributeChange("a", "1", "2"),)
    pairs = [(Action.UPDATE, attributes), (Action.UPDATE, ()), (Action.DESTROY, ())]
    found = tuple(ResourceChange("r", "aws_x.y", "aws_x", action, inner) for action, inner in pairs)
    assert len(groups.resources(Impact("a", "b", resources=found), *Action)) == 3


def test_services_are_named_where_there_are_several() -> None:
    roots = (DEV, PROD.replace("web", "other"))
    found = tuple(ResourceChange(root, "aws_x.y", "aws_x", Action.ADD) for root in roots)
    (one,) = groups.resources(Impact("a", "b", resources=found), Action.ADD)
    assert one.places == "web dev/us-east-1, other prod/us-east-1"


def test_all_that_a_new_holder_is_given_is_one() -> None:
    added = (ResourceChange(DEV, "aws_iam_role.it", "aws_iam_role", Action.ADD),)
    gifts = tuple(
        PermissionChange(DEV, holder, Direction.WIDENED, subject, "", text)
        for holder, subject, text in (
            ("aws_iam_role.it", "s3:PutObject, s3:GetObject", "allow s3:PutObject, s3:GetObject on *"),
            ("aws_iam_role.it", "kms:Decrypt", "allow kms:Decrypt on * if Bool a:B true"),
            ("aws_iam_role.it (trust)", "sts:AssumeRole", "allow Service:x to do sts:AssumeRole if Bool a:B true"),
            ("aws_iam_role.other", "kms:Decrypt", "allow"),
        )
    )
    found = groups.rights(Impact("a", "b", resources=added, permissions=gifts), Direction.WIDENED)
    assert [one.subject for one in found] == [
        "new, may use: kms, s3 (2 statements)",
        "new: allow Service:x to do sts:AssumeRole, under conditions",
        "kms:Decrypt",
    ]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("aws_iam_role.it", "allow * on *"),
        ("aws_iam_role.it", "allow a:A, a:B, a:C, a:D, iam:* on *"),
        ("aws_iam_role.it", "allow all but iam:* on *"),
        ("aws_iam_role.it (trust)", "allow *:* to do sts:AssumeRole"),
        (
            "aws_iam_role.it (trust)",
            "allow AWS:arn:aws:iam::666666666666:root to do sts:AssumeRole if Bool a:B true",
        ),
        ("module.x.aws_s3_bucket_policy.it", "allow Service:x to do s3:GetObject on *"),
        ('aws_lambda_permission.it["a"]', "allow Service:x to do lambda:InvokeFunction on f"),
    ],
)
def test_the_worst_gifts_to_a_new_holder_are_told_in_full(address: str, said: str) -> None:
    bare = address.removesuffix(" (trust)")
    added = (ResourceChange(DEV, bare, bare.split(".")[-2], Action.ADD),)
    gifts = (
        PermissionChange(DEV, address, Direction.WIDENED, "subject", "", said),
        PermissionChange(DEV, bare, Direction.WIDENED, "s3:GetObject", "", "allow s3:GetObject on x"),
    )
    found = groups.rights(Impact("a", "b", resources=added, permissions=gifts), Direction.WIDENED)
    assert said in [one.new for one in found]


def test_a_statement_that_became_another_is_told_once() -> None:
    old, new = "allow s3:GetObject on ${x.arn}", "allow s3:GetObject on ${y.arn}"
    both = [(Direction.CHANGED, "${y.arn}"), (Direction.CHANGED, "${x.arn}"), (Direction.NARROWED, "a")]
    found = tuple(PermissionChange(DEV, "aws_iam_role.it", how, subject, old, new) for how, subject in both)
    (one,) = groups.rights(Impact("a", "b", permissions=found), *Direction)
    assert (one.direction, one.subject) == (Direction.CHANGED, "${y.arn}")


def test_flags_with_equal_values_are_told_each() -> None:
    flags = tuple(PermissionChange(DEV, "b", Direction.WIDENED, flag, "true", "false") for flag in ("x", "y"))
    assert len(groups.rights(Impact("a", "b", permissions=flags), Direction.WIDENED)) == 2


def test_a_new_workflow_is_one_line() -> None:
    facts = tuple(
        WorkflowChange("w.yml", Direction.WIDENED, subject, "", value)
        for subject, value in (("trigger push", "any"), ("permission contents (a)", "write"), ("action x", "1"))
    )
    impact = Impact("a", "b", files=(FileImpact("w.yml", "added", 1, 0),), workflows=facts)
    (one,) = groups.workflows(impact)
    assert (one.subject, one.new) == ("new workflow", "trigger push, permission contents (a)")
