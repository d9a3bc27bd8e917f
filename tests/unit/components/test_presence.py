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
ASKED = [presence.runs_on_ec2, presence.has_secrets, presence.has_domain, presence.notifies]


def _dev(blocks: str) -> Environment:
    return scopes.service(blocks).environments[0]


@pytest.mark.parametrize("asked", ASKED)
def test_what_the_spec_does_not_name_is_not_there(asked: Callable[[Environment], bool]) -> None:
    assert not asked(_dev(BARE))


@pytest.mark.parametrize("asked", [*ASKED, presence.runs_on_lambda])
def test_what_the_spec_names_is_there(asked: Callable[[Environment], bool]) -> None:
    assert asked(_dev(WHOLE))
