"""What an environment is said to have is what its resolved spec says."""

from collections.abc import Callable

import pytest
import scopes

from podspec.components import presence
from podspec.model.environment import Environment

BARE = """
targets: {lambda: {}}
environments: {dev: {account: "111111111111", regions: [us-east-1]}}
"""
WHOLE = """
targets: {lambda: {}, ec2: {}}
secrets: {api-token: {}}
observability: {notify: [ops@example.com]}
environments:
  dev:
    account: "111111111111"
    regions: [us-east-1]
    network: {cidr: 10.10.0.0/16}
    domain: {name: web.example.com, zone: example.com, primary: lambda}
"""
EXISTING = WHOLE.replace(
    "{cidr: 10.10.0.0/16}",
    "{vpc_id: vpc-00000001, public_subnets: [subnet-00000001, subnet-00000002], "
    "private_subnets: [subnet-00000003, subnet-00000004]}",
)
ASKED = [
    presence.runs_on_ec2,
    presence.builds_network,
    presence.has_secrets,
    presence.has_domain,
    presence.notifies,
]


def _dev(blocks: str) -> Environment:
    return scopes.service(blocks).environments[0]


@pytest.mark.parametrize("asked", ASKED)
def test_what_the_spec_does_not_name_is_not_there(asked: Callable[[Environment], bool]) -> None:
    assert not asked(_dev(BARE))


@pytest.mark.parametrize("asked", [*ASKED, presence.runs_on_lambda])
def test_what_the_spec_names_is_there(asked: Callable[[Environment], bool]) -> None:
    assert asked(_dev(WHOLE))


def test_targets_are_called_as_in_the_spec() -> None:
    assert presence.targets(_dev(BARE)) == ("lambda",)
    assert presence.targets(_dev(WHOLE)) == ("lambda", "ec2")


def test_a_network_is_made_or_found() -> None:
    assert not presence.uses_existing_network(_dev(BARE))
    assert not presence.uses_existing_network(_dev(WHOLE))
    assert presence.uses_existing_network(_dev(EXISTING))
    assert not presence.builds_network(_dev(EXISTING))


def test_nobody_asks_for_a_network_without_hosts() -> None:
    lambda_only = WHOLE.replace(", ec2: {}", "")
    assert not presence.builds_network(_dev(lambda_only))
