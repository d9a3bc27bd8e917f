"""Public names: certificates, records and health checks, region by region, and who may change them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from proof.iam import Resource, allows, managed, matches, of_kind, statements
from proof.offline.verifier import Verifier
from proof.rendered import render
from proof.trees import variables_of

pytestmark = pytest.mark.proof

TESTS = Path(__file__).with_name("modules")
DOMAIN = "podinfo.example.com"
SPEC = f"""
registry: {{account: "111111111111", region: us-east-1}}
targets: {{lambda: {{}}}}
environments:
  dev: {{account: "111111111111", regions: [us-east-1]}}
  prod:
    account: "222222222222"
    regions: [eu-west-1, eu-central-1]
    domain: {{name: {DOMAIN}, zone: example.com}}
"""
# A certificate's first name has 64 characters at most, and `lambda.` stands before each.
LONGEST = f"""
service: {{name: {"a" * 24}}}
targets: {{lambda: {{}}}}
environments:
""" + "".join(
    f'  e{number}{"x" * 8}: {{account: "111111111111", regions: [us-east-1, eu-west-1], '
    f"domain: {{name: {number}{'d' * 44}.example.com, zone: example.com}}}}\n"
    for number in range(2)
)
# A managed policy has 6,144 characters at most, white space aside. Source: IAM user guide, quotas (2026-11).
POLICY_LIMIT = 6144
FIRST, SECOND = "environments/prod/eu-west-1", "environments/prod/eu-central-1"


@pytest.fixture(scope="module")
def terraform(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The spec, rendered."""
    return render(SPEC, tmp_path_factory.mktemp("dns"))


def _applied(verifier: Verifier, root: Path) -> list[Resource]:
    variables = variables_of(root)
    for step in (verifier.init(root), verifier.plan(root, variables), verifier.apply(root)):
        assert step.ok, step
    again = verifier.plan(root, variables)
    assert again.is_empty_plan, again.output
    return managed(root)


@pytest.mark.parametrize("module", ["certificate", "dns", "lambda"])
def test_the_module_keeps_its_promises(module: str, verifier: Verifier, terraform: Path, tmp_path: Path) -> None:
    # By itself: other tests of the module stand beside it elsewhere.
    folder = shutil.copytree(terraform / "modules" / module, tmp_path / module)
    file = TESTS / (f"{module}_domain.tftest.hcl" if module == "lambda" else f"{module}.tftest.hcl")
    shutil.copy(file, folder)
    for step in (verifier.init(folder), verifier.test(folder)):
        assert step.ok, step
    assert "0 failed" in step.output


@pytest.mark.parametrize("root", [FIRST, SECOND])
def test_every_region_is_applied_by_itself(root: str, verifier: Verifier, terraform: Path) -> None:
    records = of_kind(_applied(verifier, terraform / root), "aws_route53_record")
    addresses = {(one["name"], one["type"]) for one in records if one["alias"]}
    assert addresses == {(name, kind) for name in (DOMAIN, f"lambda.{DOMAIN}") for kind in ("A", "AAAA")}
    proofs = [one for one in records if one["type"] == "CNAME"]
    assert len(proofs) == (2 if root == FIRST else 0)


def test_a_second_region_leaves_what_the_first_one_serves_alone(tmp_path: Path) -> None:
    before = _files(render(SPEC.replace(", eu-central-1]", "]"), _folder(tmp_path, "before")) / FIRST)
    after = _files(render(SPEC, _folder(tmp_path, "after")) / FIRST)
    assert set(before) == set(after)
    # Its overview shows the new region, too.
    assert {name for name in before if before[name] != after[name]} <= {"observability.tf"}


def test_a_domain_is_the_only_thing_that_a_root_without_one_lacks(tmp_path: Path) -> None:
    domain = f"    domain: {{name: {DOMAIN}, zone: example.com}}\n"
    without = _files(render(SPEC.replace(domain, ""), _folder(tmp_path, "without")) / FIRST)
    having = _files(render(SPEC, _folder(tmp_path, "having")) / FIRST)
    assert set(having) - set(without) == {"certificate.tf", "dns.tf"}
    changed = {name for name in without if without[name] != having[name]}
    assert changed == {"lambda.tf"}
    lines = set(without["lambda.tf"].splitlines())
    assert lines <= set(having["lambda.tf"].splitlines())


def _folder(parent: Path, name: str) -> Path:
    folder = parent / name
    folder.mkdir()
    return folder


def _files(root: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in root.glob("*.tf")}


@pytest.fixture(scope="module")
def policies(verifier: Verifier, terraform: Path) -> dict[str, str]:
    """Policies of the CI roles in the account with the domain, by name."""
    made = of_kind(_applied(verifier, terraform / "bootstrap/222222222222"), "aws_iam_policy")
    return {one["name"]: one["policy"] for one in made}


