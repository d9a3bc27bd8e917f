"""Environments share the images of a region, and those of other regions travel there."""

import pytest
from costing import WHOLE, scope, used

from podspec.cost.registry import uses


def test_two_environments_of_a_region_pay_half_of_its_images_each() -> None:
    dev, prod = used(uses, scope("dev")), used(uses, scope("prod"))
    assert dev == prod == {"image storage": pytest.approx(100 * 50 / 1024 / 2)}


def test_a_release_travels_to_the_regions_that_it_is_not_pushed_to() -> None:
    found = used(uses, scope("prod", "eu-west-1"))
    assert found["image storage"] == pytest.approx(100 * 50 / 1024)
    assert found["traffic to other regions"] == pytest.approx(20 * 50 / 1024)


def test_without_a_registry_of_its_own_the_first_environment_is_pushed_to() -> None:
    blocks = WHOLE.replace('registry: {account: "111111111111", region: us-east-1}', "").replace(
        "222222222222", "111111111111"
    )
    assert "traffic to other regions" not in used(uses, scope("prod", "us-east-1", blocks))
    assert "traffic to other regions" in used(uses, scope("prod", "eu-west-1", blocks))
