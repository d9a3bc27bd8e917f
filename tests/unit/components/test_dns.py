"""What the public names take from the spec, region by region."""

import scopes

from podspec.components import dns

SPEC = scopes.TWO_ACCOUNTS.replace(
    "regions: [us-east-1, eu-west-1]}",
    "regions: [eu-west-1, us-east-1], domain: {name: web.example.com, zone: example.com, primary: lambda}}",
)
BOTH = f"""
targets: {{lambda: {{}}, ec2: {{}}}}
container: {{health: {{readiness: /ready}}}}
{SPEC}"""


def test_the_first_region_and_no_other_proves_whose_the_names_are() -> None:
    made = {region: dns.certificate(scopes.region("prod", region, SPEC)) for region in ("us-east-1", "eu-west-1")}
    assert {region: one and one["validation_records"] for region, one in made.items()} == {
        "us-east-1": False,
        "eu-west-1": True,
    }


def test_a_certificate_is_for_all_names_the_domains_own_first() -> None:
    found = dns.certificate(scopes.region("prod", "us-east-1", BOTH))
    assert found is not None
    assert found["zone"] == "example.com"
    assert found["names"] == ["web.example.com", "lambda.web.example.com", "ec2.web.example.com"]


def test_every_record_leads_to_a_target_that_is_there() -> None:
    found = dns.records(scopes.region("prod", "us-east-1", BOTH))
    assert found == {
        "readiness_path": "/ready",
        "targets": ["lambda", "ec2"],
        "records": [
            {"name": "web.example.com", "target": "lambda"},
            {"name": "lambda.web.example.com", "target": "lambda"},
            {"name": "ec2.web.example.com", "target": "ec2"},
        ],
    }


def test_an_environment_without_a_domain_has_neither() -> None:
    scope = scopes.region("dev", "us-east-1", SPEC)
    assert dns.certificate(scope) is None
    assert dns.records(scope) is None


def test_modules_are_there_if_any_environment_has_a_domain() -> None:
    assert dns.module(scopes.service(SPEC)) == {}
    assert dns.module(scopes.service()) is None
