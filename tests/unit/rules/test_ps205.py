"""PS205: regions that AWS does not have."""

import pytest
from specimens import several, silent, sole

from podspec.model.regions import REGIONS


def test_a_slip_names_the_region_that_was_meant() -> None:
    found = sole('environments: {dev: {account: "111111111111", regions: [us-east-1, «eu-wset-1»]}}', "PS205")
    assert found.message == "AWS has no region eu-wset-1"
    assert found.primary.text == "no such region"
    assert found.help == "did you mean eu-west-1?"


def test_a_region_like_no_other_says_what_podspec_knows() -> None:
    found = sole(
        'environments: {dev: {account: "111111111111", regions: [«zz-atlantis-9»]}}',
        "PS205",
    )
    assert found.help == (
        "podspec knows the regions of aws, aws-cn, aws-us-gov; accept PS205 for one that is newer"
    )


def test_the_registry_s_region_is_judged_too() -> None:
    several(
        """
        registry: {account: "111111111111", region: «us-east-9»}
        environments: {dev: {account: "111111111111", regions: [us-east-1]}}
        """,
        "PS205",
    )


def test_the_region_of_the_state_is_judged_too() -> None:
    found = sole(
        """
        state: {region: «us-east-9»}
        environments: {dev: {account: "111111111111", regions: [us-east-1]}}
        """,
        "PS205",
    )
    assert found.message == "AWS has no region us-east-9"


@pytest.mark.parametrize("region", REGIONS)
def test_every_known_region_is_allowed(region: str) -> None:
    assert silent(f'environments: {{dev: {{account: "111111111111", regions: [{region}]}}}}')
