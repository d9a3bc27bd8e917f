"""Health checks of each target in each region; a zone once, if the spec makes it."""

from costing import WHOLE, scope, used

from podspec.cost.dns import uses


def test_each_target_is_checked_over_https_in_each_region() -> None:
    assert used(uses, scope("prod", "eu-west-1")) == {"health check": 2, "HTTPS of a health check": 2}


def test_a_zone_is_paid_for_once() -> None:
    blocks = WHOLE.replace("zone: example.com", "zone: example.com, create_zone: true")
    assert used(uses, scope("prod", "us-east-1", blocks))["hosted zone"] == 1
    assert "hosted zone" not in used(uses, scope("prod", "eu-west-1", blocks))


def test_without_a_name_nothing_is_checked() -> None:
    assert used(uses, scope("dev")) == {}
