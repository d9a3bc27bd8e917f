"""What the pipeline and the rotation function may do with secrets, read from what Terraform applies."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path

import pytest
from proof.iam import Resource, allows, arns, as_made_by_aws, managed, matches, of_kind, statements
from proof.offline.verifier import Verifier
from proof.rendered import render
from proof.trees import variables_of

pytestmark = pytest.mark.proof

# The longest names, and the most environments that a spec can have in one account.
SERVICE = "a" * 24
ENVIRONMENTS = [f"e{number}{'x' * 8}" for number in range(8)]
FIRST, SECOND = ENVIRONMENTS[:2]
PLACE = ("111111111111", "us-east-1")
OWN_FUNCTION = f"arn:aws:lambda:us-east-1:111111111111:function:{'f' * 64}"
SPEC = f"""
service: {{name: {SERVICE}}}
container: {{secrets: {{API_TOKEN: {"s" * 48}, DATABASE: database}}}}
secrets:
  {"s" * 48}: {{}}
  database: {{rotation: {{lambda_arn: "{OWN_FUNCTION}"}}}}
environments:
""" + "".join(f'  {one}: {{account: "111111111111", regions: [us-east-1, eu-west-1]}}\n' for one in ENVIRONMENTS)

# A managed policy has 6,144 characters at most, white space aside. Source: IAM user guide, quotas (2026-11).
POLICY_LIMIT = 6144


@pytest.fixture(scope="module")
def terraform(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return render(SPEC, tmp_path_factory.mktemp("secrets"))


@pytest.fixture(scope="module")
def policies(verifier: Verifier, terraform: Path) -> dict[str, str]:
    """Policies of the CI roles, and ceilings, by name."""
    made = of_kind(_applied(verifier, terraform / "bootstrap/111111111111"), "aws_iam_policy")
    return {str(one["name"]): str(one["policy"]) for one in made}


@pytest.fixture(scope="module")
def runtime(verifier: Verifier, terraform: Path) -> list[Resource]:
    """Every instance of the root of the first environment."""
    return _applied(verifier, terraform / f"environments/{FIRST}/us-east-1")


def _applied(verifier: Verifier, root: Path) -> list[Resource]:
    variables = variables_of(root)
    for step in (verifier.init(root), verifier.plan(root, variables), verifier.apply(root)):
        assert step.ok, step
    return managed(root)


def test_no_policy_outgrows_iam(policies: dict[str, str]) -> None:
    sizes = {name: len("".join(policy.split())) for name, policy in policies.items()}
    assert {f"{SERVICE}-ci-deploy-{FIRST}-secrets", f"{SERVICE}-ci-plan-secrets"} <= set(sizes)
    assert max(sizes.values()) <= POLICY_LIMIT, sizes


def test_no_role_of_the_pipeline_reads_a_value(policies: dict[str, str]) -> None:
    for name, policy in policies.items():
        for statement in () if name.endswith("-boundary") else statements(policy):
            for action in ("GetSecretValue", "BatchGetSecretValue", "PutSecretValue"):
                assert not matches(f"secretsmanager:{action}", statement["Action"]), (name, statement["Sid"])


def test_a_deploy_role_makes_and_rotates_the_secrets_of_its_own_environment(policies: dict[str, str]) -> None:
    deploy = policies[f"{SERVICE}-ci-deploy-{FIRST}-secrets"]
    for action in ("CreateSecret", "RotateSecret", "ReplicateSecretToRegions", "DeleteSecret"):
        assert allows(deploy, f"secretsmanager:{action}", _secret(FIRST))
        assert not allows(deploy, f"secretsmanager:{action}", _secret(SECOND))


def _secret(environment: str) -> str:
    return f"arn:aws:secretsmanager:us-east-1:111111111111:secret:podspec/{SERVICE}/{environment}/database-AbCdEf"


def test_who_sets_up_a_rotation_may_call_its_function_and_change_only_podspecs_own(
    policies: dict[str, str],
) -> None:
    deploy = policies[f"{SERVICE}-ci-deploy-{FIRST}-secrets"]
    assert allows(deploy, "lambda:InvokeFunction", OWN_FUNCTION)
    assert not allows(deploy, "lambda:UpdateFunctionCode", OWN_FUNCTION)


def test_everything_that_is_made_is_within_what_the_deploy_role_may_touch(
    policies: dict[str, str], runtime: list[Resource]
) -> None:
    own = [policy for name, policy in policies.items() if f"-deploy-{FIRST}" in name]
    patterns = {each for policy in own for one in statements(policy) for each in one["Resource"]} - {"*"}
    named = arns(runtime, *PLACE)
    assert {"secretsmanager", "kms"} <= {each.split(":")[2] for each in named}
    assert not [one for one in named if not matches(one, patterns)]


def test_the_ceiling_lets_the_rotation_function_work(policies: dict[str, str], runtime: list[Resource]) -> None:
    ceiling = policies[f"{SERVICE}-{FIRST}-runtime-boundary"]
    real = as_made_by_aws(runtime, *PLACE)
    (rotation,) = (one["policy"] for one in of_kind(runtime, "aws_iam_role_policy") if one["name"] == "rotation")
    wanted = [
        (action, real.get(each, each))
        for one in statements(rotation)
        for action, each in product(one["Action"], one["Resource"])
    ]
    assert {action for action, _ in wanted} >= {"secretsmanager:PutSecretValue", "kms:GenerateDataKey"}
    assert not [one for one in wanted if not allows(ceiling, *one)]


def test_the_ceiling_keeps_every_role_away_from_the_secrets_of_another_environment(
    policies: dict[str, str],
) -> None:
    ceiling = policies[f"{SERVICE}-{FIRST}-runtime-boundary"]
    for action in ("GetSecretValue", "PutSecretValue"):
        assert allows(ceiling, f"secretsmanager:{action}", _secret(FIRST))
        assert not allows(ceiling, f"secretsmanager:{action}", _secret(SECOND))


def test_the_ceiling_lets_roles_use_keys_of_their_own_environment_only(policies: dict[str, str]) -> None:
    (keys,) = (
        one
        for one in json.loads(policies[f"{SERVICE}-{FIRST}-runtime-boundary"])["Statement"]
        if one.get("Sid") == "UseOwnKeys"
    )
    own = {"Service": SERVICE, "Environment": FIRST}
    assert keys["Condition"] == {"StringEquals": {f"aws:ResourceTag/{tag}": value for tag, value in own.items()}}
