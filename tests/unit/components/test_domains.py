"""Which public name leads to which target."""

import scopes

from podspec.components import domains
from podspec.model.environment import Environment

SPEC = """
targets: {%s}
environments:
  dev:
    account: "111111111111"
    regions: [us-east-1]
    network: {cidr: 10.10.0.0/16}
    domain: {name: web.example.com, zone: example.com%s}
"""


def _dev(targets: str, primary: str = "") -> Environment:
    return scopes.service(SPEC % (targets, primary)).environments[0]


def test_the_primary_target_answers_to_the_name_itself_and_each_to_its_own() -> None:
    one = _dev("lambda: {}, ec2: {}", ", primary: ec2")
    assert domains.names_of(one, "ec2") == ["web.example.com", "ec2.web.example.com"]
    assert domains.names_of(one, "lambda") == ["lambda.web.example.com"]


def test_a_single_target_is_the_primary_one() -> None:
    assert domains.names_of(_dev("lambda: {}"), "lambda") == ["web.example.com", "lambda.web.example.com"]
    assert domains.names_of(_dev("ec2: {}"), "ec2") == ["web.example.com", "ec2.web.example.com"]


def test_every_name_is_answered_once_and_the_domains_own_comes_first() -> None:
    names = [name for name, _ in domains.answers(_dev("lambda: {}, ec2: {}", ", primary: lambda"))]
    assert names == ["web.example.com", "lambda.web.example.com", "ec2.web.example.com"]


def test_without_a_domain_nobody_answers() -> None:
    assert list(domains.answers(scopes.service().environments[0])) == []