ZONE = "arn:aws:route53:::hostedzone/Z0123456789ABC"


def _may_write(policy: str, name: str, kind: str) -> bool:
    """Whether a policy lets somebody change a record, as IAM compares the names and types of a request."""
    return any(
        "route53:ChangeResourceRecordSets" in one["Action"]
        and matches(ZONE, one["Resource"])
        and _holds(one["Condition"], "NormalizedRecordNames", name)
        and _holds(one["Condition"], "RecordTypes", kind)
        for one in statements(policy)
    )


def _holds(condition: dict[str, Any], key: str, value: str) -> bool:
    name = f"route53:ChangeResourceRecordSets{key}"
    (patterns,) = [
        one[name] for test, one in condition.items() if name in one and test.startswith("ForAllValues:")
    ]
    return matches(value, [patterns] if isinstance(patterns, str) else patterns)


def test_a_deploy_role_writes_the_records_that_its_root_has(
    verifier: Verifier, terraform: Path, policies: dict[str, str]
) -> None:
    policy = policies["podinfo-ci-deploy-prod-dns"]
    for one in of_kind(_applied(verifier, terraform / FIRST), "aws_route53_record"):
        proof = one["type"] == "CNAME"
        # AWS's own proofs are named after the domain; the offline provider's after something else.
        assert _may_write(policy, f"_0123456789abcdef.{DOMAIN}" if proof else one["name"], one["type"])


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("example.com", "A"),
        ("example.com", "NS"),
        (DOMAIN, "TXT"),
        (DOMAIN, "CNAME"),
        (DOMAIN, "NS"),
        (f"other.{DOMAIN}", "A"),
        ("_0123456789abcdef.example.com", "CNAME"),
        (f"_0123456789abcdef.{DOMAIN}", "TXT"),
        (f"x{DOMAIN}", "A"),
    ],
)
def test_a_deploy_role_writes_no_other_record(name: str, kind: str, policies: dict[str, str]) -> None:
    for policy in (text for title, text in policies.items() if not title.endswith("-boundary")):
        assert not _may_write(policy, name, kind)


def test_no_record_passes_by_having_no_name(policies: dict[str, str]) -> None:
    writing = [
        one
        for one in statements(policies["podinfo-ci-deploy-prod-dns"])
        if "route53:ChangeResourceRecordSets" in one["Action"]
    ]
    assert writing
    for one in writing:
        assert one["Condition"]["Null"] == {"route53:ChangeResourceRecordSetsNormalizedRecordNames": "false"}


def test_certificates_are_for_own_names_only(policies: dict[str, str]) -> None:
    (request,) = [
        one
        for one in statements(policies["podinfo-ci-deploy-prod-dns"])
        if one["Action"] == ["acm:RequestCertificate"]
    ]
    assert request["Condition"]["ForAllValues:StringEquals"]["acm:DomainNames"] == [DOMAIN, f"lambda.{DOMAIN}"]
    assert request["Condition"]["Null"] == {"acm:DomainNames": "false"}
    assert request["Condition"]["StringEquals"]["aws:RequestTag/Environment"] == "prod"


def test_the_ceiling_lets_requests_to_route_53_through_whatever_the_regions_are(policies: dict[str, str]) -> None:
    ceiling = policies["podinfo-ci-boundary"]
    here = [one for one in statements(ceiling) if matches("route53:GetHostedZone", one["Action"])]
    assert here
    assert [one for one in here if "Condition" not in one]
    regional = next(one for one in statements(ceiling) if matches("acm:DescribeCertificate", one["Action"]))
    assert regional["Condition"]["StringEquals"]["aws:RequestedRegion"] == [
        "us-east-1",
        "eu-west-1",
        "eu-central-1",
    ]


def test_policies_stay_within_iams_limit_with_the_longest_names(verifier: Verifier, tmp_path: Path) -> None:
    resources = _applied(verifier, render(LONGEST, tmp_path) / "bootstrap/111111111111")
    sizes = {
        one["name"]: len("".join(one["policy"].split()))
        for one in of_kind(resources, "aws_iam_policy")
        if one["name"].endswith("-dns")
    }
    assert len(sizes) == len(("e0", "e1", "plan"))
    assert max(sizes.values()) <= POLICY_LIMIT, sizes


def test_an_environment_without_a_domain_gets_no_rights_over_names(
    verifier: Verifier, terraform: Path, policies: dict[str, str]
) -> None:
    dev = of_kind(_applied(verifier, terraform / "bootstrap/111111111111"), "aws_iam_policy")
    for one in dev:
        if not one["name"].endswith("-boundary"):
            assert not allows(one["policy"], "route53:ChangeResourceRecordSets", ZONE), one["name"]
    assert "podinfo-ci-deploy-prod-dns" in policies
    assert json.loads(policies["podinfo-ci-plan-dns"])["Statement"]
