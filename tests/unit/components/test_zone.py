"""Which zones are created, and in which account."""

import scopes

from podspec.components import zone

SPEC = scopes.TWO_ACCOUNTS.replace("prod: {", "prod: {domain: {name: a.b.io, zone: b.io, create_zone: true}, ")


def test_a_zone_is_created_in_the_account_of_its_environment() -> None:
    assert zone.root(scopes.account("222222222222", SPEC)) == {"service": "podinfo", "zones": ["b.io"]}
    assert zone.root(scopes.account("111111111111", SPEC)) is None


def test_a_zone_that_is_there_is_left_alone() -> None:
    assert zone.root(scopes.account("222222222222", SPEC.replace("true", "false"))) is None
