"""What the scripts are told of each environment and region is what the modules call things."""

import pytest
import scopes

from podspec.components import facts

BOTH = """
registry: {account: "111111111111", region: us-east-1}
supply_chain:
  sbom: cyclonedx-json
  scan: {fail_on: low, waivers: [{id: CVE-2026-1, reason: r, expires: 2027-01-31}]}
targets: {lambda: {}, ec2: {}}
environments:
  dev: {account: "111111111111", regions: [us-east-1], network: {cidr: 10.10.0.0/16}}
  prod:
    account: "222222222222"
    regions: [us-east-1, eu-west-1]
    network: {cidr: 10.20.0.0/16}
    domain: {name: web.example.com, zone: example.com, primary: ec2}
"""


def _facts(environment: str, region: str, blocks: str = BOTH) -> dict[str, str]:
    found: dict[str, str] = facts.facts(scopes.region(environment, region, blocks))["facts"]
    return found


def test_an_image_is_pulled_from_the_registrys_account_in_this_region() -> None:
    repository = _facts("prod", "eu-west-1")["REPOSITORY"]
    assert repository == "111111111111.dkr.ecr.eu-west-1.amazonaws.com/podspec/podinfo/image"


def test_an_environment_knows_the_one_before_it() -> None:
    assert _facts("dev", "us-east-1")["PREVIOUS"] == ""
    assert _facts("prod", "us-east-1")["PREVIOUS"] == "dev"


def test_each_target_brings_its_own_names() -> None:
    both = _facts("prod", "us-east-1")
    assert both["TARGETS"] == "lambda ec2"
    assert both["FUNCTION"] == "podinfo-prod"
    assert both["STATE_MACHINE"] == "arn:aws:states:us-east-1:222222222222:stateMachine:podinfo-prod-ec2-rollout"
    alone = _facts("dev", "us-east-1", 'environments: {dev: {account: "111111111111", regions: [us-east-1]}}\n')
    assert alone["TARGETS"] == "lambda"
    assert "STATE_MACHINE" not in alone


def test_who_signs_is_the_shared_build_workflow_on_the_default_branch() -> None:
    signer = _facts("dev", "us-east-1")["SIGNER"]
    assert signer.endswith("/.github/workflows/podspec-build.yml@refs/heads/main")


@pytest.mark.parametrize(("environment", "host"), [("dev", ""), ("prod", "web.example.com")])
def test_a_public_name_is_told_where_there_is_one(environment: str, host: str) -> None:
    assert _facts(environment, "us-east-1")["HOST"] == host


def test_the_scan_is_judged_by_the_specs_rules() -> None:
    rules = facts.scan(scopes.service(BOTH))["rules"]
    assert rules["fail_on"] == "low"
    assert rules["waivers"] == [{"id": "CVE-2026-1", "reason": "r", "expires": "2027-01-31"}]


def test_environments_are_told_in_the_order_of_promotion() -> None:
    assert facts.index(scopes.service(BOTH))["environments"] == [
        {"name": "dev", "regions": "us-east-1"},
        {"name": "prod", "regions": "us-east-1 eu-west-1"},
    ]


def test_the_state_of_a_root_is_where_its_backend_has_it() -> None:
    found = _facts("prod", "eu-west-1")
    assert found["STATE"] == "s3://podspec-state-222222222222-us-east-1/podinfo/environments/prod/eu-west-1"
    assert found["STATE_REGION"] == "us-east-1"


def test_hosts_are_asked_by_a_name_that_leads_nowhere_else() -> None:
    assert _facts("prod", "us-east-1")["EC2_HOST"] == "ec2.web.example.com"
    assert _facts("dev", "us-east-1")["EC2_HOST"] == ""
    assert _facts("dev", "us-east-1")["LOAD_BALANCER"] == "podinfo-dev"
