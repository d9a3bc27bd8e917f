"""Every IAM policy of a whole service, read as data: what is granted, to whom, on what, and why."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from proof.applied import ACCOUNT, REGIONS, SERVICE, Applied
from proof.iam import Resource, Statement, allows, arn, as_list, matches, of_kind, statements

pytestmark = pytest.mark.proof

ENVIRONMENTS = ("eeeeeeeee0", "eeeeeeeee1")
BOOTSTRAP = f"bootstrap/{ACCOUNT}"
ROOTS = (
    f"accounts/{ACCOUNT}",
    BOOTSTRAP,
    "global",
    *(f"environments/{ENVIRONMENTS[0]}/{region}" for region in REGIONS),
)
# Source: IAM user guide, quotas (2026-11): characters, white space aside, and managed policies of a role.
POLICY, INLINE, TRUST, ATTACHED = 6144, 10240, 2048, 10
# Policies of roles. Other statements are of a resource's own policy, in which `*` is that resource.
OF_ROLES = {"aws_iam_policy", "aws_iam_role_policy"}
# What changes rights: of roles and policies, of whom GitHub's tokens are believed, of people.
# Source: service authorization reference, AWS IAM, actions (2026-11).
CHANGES_OF_RIGHTS = (
    *("AddClientIDToOpenIDConnectProvider", "AddRoleToInstanceProfile", "AttachRolePolicy", "CreateAccessKey"),
    *("CreateOpenIDConnectProvider", "CreatePolicy", "CreatePolicyVersion", "CreateRole", "CreateUser"),
    *("DeleteOpenIDConnectProvider", "DeletePolicy", "DeletePolicyVersion", "DeleteRole", "DeleteRolePolicy"),
    *("DeleteRolePermissionsBoundary", "DetachRolePolicy", "PutRolePermissionsBoundary", "PutRolePolicy"),
    *("RemoveClientIDFromOpenIDConnectProvider", "SetDefaultPolicyVersion", "TagRole", "UntagRole"),
    *("UpdateAssumeRolePolicy", "UpdateOpenIDConnectProviderThumbprint", "UpdateRole", "UpdateRoleDescription"),
)


@pytest.fixture(scope="module")
def resources(crowded: Applied) -> list[Resource]:
    """Everything that a crowded account has, of its environments the first in both of its regions."""
    return [one for root in ROOTS for one in crowded.resources(root)]


@pytest.fixture(scope="module")
def pipeline(crowded: Applied) -> list[Resource]:
    """The roles of the pipeline and their policies."""
    return crowded.resources(BOOTSTRAP)


def _documents(resources: list[Resource]) -> Iterator[tuple[Resource, str, str]]:
    """Every policy: the resource, the attribute in which it stands, and its JSON."""
    for resource in resources:
        for name, value in resource.items():
            if isinstance(value, str) and '"Statement"' in value:
                yield resource, name, value


def _of_roles(resources: list[Resource]) -> Iterator[tuple[str, str]]:
    """Policies that say what a role may do, by name."""
    for resource, name, document in _documents(resources):
        if resource["kind"] in OF_ROLES and name == "policy":
            yield resource["name"], document


def _allowed(document: str) -> Iterator[Statement]:
    return (one for one in statements(document) if one["Effect"] == "Allow")


def _is_ceiling(name: str) -> bool:
    return name.endswith("-boundary")


def test_nothing_is_granted_by_a_bare_star(resources: list[Resource]) -> None:
    for resource, _, document in _documents(resources):
        for one in _allowed(document):
            assert "*" not in one["Action"], (resource["kind"], one)


def test_no_role_has_a_whole_service(resources: list[Resource]) -> None:
    for name, document in _of_roles(resources):
        for one in () if _is_ceiling(name) else _allowed(document):
            assert not [action for action in one["Action"] if action.endswith(":*")], (name, one)


def test_nothing_is_granted_by_what_it_leaves_out(resources: list[Resource]) -> None:
    for resource, _, document in _documents(resources):
        for one in _allowed(document):
            assert not {"NotAction", "NotResource", "NotPrincipal"} & one.keys(), (resource["kind"], one)


def test_whatever_is_granted_everywhere_has_a_condition_or_says_why(
    crowded: Applied, resources: list[Resource]
) -> None:
    wide = {
        one.get("Sid", "")
        for _, document in _of_roles(resources)
        for one in _allowed(document)
        if "*" in one["Resource"] and not one.get("Condition")
    }
    assert wide
    assert not [one for one in sorted(wide) if not _says_why(one, crowded.terraform)]


def _says_why(sid: str, terraform: Path) -> bool:
    """Whether a comment stands at every statement of this name, or above the document that it is in."""
    places = [place for path in terraform.rglob("*.tf") for place in _statements_called(sid, path.read_text())]
    return bool(places) and all("#" in place for place in places)


def _statements_called(sid: str, text: str) -> Iterator[str]:
    """The paragraph of each statement of this name, with the comment above its document."""
    for name in re.finditer(rf'\bsid += "{re.escape(sid)}"', text, re.IGNORECASE):
        start = text.rfind("\n\n", 0, name.start())
        top = re.findall(r"(?:\A|\n\n)((?:#.*\n)*)\w", text[: name.start()])
        yield top[-1] + text[start : text.find("\n\n", name.end())]


def test_the_policy_of_a_resource_lets_nobody_in_without_a_condition(resources: list[Resource]) -> None:
    for resource, _, document in _documents(resources):
        for one in _allowed(document):
            everybody = as_list(_principals(one).get("AWS", [])) == ["*"]
            assert not everybody or one.get("Condition"), (resource["kind"], one)


def _principals(statement: Statement) -> dict[str, Any]:
    principal = statement.get("Principal", {})
    return principal if isinstance(principal, dict) else {"AWS": principal}


def test_a_function_is_called_only_by_whom_its_permission_names(resources: list[Resource]) -> None:
    for one in of_kind(resources, "aws_lambda_permission"):
        assert one["principal"].endswith((".amazonaws.com", ".amazonaws.com.cn"))
        assert one["source_arn"] or one["source_account"], one


def test_roles_that_run_something_are_taken_by_services_only(resources: list[Resource]) -> None:
    for role in of_kind(resources, "aws_iam_role"):
        if not role["path"].startswith("/podspec/ci/"):
            for one in statements(role["assume_role_policy"]):
                assert set(_principals(one)) == {"Service"}, role["name"]


def test_roles_that_run_something_have_a_ceiling_and_a_path_of_their_environment(
    crowded: Applied,
) -> None:
    for region in REGIONS:
        for role in of_kind(crowded.resources(f"environments/{ENVIRONMENTS[0]}/{region}"), "aws_iam_role"):
            assert role["path"] == f"/podspec/{SERVICE}/{ENVIRONMENTS[0]}/"
            assert role["permissions_boundary"].endswith(f"/{SERVICE}-{ENVIRONMENTS[0]}-runtime-boundary")


def test_nobody_may_take_a_role(resources: list[Resource]) -> None:
    for name, document in _of_roles(resources):
        for action in ("sts:AssumeRole", "sts:AssumeRoleWithWebIdentity", "sts:TagSession"):
            assert not [one for one in _allowed(document) if matches(action, one["Action"])], name


def test_each_deploy_role_is_taken_by_jobs_of_its_own_environment_only(pipeline: list[Resource]) -> None:
    trusted = {one["name"]: one["assume_role_policy"] for one in of_kind(pipeline, "aws_iam_role")}
    for environment in ENVIRONMENTS:
        (statement,) = json.loads(trusted[f"{SERVICE}-ci-deploy-{environment}"])["Statement"]
        claims = statement["Condition"]["StringEquals"]
        (subject,) = as_list(claims["token.actions.githubusercontent.com:sub"])
        assert subject.endswith(f":environment:{environment}")


@pytest.mark.parametrize("action", CHANGES_OF_RIGHTS)
def test_the_pipeline_cannot_change_its_own_rights(action: str, pipeline: list[Resource]) -> None:
    provider = f"arn:aws:iam::{ACCOUNT}:oidc-provider/token.actions.githubusercontent.com"
    own = {arn(one, ACCOUNT, "") for one in pipeline if one["kind"] in {"aws_iam_role", "aws_iam_policy"}}
    for name, document in _of_roles(pipeline):
        reached = [one for one in sorted(own | {provider}) if allows(document, f"iam:{action}", one)]
        assert not reached, (name, reached)


def test_a_role_is_handed_on_to_named_services_only(resources: list[Resource]) -> None:
    handed_on = 0
    for name, document in _of_roles(resources):
        for one in () if name == f"{SERVICE}-ci-boundary" else _allowed(document):
            if any(matches("iam:PassRole", [action]) for action in one["Action"]):
                handed_on += 1
                assert one["Condition"]["StringEquals"]["iam:PassedToService"], (name, one)
                assert "*" not in one["Resource"], (name, one)
    assert handed_on


def _size(document: str) -> int:
    return len("".join(document.split()))


def test_no_policy_is_longer_than_iam_takes(resources: list[Resource]) -> None:
    managed = {one["name"]: _size(one["policy"]) for one in of_kind(resources, "aws_iam_policy")}
    inline: dict[str, int] = defaultdict(int)
    for one in of_kind(resources, "aws_iam_role_policy"):
        inline[one["role"]] += _size(one["policy"])
    trust = {one["name"]: _size(one["assume_role_policy"]) for one in of_kind(resources, "aws_iam_role")}
    assert not {name: size for name, size in managed.items() if size > POLICY}
    assert not {name: size for name, size in inline.items() if size > INLINE}
    assert not {name: size for name, size in trust.items() if size > TRUST}


def test_no_role_has_more_policies_than_iam_takes(pipeline: list[Resource]) -> None:
    attached = Counter(one["role"] for one in of_kind(pipeline, "aws_iam_role_policy_attachment"))
    assert max(attached.values()) <= ATTACHED, attached
