"""Who is told of what."""

import scopes

from podspec.components import notifications

ASKED = "observability: {notify: [ops@example.com, oncall@example.com]}\n"
WITH_SECRETS = ASKED + "secrets: {api-token: {}}\n" + scopes.TWO_ACCOUNTS


def test_where_nobody_is_named_there_is_no_topic() -> None:
    assert notifications.root(scopes.region("dev", "us-east-1")) is None
    assert notifications.module(scopes.service()) is None


def test_addresses_keep_their_order() -> None:
    found = notifications.root(scopes.region("dev", "us-east-1", ASKED + scopes.TWO_ACCOUNTS))
    assert found == {
        "emails": ["ops@example.com", "oncall@example.com"],
        "targets": ["lambda"],
        "secret_path": None,
    }
    assert notifications.module(scopes.service(ASKED)) == {}


def test_rotations_are_watched_where_they_happen() -> None:
    paths = {}
    for region in ("us-east-1", "eu-west-1"):
        found = notifications.root(scopes.region("prod", region, WITH_SECRETS))
        assert found is not None
        paths[region] = found["secret_path"]
    assert paths == {"us-east-1": "podspec/podinfo/prod", "eu-west-1": None}
