"""Who may do what, wherever Terraform writes it."""

from podspec.impact.hcl.values import Expression
from podspec.impact.resources import Resource
from podspec.impact.rights import attached, rights
from podspec.impact.wording import sentence

TEXT = '{"Statement": [{"Effect": "Allow", "Action": "a:A", "Resource": "*"}]}'


def _tree(*resources: tuple[str, dict[str, object]]) -> dict[str, Resource]:
    return {
        address: Resource(address, address.split(".")[-2], "managed", attributes)  # type: ignore[arg-type]
        for address, attributes in resources
    }


def _said(tree: dict[str, Resource]) -> dict[str, list[str]]:
    return {holder: [sentence(one) for one in right.policy.statements] for holder, right in rights(tree).items()}


def test_a_policy_inside_a_role_a_user_or_a_group_is_its_holders() -> None:
    tree = _tree(
        ("aws_iam_role.r", {"name": "r", "inline_policy": [{"policy": TEXT}]}),
        ("aws_iam_role_policy.p", {"role": Expression("aws_iam_role.r.id"), "policy": TEXT}),
        ("aws_iam_user_policy.p", {"user": "somebody", "policy": TEXT}),
        ("aws_iam_policy_attachment.p", {"groups": ["g"], "policy_arn": "arn:x"}),
    )
    assert _said(tree) == {
        "aws_iam_role.r": ["allow a:A on *"] * 2,
        "user somebody": ["allow a:A on *"],
        "group g": [],
    }
    assert rights(tree)["group g"].attached == {"arn:x"}


def test_policies_of_resources_are_theirs() -> None:
    tree = _tree(
        ("aws_s3_bucket_policy.b", {"policy": TEXT}),
        ("aws_sqs_queue.q", {"policy": TEXT}),
        ("aws_cloudwatch_log_resource_policy.l", {"policy_document": TEXT}),
        ("aws_ecr_lifecycle_policy.e", {"policy": "{}"}),
        ("aws_s3_bucket.none", {"bucket": "x"}),
    )
    assert set(_said(tree)) == {
        "aws_s3_bucket_policy.b",
        "aws_sqs_queue.q",
        "aws_cloudwatch_log_resource_policy.l",
    }


def test_a_permission_of_a_function_is_a_statement() -> None:
    attributes = {
        "function_name": "f",
        "qualifier": "live",
        "action": "lambda:InvokeFunction",
        "principal": "events.amazonaws.com",
        "source_arn": Expression("aws_x.y.arn"),
    }
    (said,) = _said(_tree(("aws_lambda_permission.p", attributes)))["aws_lambda_permission.p"]
    assert said == (
        "allow Service:events.amazonaws.com to do lambda:InvokeFunction on f:live"
        " if ArnLike aws:SourceArn ${aws_x.y.arn}"
    )


def test_an_attached_policy_of_the_same_root_is_read_where_it_is_attached() -> None:
    tree = _tree(
        ("aws_iam_role.r", {"name": "r", "managed_policy_arns": [Expression("aws_iam_policy.p.arn")]}),
        ("aws_iam_policy.p", {"policy": TEXT}),
    )
    assert _said(tree)["aws_iam_role.r"] == ["allow a:A on *"]
    assert attached(tree) == {"aws_iam_policy.p"}


def test_a_role_has_a_boundary_or_none_and_other_holders_have_no_say_in_it() -> None:
    tree = _tree(
        ("aws_iam_role.r", {"permissions_boundary": "arn:b"}),
        ("aws_iam_role.s", {}),
        ("aws_sqs_queue.q", {"policy": TEXT}),
    )
    assert [rights(tree)[one].boundary for one in tree] == ["arn:b", "", None]
