"""What the pipeline's roles may do, read from the policies that Terraform would apply."""

from __future__ import annotations

import json
from collections import Counter
from itertools import product
from pathlib import Path

import pytest
from proof.iam import Resource, allows, arn, arns, as_list, as_made_by_aws, managed, matches, of_kind, statements
from proof.offline.verifier import Verifier
from proof.rendered import render
from proof.trees import variables_of

pytestmark = pytest.mark.proof

# The longest names and the most environments that a spec can have in one account.
SERVICE = "a" * 24
ENVIRONMENTS = [f"e{number}{'x' * 8}" for number in range(8)]
FIRST = ENVIRONMENTS[0]
PLACE = ("111111111111", "us-east-1")
SPEC = f"""
targets: {{lambda: {{rollout: {{strategy: linear, percent: 25, interval_minutes: 7}}}}}}
service: {{name: {SERVICE}}}
environments:
""" + "".join(f'  {one}: {{account: "111111111111", regions: [us-east-1, eu-west-1]}}\n' for one in ENVIRONMENTS)

# A managed policy has 6,144 characters at most, white space aside. Source: IAM user guide, quotas (2026-11).
POLICY_LIMIT = 6144
# A role takes ten of them, unless AWS is asked for more. Source: IAM user guide, quotas (2026-11).
POLICIES_LIMIT = 10
# Actions for which AWS knows no resources; they list, make keys, set up log delivery, log in, or send traces.
# Source: service authorization reference (2026-11).
WITHOUT_RESOURCE = {
    "cloudwatch:DescribeAlarms",
    "ecr:DescribeRegistry",
    "ecr:GetAuthorizationToken",
    "kms:CreateKey",
    "kms:ListAliases",
    "logs:CreateLogDelivery",
    "logs:DeleteLogDelivery",
    "logs:DescribeLogGroups",
    "logs:DescribeResourcePolicies",
    "logs:GetLogDelivery",
    "logs:ListLogDeliveries",
    "logs:PutResourcePolicy",
    "logs:UpdateLogDelivery",
    "ssm:DescribeParameters",
    "xray:PutTelemetryRecords",
    "xray:PutTraceSegments",
}

# Beginnings of what only reads.
READING = ("Get", "List", "Describe", "BatchGet", "BatchCheck", "GET", "View")
# Services in which the Lambda target names things by itself.
NAMED_SERVICES = {"cloudwatch", "codedeploy", "iam", "kms", "lambda", "logs", "scheduler", "ssm"}
# What makes a role, or lets one do more.
WIDENING = {"iam:AttachRolePolicy", "iam:CreateRole", "iam:PutRolePermissionsBoundary", "iam:PutRolePolicy"}


@pytest.fixture(scope="module")
def resources(verifier: Verifier, tmp_path_factory: pytest.TempPathFactory) -> list[Resource]:
    """Every instance of the bootstrap root: its type, its name, and its attributes."""
    return _applied(verifier, render(SPEC, tmp_path_factory.mktemp("identity")) / "bootstrap/111111111111")


@pytest.fixture(scope="module")
def runtime(verifier: Verifier, tmp_path_factory: pytest.TempPathFactory) -> list[Resource]:
    """Every instance of the root of the first environment."""
    return _applied(verifier, render(SPEC, tmp_path_factory.mktemp("runtime")) / f"environments/{FIRST}/us-east-1")


def _applied(verifier: Verifier, root: Path) -> list[Resource]:
    variables = variables_of(root)
    for step in (verifier.init(root), verifier.plan(root, variables), verifier.apply(root)):
        assert step.ok, step
    return managed(root)


def _policy(resources: list[Resource], name: str) -> str:
    (found,) = (one["policy"] for one in of_kind(resources, "aws_iam_policy") if one["name"] == name)
    return str(found)


def _is_boundary(policy: Resource) -> bool:
    return str(policy["name"]).endswith("-boundary")


def test_no_policy_outgrows_iam(resources: list[Resource]) -> None:
    sizes = {one["name"]: len("".join(one["policy"].split())) for one in of_kind(resources, "aws_iam_policy")}
    assert max(sizes.values()) <= POLICY_LIMIT, sizes


def test_no_role_outgrows_its_number_of_policies(resources: list[Resource]) -> None:
    attached = Counter(one["role"] for one in of_kind(resources, "aws_iam_role_policy_attachment"))
    assert max(attached.values()) <= POLICIES_LIMIT, attached


def test_every_role_trusts_exact_subjects_only(resources: list[Resource]) -> None:
    for role in of_kind(resources, "aws_iam_role"):
        trusted = json.loads(role["assume_role_policy"])["Statement"]
        assert trusted, role["name"]
        for statement in trusted:
            assert set(statement["Condition"]) == {"StringEquals"}
            claims = statement["Condition"]["StringEquals"]
            assert as_list(claims["token.actions.githubusercontent.com:aud"]) == ["sts.amazonaws.com"]
            (subject,) = as_list(claims["token.actions.githubusercontent.com:sub"])
            assert subject.startswith("repo:acme@1001/podinfo@2002:")
            assert "*" not in subject


