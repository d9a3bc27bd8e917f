"""What the first run is told of accounts, repository and reviewers; tests/scripts/ runs it."""

import pytest
import scopes

from podspec.components import scripts


def _parts(blocks: str) -> dict[str, list[str]]:
    return {one["id"]: one["parts"] for one in scripts.bootstrap(scopes.service(blocks))["accounts"]}


def test_the_registrys_account_comes_first_with_all_that_it_holds() -> None:
    assert _parts(scopes.THIRD_ACCOUNT) == {
        "333333333333": ["foundation", "anomalies", "replication", "registry"],
        "111111111111": ["foundation", "anomalies"],
        "222222222222": ["foundation", "anomalies"],
    }


def test_an_existing_foundation_leaves_the_registry() -> None:
    found = _parts(f"{scopes.TWO_ACCOUNTS}foundation: existing")
    assert found == {"111111111111": ["registry"], "222222222222": []}


def test_one_region_has_no_replication_and_govcloud_no_monitor() -> None:
    blocks = 'environments: {dev: {account: "111111111111", regions: [us-gov-west-1]}}'
    assert _parts(blocks) == {"111111111111": ["foundation", "registry"]}


@pytest.mark.parametrize(
    ("repository", "facts"),
    [
        ("{slug: a/b, owner_id: 7, repository_id: 8}", ["main", "7", "8"]),
        ("{slug: a/b, oidc_subject: legacy, default_branch: trunk}", ["trunk", "-", "-"]),
        ("{slug: a/b, oidc_subject: legacy, repository_id: 8}", ["main", "-", "8"]),
    ],
)
def test_what_the_spec_does_not_know_of_the_repository_is_a_dash(repository: str, facts: list[str]) -> None:
    assert scripts.bootstrap(scopes.service(f"repository: {repository}"))["repository_facts"] == facts


def test_reviewers_are_named_as_githubs_api_knows_them() -> None:
    blocks = scopes.TWO_ACCOUNTS.replace("prod: {", "prod: {approval: {reviewers: [acme/ops, ann]}, ")
    dev, prod = scripts.bootstrap(scopes.service(blocks))["environments"]
    assert dev == {"name": "dev", "reviewers": []}
    assert prod == {"name": "prod", "reviewers": ["Team:orgs/acme/teams/ops", "User:users/ann"]}


def test_placeholders_are_one_a_line() -> None:
    found = scripts.bootstrap(scopes.service(scopes.TWO_ACCOUNTS))["placeholders"]
    assert "repository.slug: acme/podinfo\nregistry.account: 111111111111\n" in found


def test_every_root_is_told_with_its_account_in_the_order_of_applying() -> None:
    found = scripts.index(scopes.service(scopes.THIRD_ACCOUNT))
    assert found["service"] == "podinfo"
    assert [(one["name"], one["account"]) for one in found["roots"]][-4:] == [
        ("global", "333333333333"),
        ("environments/dev/us-east-1", "111111111111"),
        ("environments/prod/us-east-1", "222222222222"),
        ("environments/prod/eu-west-1", "222222222222"),
    ]


def test_only_a_service_that_runs_on_ec2_somewhere_has_the_scripts_of_that_target() -> None:
    on_both = """
targets: {lambda: {}, ec2: {}}
environments: {dev: {account: "111111111111", regions: [us-east-1], network: {cidr: 10.10.0.0/16}}}
"""
    assert scripts.on_ec2(scopes.service(on_both)) == {}
    assert scripts.on_ec2(scopes.service(scopes.TWO_ACCOUNTS)) is None
