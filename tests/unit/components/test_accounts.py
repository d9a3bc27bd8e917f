"""Who makes the singletons of an account, and which."""

import pytest
import scopes

from podspec.components import accounts, names


def test_the_registrys_account_copies_images_to_every_other_region_in_use() -> None:
    found = accounts.replication(scopes.account("111111111111"))
    assert found == {"account": "111111111111", "regions": ["eu-west-1"], "repository": "podspec/podinfo/image"}


def test_only_the_registrys_account_replicates() -> None:
    assert accounts.replication(scopes.account("222222222222")) is None


def test_the_images_of_a_service_with_a_longer_name_are_left_alone() -> None:
    found = accounts.replication(scopes.account("111111111111", f"service: {{name: orders}}{scopes.TWO_ACCOUNTS}"))
    assert found is not None
    assert names.repository_name("orders").startswith(found["repository"])
    assert not names.repository_name("orders-api").startswith(found["repository"])


def test_one_region_needs_no_replication() -> None:
    assert accounts.replication(scopes.account("111111111111", "")) is None


def test_a_registry_apart_from_all_environments_replicates_to_all_of_them() -> None:
    found = accounts.replication(scopes.account("333333333333", scopes.THIRD_ACCOUNT))
    assert found is not None
    assert found["regions"] == ["us-east-1", "eu-west-1"]


@pytest.mark.parametrize("make", accounts.COMPONENT.account.values())
def test_an_existing_foundation_is_left_alone(make: object) -> None:
    assert callable(make)
    assert make(scopes.account("111111111111", f"{scopes.TWO_ACCOUNTS}foundation: existing")) is None


def test_the_state_of_the_account_lies_in_the_bucket_that_the_account_makes() -> None:
    scope = scopes.account("111111111111")
    main, state = accounts.main(scope), accounts.state(scope)
    assert main is not None
    assert state is not None
    assert main["backend"]["bucket"] == state["bucket"]


def test_everybody_who_is_notified_in_the_account_hears_of_unusual_cost_once() -> None:
    blocks = """
observability: {notify: [ops@northwind.io]}
environments:
  dev: {account: "111111111111", regions: [us-east-1], observability: {notify: [dev@northwind.io]}}
  stage: {account: "111111111111", regions: [us-east-1]}
  prod: {account: "222222222222", regions: [us-east-1]}
  live: {account: "222222222222", regions: [us-east-1]}
"""
    found = [accounts.anomalies(scopes.account(number, blocks)) for number in ("111111111111", "222222222222")]
    assert found == [
        {"subscribers": ["dev@northwind.io", "ops@northwind.io"]},
        {"subscribers": ["ops@northwind.io"]},
    ]


def test_govcloud_has_no_monitor() -> None:
    blocks = 'environments: {dev: {account: "111111111111", regions: [us-gov-west-1]}}'
    assert accounts.anomalies(scopes.account("111111111111", blocks)) is None
