"""Each root's state, region and names."""

import scopes

from podspec.components import root


def test_every_root_has_a_state_of_its_own() -> None:
    service = scopes.service(scopes.TWO_ACCOUNTS)
    places = [("dev", "us-east-1"), ("prod", "us-east-1"), ("prod", "eu-west-1")]
    contexts = [
        root.global_(service),
        root.bootstrap(scopes.account("111111111111")),
        root.bootstrap(scopes.account("222222222222")),
        *(root.environment(scopes.region(*place)) for place in places),
    ]
    states = {(one["backend"]["bucket"], one["backend"]["key"]) for one in contexts}
    assert len(states) == len(contexts)


def test_a_root_works_in_its_own_region_and_keeps_its_state_at_home() -> None:
    found = root.environment(scopes.region("prod", "eu-west-1"))
    assert found["provider"]["region"] == "eu-west-1"
    assert found["backend"]["region"] == "us-east-1"


def test_all_roots_of_an_account_keep_their_states_in_its_one_bucket() -> None:
    blocks = f"{scopes.TWO_ACCOUNTS}\nstate: {{region: eu-west-1}}\n"
    contexts = [
        root.global_(scopes.service(blocks)),
        root.bootstrap(scopes.account("111111111111", blocks)),
        root.environment(scopes.region("dev", "us-east-1", blocks)),
    ]
    assert {one["backend"]["bucket"] for one in contexts} == {"podspec-state-111111111111-eu-west-1"}
    assert {one["backend"]["region"] for one in contexts} == {"eu-west-1"}


def test_a_root_pulls_from_the_copy_in_its_own_region() -> None:
    found = root.environment(scopes.region("prod", "eu-west-1"))
    assert found["repository_url"] == "111111111111.dkr.ecr.eu-west-1.amazonaws.com/podspec/podinfo/image"


def test_roles_of_two_regions_differ_in_name() -> None:
    first, second = (root.environment(scopes.region("prod", one)) for one in ("us-east-1", "eu-west-1"))
    assert first["name"] == second["name"] == "podinfo-prod"
    assert first["role_prefix"] != second["role_prefix"]
