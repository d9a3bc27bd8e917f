"""Which tags win."""

import scopes

from podspec.components import accounts, tags

OWNED = """
service: {name: podinfo, owner: platform, tags: {cost_center: "1234", Service: mine}}
environments:
  dev:
    account: "111111111111"
    regions: [us-east-1]
    service: {tags: {cost_center: "5678"}}
"""


def test_an_environments_own_tags_win_over_the_services() -> None:
    found = tags.environment_tags(scopes.service(OWNED).environments[0])
    assert found["cost_center"] == "5678"


def test_podspecs_own_tags_cannot_be_taken_over() -> None:
    found = tags.environment_tags(scopes.service(OWNED).environments[0])
    assert found["Service"] == "podinfo"
    assert found["Environment"] == "dev"
    assert found["ManagedBy"] == "podspec"


def test_a_service_without_an_owner_has_no_owner_tag() -> None:
    assert "Owner" not in tags.shared_tags(scopes.service().spec)


def test_what_an_account_has_once_belongs_to_no_service() -> None:
    assert tags.account_tags() == {"Environment": "shared", "ManagedBy": "podspec"}
    found = accounts.main(scopes.account("111111111111", OWNED))
    assert found is not None
    assert found["provider"]["tags"] == tags.account_tags()
