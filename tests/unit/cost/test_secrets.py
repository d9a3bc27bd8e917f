"""Every region has its secrets, as copies but in the first, and a key for them."""

import pytest
from costing import WHOLE, scope, used

from podspec.cost.secrets import uses


@pytest.mark.parametrize("region", ["us-east-1", "eu-west-1"])
def test_a_copy_costs_as_much_as_what_it_is_a_copy_of(region: str) -> None:
    assert used(uses, scope("prod", region)) == {"secret": 2, "KMS key": 1}


def test_without_secrets_there_is_no_key_for_them() -> None:
    blocks = WHOLE.replace("secrets: {api-token: {rotate_days: 30}, other: {rotate_days: 60}}", "secrets: {}")
    assert used(uses, scope(blocks=blocks)) == {}
