"""Every region of an environment has a key."""

from costing import scope, used

from podspec.cost.encryption import uses


def test_a_region_has_one_key() -> None:
    assert used(uses, scope()) == {"KMS key": 1}
