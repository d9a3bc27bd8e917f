"""What the pipeline's roles may do, read from the policies that Terraform would apply."""

from __future__ import annotations

import json
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest
from proof.offline.verifier import Verifier
from proof.rendered import render

pytestmark = pytest.mark.proof

# The longest names and the most environments that a spec can have in one account.
SERVICE = "a" * 24
ENVIRONMENTS = [f"e{number}{'x' * 8}" for number in range(8)]
SPEC = f"""
service: {{name: {SERVICE}}}
environments:
""" + "".join(f'  {one}: {{account: "111111111111", regions: [us-east-1, eu-west-1]}}\n' for one in ENVIRONMENTS)

# A managed policy has 6,144 characters at most, white space aside. Source: IAM user guide, quotas (2026-11).
POLICY_LIMIT = 6144
# Actions for which AWS knows no resources; they list, set up log delivery, log in, or send traces.
# Source: service authorization reference (2026-11).
WITHOUT_RESOURCE = {
    "cloudwatch:DescribeAlarms",
    "ecr:DescribeRegistry",
    "ecr:GetAuthorizationToken",
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


@pytest.fixture(scope="module")
def resources(verifier: Verifier, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """Every instance of the bootstrap root: its type, its name, and its attributes."""
    root = render(SPEC, tmp_path_factory.mktemp("identity")) / "bootstrap/111111111111"
    for step in (verifier.init(root), verifier.plan(root), verifier.apply(root)):
        assert step.ok, step
    state = json.loads((root / "terraform.tfstate").read_text())
    return [
        {"type": one["type"], "name": one["name"], **instance["attributes"]}
        for one in state["resources"]
        for instance in one["instances"]
        if one["mode"] == "managed"
    ]


def _of(resources: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    found = [one for one in resources if one["type"] == kind]
    assert found, kind
    return found


def _statements(policy: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for statement in json.loads(policy["policy"])["Statement"]:
        yield statement | {key: _list(statement.get(key, [])) for key in ("Action", "Resource")}


def _list(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def _is_boundary(policy: dict[str, Any]) -> bool:
    return str(policy["name"]).endswith("-boundary")


def test_no_policy_outgrows_iam(resources: list[dict[str, Any]]) -> None:
    sizes = {one["name"]: len("".join(one["policy"].split())) for one in _of(resources, "aws_iam_policy")}
    assert max(sizes.values()) <= POLICY_LIMIT, sizes


def test_every_role_trusts_exact_subjects_only(resources: list[dict[str, Any]]) -> None:
    for role in _of(resources, "aws_iam_role"):
        (statement,) = json.loads(role["assume_role_policy"])["Statement"]
        assert set(statement["Condition"]) == {"StringEquals"}
        claims = statement["Condition"]["StringEquals"]
        assert _list(claims["token.actions.githubusercontent.com:aud"]) == ["sts.amazonaws.com"]
        subjects = _list(claims["token.actions.githubusercontent.com:sub"])
        assert subjects
        assert all(one.startswith("repo:acme@1001/podinfo@2002:") and "*" not in one for one in subjects)


def test_each_environment_is_deployed_by_its_own_jobs_only(resources: list[dict[str, Any]]) -> None:
    trusted = {role["name"]: role["assume_role_policy"] for role in _of(resources, "aws_iam_role")}
    for one in ENVIRONMENTS:
        assert f"podinfo@2002:environment:{one}" in trusted[f"{SERVICE}-ci-deploy-{one}"]
        assert "pull_request" not in trusted[f"{SERVICE}-ci-deploy-{one}"]


def test_every_role_has_a_ceiling(resources: list[dict[str, Any]]) -> None:
    for role in _of(resources, "aws_iam_role"):
        assert role["permissions_boundary"], role["name"]


def test_whatever_has_resources_is_granted_for_some_of_them_only(resources: list[dict[str, Any]]) -> None:
    for policy in _of(resources, "aws_iam_policy"):
        for statement in () if _is_boundary(policy) else _statements(policy):
            if "*" in statement["Resource"]:
                assert set(statement["Action"]) <= WITHOUT_RESOURCE, (policy["name"], statement["Sid"])


def test_roles_are_given_to_named_services_only(resources: list[dict[str, Any]]) -> None:
    for policy in _of(resources, "aws_iam_policy"):
        for statement in () if policy["name"].endswith("-ci-boundary") else _statements(policy):
            if "iam:PassRole" in statement["Action"]:
                assert "iam:PassedToService" in statement["Condition"]["StringEquals"]


def test_a_deploy_role_makes_no_role_without_the_runtime_ceiling(resources: list[dict[str, Any]]) -> None:
    widening = {"iam:AttachRolePolicy", "iam:CreateRole", "iam:PutRolePermissionsBoundary", "iam:PutRolePolicy"}
    for policy in _of(resources, "aws_iam_policy"):
        for statement in () if _is_boundary(policy) else _statements(policy):
            if widening & set(statement["Action"]):
                (ceiling,) = _list(statement["Condition"]["StringEquals"]["iam:PermissionsBoundary"])
                assert ceiling


@pytest.mark.parametrize(
    "action",
    [
        "iam:CreatePolicyVersion",
        "iam:CreateUser",
        "iam:DeleteRolePermissionsBoundary",
        "iam:UpdateOpenIDConnectProviderThumbprint",
    ],
)
def test_no_role_of_the_pipeline_could_ever(action: str, resources: list[dict[str, Any]]) -> None:
    for policy in _of(resources, "aws_iam_policy"):
        for statement in _statements(policy):
            assert not any(fnmatchcase(action, pattern) for pattern in statement["Action"]), policy["name"]


def test_the_ceiling_keeps_ci_roles_from_changing_ci_roles(resources: list[dict[str, Any]]) -> None:
    own = f"arn:aws:iam::111111111111:role/podspec/ci/{SERVICE}-ci-plan"
    (ceiling,) = (one for one in _of(resources, "aws_iam_policy") if one["name"] == f"{SERVICE}-ci-boundary")
    for statement in _statements(ceiling):
        changes = any(fnmatchcase("iam:PutRolePolicy", pattern) for pattern in statement["Action"])
        assert not (changes and any(fnmatchcase(own, pattern) for pattern in statement["Resource"]))


def test_the_plan_role_only_reads_and_locks(resources: list[dict[str, Any]]) -> None:
    reading = ("Get", "List", "Describe", "BatchGet", "BatchCheck", "GET")
    for policy in _of(resources, "aws_iam_policy"):
        if policy["name"].startswith(f"{SERVICE}-ci-plan") or policy["name"] == f"{SERVICE}-ci-pull":
            for statement in _statements(policy):
                acts = [one.partition(":")[2] for one in statement["Action"]]
                assert statement["Sid"] == "LockState" or all(one.startswith(reading) for one in acts)


def test_what_the_lambda_target_makes_lies_within_what_its_deploy_role_may_touch(
    resources: list[dict[str, Any]], verifier: Verifier, tmp_path: Path
) -> None:
    one = ENVIRONMENTS[0]
    root = render(SPEC, tmp_path) / f"environments/{one}/us-east-1"
    assert verifier.init(root).ok
    assert (planned := verifier.plan(root, {"image_digest": "sha256:" + "a" * 64})).ok, planned
    named = _names(verifier.plan_json(root))
    policies = [each for each in _of(resources, "aws_iam_policy") if f"-deploy-{one}" in each["name"]]
    arns = {arn for policy in policies for statement in _statements(policy) for arn in statement["Resource"]}
    granted = [arn.rpartition(":111111111111:")[2] for arn in arns - {"*"}]
    assert named
    assert not [one for one in named if not any(fnmatchcase(one, pattern) for pattern in granted)]


def _names(plan: dict[str, Any]) -> set[str]:
    """The last part of the ARN of all that a plan names by itself."""
    arns = {
        "aws_lambda_function": "function:{function_name}",
        "aws_cloudwatch_log_group": "log-group:{name}",
        "aws_codedeploy_app": "application:{name}",
        "aws_scheduler_schedule_group": "schedule-group/{name}",
        "aws_cloudwatch_metric_alarm": "alarm:{alarm_name}",
        "aws_ssm_parameter": "parameter{name}",
        "aws_iam_role": "role{path}{name}",
    }
    changes = [one for one in plan["resource_changes"] if one["type"] in arns]
    assert {one["type"] for one in changes} == set(arns)
    return {arns[one["type"]].format(**one["change"]["after"]) for one in changes}
