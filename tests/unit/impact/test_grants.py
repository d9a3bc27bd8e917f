"""Rights that stand in no policy."""

import pytest
from terraform_trees import read

from podspec.impact.grants import grant_changes

GRANT = 'resource "aws_kms_grant" "x" {\n  key_id = "k"\n  grantee_principal = "arn:aws:iam::1:role/%s"\n}\n'
ROUTE = 'resource "aws_apigatewayv2_route" "x" {\n  route_key = "$default"\n%s}\n'
LOCKED = '  authorization_type = "AWS_IAM"\n'


def _told(before: str, after: str) -> list[tuple[str, str, str, str]]:
    found = grant_changes(read(before), read(after), "root")
    return [(one.direction.value, one.holder, one.old, one.new) for one in found]


@pytest.mark.parametrize(
    "kind",
    [
        "aws_kms_grant",
        "aws_s3_bucket_acl",
        "aws_iam_group_membership",
        "aws_iam_user_group_membership",
        "aws_iam_role_policy_attachments_exclusive",
        "aws_lambda_layer_version_permission",
        "aws_cloudwatch_event_permission",
        "aws_ram_principal_association",
        "aws_ami_launch_permission",
        "aws_eks_access_policy_association",
    ],
)
def test_a_new_one_is_a_gift_with_all_that_it_says(kind: str) -> None:
    assert _told("", f'resource "{kind}" "x" {{\n  to = "them"\n}}\n') == [
        ("widened", f"{kind}.x", "", '{to = "them"}')
    ]


def test_what_becomes_of_one_nobody_can_tell() -> None:
    ((direction, _, old, new),) = _told(GRANT % "a", GRANT % "b")
    assert direction == "changed"
    assert "role/a" in old
    assert "role/b" in new
    assert [one[0] for one in _told(GRANT % "a", "")] == ["changed"]


@pytest.mark.parametrize("kind", ["aws_lambda_permission", "aws_route_table_association", "aws_iam_role"])
def test_what_is_read_elsewhere_or_gives_nothing_is_not_told_here(kind: str) -> None:
    assert _told("", f'resource "{kind}" "x" {{\n  to = "them"\n}}\n') == []


FUNCTION = 'resource "aws_lambda_function" "x" {\n  role = %s\n}\n'
OWN = 'resource "aws_iam_role" "%s" {\n  name = "r"\n}\n'


@pytest.mark.parametrize("role", ['"arn:aws:iam::1:role/admin"', "data.aws_iam_role.admin.arn"])
def test_what_is_new_and_runs_as_a_role_from_elsewhere_is_told(role: str) -> None:
    data = 'data "aws_iam_role" "admin" {\n  name = "admin"\n}\n'
    ((direction, holder, _, new),) = _told("", data + FUNCTION % role)
    assert (direction, holder) == ("widened", "aws_lambda_function.x")
    assert "admin" in new


def test_what_runs_as_another_role_is_told_and_what_makes_its_own_is_not() -> None:
    own = OWN % "a" + OWN % "b"
    before, after = (own + FUNCTION % f"aws_iam_role.{name}.arn" for name in "ab")
    assert _told("", before) == _told("", own.replace('"r"', '"s"') + FUNCTION % '"s"') == []
    assert _told(before, after) == [
        ("changed", "aws_lambda_function.x", "aws_iam_role.a.arn", "aws_iam_role.b.arn")
    ]


@pytest.mark.parametrize("after", ["", '  authorization_type = "NONE"\n'])
def test_a_door_that_is_unlocked_is_a_gift(after: str) -> None:
    assert [one[0] for one in _told(ROUTE % LOCKED, ROUTE % after)] == ["widened"]


def test_another_lock_is_a_change_and_the_same_is_none() -> None:
    jwt = LOCKED.replace("AWS_IAM", "JWT")
    assert [one[0] for one in _told(ROUTE % LOCKED, ROUTE % jwt)] == ["changed"]
    assert _told(ROUTE % LOCKED, ROUTE % LOCKED) == []
