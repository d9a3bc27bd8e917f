"""PS265: the state's place hangs on the order of regions."""

from specimens import silent, sole

from podspec.model.diagnostic import Severity


def test_several_regions_of_one_account_are_a_warning_at_the_first() -> None:
    found = sole(
        """
        state: null
        environments:
          dev: {account: "111111111111", regions: [«us-east-1», eu-west-1]}
        """,
        "PS265",
    )
    assert found.severity is Severity.WARNING
    assert found.help == "write `state: {region: us-east-1}`: then no change of order moves the state"


def test_environments_of_one_account_count_together() -> None:
    sole(
        """
        state: null
        environments:
          dev: {account: "111111111111", regions: [«us-east-1»]}
          prod: {account: "111111111111", regions: [eu-west-1]}
        """,
        "PS265",
    )


def test_one_region_needs_no_word() -> None:
    assert silent('state: null\nenvironments: {dev: {account: "111111111111", regions: [us-east-1]}}')


def test_a_state_region_silences_it() -> None:
    assert silent(
        """
        state: {region: us-east-1}
        environments: {dev: {account: "111111111111", regions: [us-east-1, eu-west-1]}}
        """
    )


def test_the_registry_s_region_is_the_state_s_in_the_registry_s_account() -> None:
    assert silent(
        """
        state: null
        registry: {account: "111111111111", region: us-east-1}
        environments: {dev: {account: "111111111111", regions: [us-east-1, eu-west-1]}}
        """
    )