def test_each_environment_is_deployed_by_its_own_jobs_only(resources: list[Resource]) -> None:
    trusted = {role["name"]: role["assume_role_policy"] for role in of_kind(resources, "aws_iam_role")}
    for one in ENVIRONMENTS:
        assert f"podinfo@2002:environment:{one}" in trusted[f"{SERVICE}-ci-deploy-{one}"]
        assert "pull_request" not in trusted[f"{SERVICE}-ci-deploy-{one}"]


def test_every_role_has_a_ceiling(resources: list[Resource]) -> None:
    for role in of_kind(resources, "aws_iam_role"):
        assert role["permissions_boundary"], role["name"]


def test_whatever_has_resources_is_granted_for_some_of_them_only(resources: list[Resource]) -> None:
    for policy in of_kind(resources, "aws_iam_policy"):
        for statement in () if _is_boundary(policy) else statements(policy["policy"]):
            if "*" in statement["Resource"]:
                assert set(statement["Action"]) <= WITHOUT_RESOURCE, (policy["name"], statement["Sid"])


def test_roles_are_given_to_named_services_only(resources: list[Resource]) -> None:
    for policy in of_kind(resources, "aws_iam_policy"):
        for statement in () if policy["name"].endswith("-ci-boundary") else statements(policy["policy"]):
            if "iam:PassRole" in statement["Action"]:
                assert "iam:PassedToService" in statement["Condition"]["StringEquals"]


def test_a_deploy_role_makes_no_role_without_its_environments_own_ceiling(resources: list[Resource]) -> None:
    ceilings = {one["name"]: one["arn"] for one in of_kind(resources, "aws_iam_policy") if _is_boundary(one)}
    for environment in ENVIRONMENTS:
        makes = [
            one
            for one in statements(_policy(resources, f"{SERVICE}-ci-deploy-{environment}"))
            if WIDENING & set(one["Action"])
        ]
        assert {action for one in makes for action in one["Action"]} >= {"iam:CreateRole", "iam:PutRolePolicy"}
        for one in makes:
            expected = ceilings[f"{SERVICE}-{environment}-runtime-boundary"]
            assert as_list(one["Condition"]["StringEquals"]["iam:PermissionsBoundary"]) == [expected]


def test_nothing_else_makes_roles_or_widens_them(resources: list[Resource]) -> None:
    for policy in of_kind(resources, "aws_iam_policy"):
        for statement in () if _is_boundary(policy) else statements(policy["policy"]):
            assert statement["Sid"] == "BoundedRoles" or not WIDENING & set(statement["Action"]), policy["name"]


@pytest.mark.parametrize(
    "action",
    [
        "iam:CreatePolicyVersion",
        "iam:CreateUser",
        "iam:DeleteRolePermissionsBoundary",
        "iam:UpdateOpenIDConnectProviderThumbprint",
    ],
)
def test_no_role_of_the_pipeline_could_ever(action: str, resources: list[Resource]) -> None:
    for policy in of_kind(resources, "aws_iam_policy"):
        for statement in statements(policy["policy"]):
            assert not matches(action, statement["Action"]), policy["name"]


def test_the_ceiling_keeps_ci_roles_from_changing_ci_roles(resources: list[Resource]) -> None:
    own = f"arn:aws:iam::111111111111:role/podspec/ci/{SERVICE}/{SERVICE}-ci-plan"
    theirs = f"arn:aws:iam::111111111111:role/podspec/{SERVICE}/{FIRST}/any"
    ceiling = _policy(resources, f"{SERVICE}-ci-boundary")
    assert allows(ceiling, "iam:PutRolePolicy", theirs)
    assert not allows(ceiling, "iam:PutRolePolicy", own)


def test_the_plan_role_only_reads(resources: list[Resource]) -> None:
    attachments = of_kind(resources, "aws_iam_role_policy_attachment")
    held = {one["policy_arn"] for one in attachments if one["role"] == f"{SERVICE}-ci-plan"}
    policies = [one for one in of_kind(resources, "aws_iam_policy") if one["arn"] in held]
    assert len(policies) == len(held) > 0
    for policy in policies:
        for statement in statements(policy["policy"]):
            acts = [one.partition(":")[2] for one in statement["Action"]]
            reads = all(one.startswith(READING) for one in acts)
            assert reads or statement["Sid"] == "VariablesOfFunctions", (policy["name"], statement["Sid"])


