"""Where registries and states stand."""

import scopes

from podspec.components import places
from podspec.components.places import Place


def test_without_a_registry_images_are_pushed_where_the_first_environment_is() -> None:
    scope = scopes.service()
    assert places.registry_place(scope.spec, scope.environments) == Place("111111111111", "us-east-1")


def test_an_account_is_at_home_where_its_first_environment_is() -> None:
    scope = scopes.account("222222222222")
    assert places.home_region(scope.spec, scope.environments, "222222222222") == "us-east-1"


def test_the_registrys_account_is_at_home_where_the_registry_is() -> None:
    scope = scopes.account("333333333333", scopes.THIRD_ACCOUNT)
    assert places.home_region(scope.spec, scope.environments, "333333333333") == "us-west-2"


def test_where_the_spec_says_it_every_account_is_at_home_there() -> None:
    scope = scopes.account("222222222222", f"{scopes.TWO_ACCOUNTS}state: {{region: eu-west-1}}\n")
    assert places.home_region(scope.spec, scope.environments, "222222222222") == "eu-west-1"


def test_a_state_bucket_carries_its_account_and_region() -> None:
    found = places.backend(Place("111111111111", "us-east-1"), "web/global")
    assert found == {
        "bucket": "podspec-state-111111111111-us-east-1",
        "key": "web/global.tfstate",
        "region": "us-east-1",
    }


def test_regions_keep_the_order_of_the_spec() -> None:
    assert places.in_order(["us-east-1", "eu-west-1", "us-east-1"]) == ["us-east-1", "eu-west-1"]


def test_a_region_that_podspec_does_not_know_is_in_the_commercial_partition() -> None:
    assert places.partition("xx-nowhere-9") == "aws"
    assert places.dns_suffix("us-gov-west-1") == "amazonaws.com"
