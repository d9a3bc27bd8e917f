"""Where there is a key."""

import scopes

from podspec.components import encryption


def test_every_environment_has_a_key_in_each_of_its_regions() -> None:
    for environment, region in (("dev", "us-east-1"), ("prod", "us-east-1"), ("prod", "eu-west-1")):
        assert encryption.root(scopes.region(environment, region)) == {}
    assert encryption.module(scopes.service()) == {}