def test_the_plan_role_decrypts_variables_of_functions_and_never_a_secret(resources: list[Resource]) -> None:
    plan = [one for policy in _policies_of(resources, "-ci-plan") for one in statements(policy)]
    (decrypts,) = (one for one in plan if matches("kms:Decrypt", one["Action"]))
    assert decrypts["Condition"] == {
        "StringEquals": {"aws:ResourceTag/Service": SERVICE},
        "StringLike": {"kms:ViaService": "lambda.*.amazonaws.com"},
        "ArnLike": {"kms:EncryptionContext:aws:lambda:FunctionArn": "arn:aws:lambda:*:111111111111:function:*"},
    }
    assert not [one for one in plan if matches("secretsmanager:GetSecretValue", one["Action"])]


@pytest.mark.parametrize("environment", ENVIRONMENTS[:2])
def test_a_deploy_role_touches_keys_with_its_environments_tags_only(
    resources: list[Resource], environment: str
) -> None:
    own = {"Service": SERVICE, "Environment": environment}
    policies = _policies_of(resources, f"-ci-deploy-{environment}")
    on_keys = [
        one
        for policy in policies
        for one in statements(policy)
        if any(":key/" in each for each in one["Resource"])
    ]
    assert {one["Sid"] for one in on_keys} >= {"TagNewKeys", "OwnKeys", "KeysForServices"}
    for one in on_keys:
        kind = "Request" if one["Sid"] == "TagNewKeys" else "Resource"
        equal = one["Condition"]["StringEquals"]
        assert {f"aws:{kind}Tag/{tag}": value for tag, value in own.items()}.items() <= equal.items(), one["Sid"]


def test_a_key_of_another_environment_cannot_be_claimed_by_tagging_it(resources: list[Resource]) -> None:
    (claim,) = (
        one["Condition"]
        for one in statements(_policy(resources, f"{SERVICE}-ci-deploy-{FIRST}"))
        if one["Sid"] == "TagNewKeys"
    )
    own = {"Service": SERVICE, "Environment": FIRST}
    assert claim["StringEqualsIfExists"] == {f"aws:ResourceTag/{tag}": value for tag, value in own.items()}


def test_a_pull_request_can_neither_take_nor_remove_a_lock(resources: list[Resource]) -> None:
    bucket = "arn:aws:s3:::podspec-state-111111111111-us-east-1"
    state = f"{bucket}/{SERVICE}/environments/{FIRST}/us-east-1.tfstate"
    plan = _policy(resources, f"{SERVICE}-ci-plan-state")
    assert allows(plan, "s3:GetObject", state)
    for action in ("s3:PutObject", "s3:DeleteObject"):
        assert not allows(plan, action, f"{state}.tflock")
        assert allows(_policy(resources, f"{SERVICE}-ci-deploy-{FIRST}-state"), action, f"{state}.tflock")


def test_what_the_lambda_target_makes_lies_within_what_its_deploy_role_may_touch(
    resources: list[Resource], runtime: list[Resource]
) -> None:
    _all_within(runtime, _policies_of(resources, f"-deploy-{FIRST}"), NAMED_SERVICES)


def test_what_the_lambda_target_makes_lies_within_what_the_plan_role_reads(
    resources: list[Resource], runtime: list[Resource]
) -> None:
    # A key's alias is found by listing all there are, and has nothing else to read.
    readable = [one for one in runtime if one["kind"] != "aws_kms_alias"]
    _all_within(readable, _policies_of(resources, "-ci-plan"), NAMED_SERVICES - {"kms"})


def _policies_of(resources: list[Resource], part: str) -> list[str]:
    return [one["policy"] for one in of_kind(resources, "aws_iam_policy") if part in one["name"]]


def _all_within(runtime: list[Resource], policies: list[str], services: set[str]) -> None:
    """Everything is granted by its name, rather than by what is granted for all there is."""
    patterns = {each for policy in policies for one in statements(policy) for each in one["Resource"]} - {"*"}
    named = arns(runtime, *PLACE)
    assert {each.split(":")[2] for each in named} == services
    assert not [one for one in named if not matches(one, patterns)]


def test_roles_may_do_what_their_own_policies_say_since_the_ceiling_is_high_enough(
    resources: list[Resource], runtime: list[Resource]
) -> None:
    ceiling = _policy(resources, f"{SERVICE}-{FIRST}-runtime-boundary")
    real = as_made_by_aws(runtime, *PLACE)
    wanted = [
        (action, real.get(each, each))
        for role in of_kind(runtime, "aws_iam_role_policy")
        for statement in statements(role["policy"])
        for action, each in product(statement["Action"], statement["Resource"])
    ]
    assert wanted
    assert not [one for one in wanted if not allows(ceiling, *one)]


def test_roles_have_the_ceiling_that_their_account_makes(
    resources: list[Resource], runtime: list[Resource]
) -> None:
    made = {one["name"]: arn(one, *PLACE) for one in of_kind(resources, "aws_iam_policy")}
    used = {one["permissions_boundary"] for one in of_kind(runtime, "aws_iam_role")}
    assert used == {made[f"{SERVICE}-{FIRST}-runtime-boundary"]}
