"""What the pipeline and the hosts may do with the EC2 target, read from the policies that Terraform makes."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from proof.iam import Resource, allows, as_made_by_aws, managed, matches, of_kind, statements
from proof.offline.verifier import Verifier
from proof.rendered import render
from proof.trees import variables_of

pytestmark = pytest.mark.proof

PLACE = ("111111111111", "us-east-1")
# One environment's names begin with all of the other's, and with what podspec appends to those.
NEIGHBOUR = "orders-prod-ec2"
SPEC = """
service: {name: %s}
targets: {ec2: {}}
environments:
  prod: {account: "111111111111", regions: [us-east-1], network: {cidr: 10.10.0.0/16}}
"""
# ARNs of what has a name, and is not made by tags: after the partition.
ARNS = {
    "aws_cloudwatch_log_group": "logs:{place}:log-group:{name}",
    "aws_codedeploy_app": "codedeploy:{place}:application:{name}",
    "aws_codedeploy_deployment_group": "codedeploy:{place}:deploymentgroup:{app_name}/{deployment_group_name}",
    "aws_dynamodb_table": "dynamodb:{place}:table/{name}",
    "aws_iam_instance_profile": "iam::{account}:instance-profile{path}{name}",
    "aws_iam_role": "iam::{account}:role{path}{name}",
    "aws_s3_bucket": "s3:::{bucket}",
    "aws_sfn_state_machine": "states:{place}:stateMachine:{name}",
    "aws_ssm_parameter": "ssm:{place}:parameter{name}",
}
# What makes a thing of each kind.
MAKING = {
    "aws_cloudwatch_log_group": "logs:CreateLogGroup",
    "aws_codedeploy_app": "codedeploy:CreateApplication",
    "aws_codedeploy_deployment_group": "codedeploy:CreateDeploymentGroup",
    "aws_dynamodb_table": "dynamodb:CreateTable",
    "aws_iam_instance_profile": "iam:CreateInstanceProfile",
    "aws_iam_role": "iam:CreateRole",
    "aws_s3_bucket": "s3:CreateBucket",
    "aws_sfn_state_machine": "states:CreateStateMachine",
    "aws_ssm_parameter": "ssm:PutParameter",
}
# Services in which tags decide, since AWS names things there.
BY_TAGS = ("autoscaling", "ec2", "elasticloadbalancing")
OWN = {"Service", "Environment"}


@pytest.fixture(scope="module")
def orders(verifier: Verifier, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output's folder `terraform` of the service `orders`, applied."""
    return _applied(verifier, tmp_path_factory.mktemp("orders"), "orders")


@pytest.fixture(scope="module")
def runtime(orders: Path) -> list[Resource]:
    """What the environment is made of."""
    return managed(orders / "environments/prod/us-east-1")


@pytest.fixture(scope="module")
def policies(orders: Path) -> dict[str, str]:
    """Policies of the CI roles, and the ceilings, by name."""
    made = of_kind(managed(orders / "bootstrap/111111111111"), "aws_iam_policy")
    return {one["name"]: one["policy"] for one in made}


def _applied(verifier: Verifier, folder: Path, service: str) -> Path:
    terraform = render(SPEC % service, folder)
    for root in (terraform / "bootstrap/111111111111", terraform / "environments/prod/us-east-1"):
        for step in (verifier.init(root), verifier.plan(root, variables_of(root)), verifier.apply(root)):
            assert step.ok, step
    return terraform


def _arn(resource: Resource) -> str:
    account, region = PLACE
    return "arn:aws:" + ARNS[resource["kind"]].format(place=f"{region}:{account}", account=account, **resource)


def _named(resources: list[Resource]) -> set[tuple[str, str]]:
    return {(one["kind"], _arn(one)) for one in resources if one["kind"] in ARNS}


def test_the_deploy_role_may_make_all_that_has_a_name(runtime: list[Resource], policies: dict[str, str]) -> None:
    deploying = [policy for name, policy in policies.items() if "-ci-deploy-prod" in name]
    for kind, arn in _named(runtime):
        assert any(allows(policy, MAKING[kind], arn) for policy in deploying), arn


def test_every_kind_that_has_a_name_is_there(runtime: list[Resource]) -> None:
    assert {kind for kind, _ in _named(runtime)} == set(ARNS)


def test_what_aws_names_is_touched_by_the_tags_of_the_environment_only(policies: dict[str, str]) -> None:
    for one in statements(policies["orders-ci-deploy-prod-ec2"]):
        acts = [action for action in one["Action"] if action.startswith(BY_TAGS) and ":Describe" not in action]
        if acts and one["Sid"] not in {"CreateInVpc", "StartByOwnTemplate"}:
            keys = {key for test in one["Condition"].values() for key in test}
            tags = {key.partition("Tag/")[2] for key in keys if key.startswith("aws:Re")}
            assert tags == OWN or any(key.endswith(":CreateAction") for key in keys), one["Sid"]


def test_roles_may_do_what_their_own_policies_say_since_the_ceiling_is_high_enough(
    runtime: list[Resource], policies: dict[str, str]
) -> None:
    ceiling, real = policies["orders-prod-runtime-boundary"], as_made_by_aws(runtime, *PLACE)
    wanted = [
        (action, real.get(each, each))
        for role in of_kind(runtime, "aws_iam_role_policy")
        for statement in statements(role["policy"])
        for action, each in product(statement["Action"], statement["Resource"])
    ]
    assert len(wanted) > 50
    assert not [one for one in wanted if not allows(ceiling, *one)]


def test_a_host_may_not_start_a_rollout_or_move_traffic(runtime: list[Resource]) -> None:
    (host,) = (one["policy"] for one in of_kind(runtime, "aws_iam_role_policy") if one["name"] == "host")
    for action in (
        "states:StartExecution",
        "elasticloadbalancing:ModifyListener",
        "ssm:PutParameter",
        "s3:PutObject",
    ):
        assert not any(matches(action, one["Action"]) for one in statements(host)), action


def test_a_service_whose_name_begins_alike_is_out_of_reach(
    verifier: Verifier, policies: dict[str, str], tmp_path: Path
) -> None:
    neighbour = _applied(verifier, tmp_path, NEIGHBOUR)
    theirs = _named(managed(neighbour / "environments/prod/us-east-1"))
    for name, policy in policies.items():
        for kind, arn in () if name.endswith("-ci-boundary") else theirs:
            assert not allows(policy, MAKING[kind], arn), (name, arn)
