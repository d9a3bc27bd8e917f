"""PS215: a size to start with outside of the range."""

import pytest
from specimens import silent, sole


def test_a_desired_below_min_points_at_min() -> None:
    found = sole("targets: {ec2: {hosts: {min: ⟦2⟧, desired: «1», max: 4}}}", "PS215")
    assert found.message == "ec2 hosts.desired is less than hosts.min"
    assert (found.primary.text, found.related[0].text) == ("1 here", "min is 2")
    assert found.help == "set desired to 2, or move min"


def test_a_desired_above_max_points_at_max() -> None:
    found = sole("targets: {ec2: {hosts: {min: 2, desired: «5», max: ⟦4⟧}}}", "PS215")
    assert found.message == "ec2 hosts.desired is greater than hosts.max"
    assert (found.primary.text, found.related[0].text) == ("5 here", "max is 4")
    assert found.help == "set desired to 4, or move max"


@pytest.mark.parametrize("desired", [2, 3, 4])
def test_both_ends_of_the_range_are_allowed(desired: int) -> None:
    assert silent(f"targets: {{ec2: {{hosts: {{min: 2, desired: {desired}, max: 4}}}}}}")


def test_a_range_of_one_size_leaves_no_choice() -> None:
    sole("targets: {ec2: {hosts: {min: 3, desired: «4», max: ⟦3⟧}}}", "PS215")


@pytest.mark.parametrize("desired", [3, 4, 5, 9])
def test_an_empty_range_is_told_once(desired: int) -> None:
    sole(f"targets: {{ec2: {{hosts: {{min: «5», desired: {desired}, max: ⟦4⟧}}}}}}", "PS214")
