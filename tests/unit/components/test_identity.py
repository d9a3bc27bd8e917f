"""Which roles an account gets, and whom they trust."""

import scopes

from podspec.components import identity

REPOSITORY = "repository: {slug: acme/podinfo, owner_id: 1001, repository_id: 2002, oidc_subject: %s}\n"


def test_an_immutable_subject_carries_the_ids() -> None:
    spec = scopes.service(REPOSITORY % "immutable").spec
    assert identity.oidc_subject(spec.repository) == "repo:acme@1001/podinfo@2002"


def test_a_legacy_subject_carries_names_only() -> None:
    spec = scopes.service(REPOSITORY % "legacy").spec
    assert identity.oidc_subject(spec.repository) == "repo:acme/podinfo"


def test_images_are_pushed_in_the_registrys_account_only() -> None:
    assert identity.root(scopes.account("111111111111"))["images"]["push"] is True
    assert identity.root(scopes.account("222222222222"))["images"]["push"] is False


def test_an_account_has_deploy_roles_for_its_own_environments_only() -> None:
    found = identity.root(scopes.account("222222222222"))
    assert [one["name"] for one in found["environments"]] == ["prod"]
    assert found["environments"][0]["components"] == ["lambda"]


def test_roles_act_in_the_regions_of_state_images_and_environments() -> None:
    assert identity.root(scopes.account("222222222222"))["regions"] == ["us-east-1", "eu-west-1"]
    # The registry's account reads every copy of the images.
    found = identity.root(scopes.account("333333333333", scopes.THIRD_ACCOUNT))
    assert found["regions"] == ["us-west-2", "us-east-1", "eu-west-1"]
    assert found["environments"] == []


def test_ceilings_make_room_for_the_components_in_use() -> None:
    assert identity.boundaries(scopes.service())["components"] == ["lambda"]


def test_ceilings_name_services_without_regions_only_where_a_component_needs_one() -> None:
    assert identity.boundaries(scopes.service())["global_components"] == []
    domain = "regions: [us-east-1, eu-west-1], domain: {name: web.example.com, zone: example.com}}"
    blocks = scopes.TWO_ACCOUNTS.replace("regions: [us-east-1, eu-west-1]}", domain)
    assert identity.boundaries(scopes.service(blocks))["global_components"] == ["dns"]


def test_a_role_learns_the_names_that_it_may_write() -> None:
    domain = "regions: [us-east-1, eu-west-1], domain: {name: web.example.com, zone: example.com}}"
    blocks = scopes.TWO_ACCOUNTS.replace("regions: [us-east-1, eu-west-1]}", domain)
    found = identity.root(scopes.account("222222222222", blocks))["environments"][0]
    assert found["domain_names"] == ["web.example.com", "lambda.web.example.com"]
    assert found["components"] == ["lambda", "dns"]
