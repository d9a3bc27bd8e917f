"""PS214: fewest hosts above the most."""

from specimens import silent, sole


def test_a_min_above_max_is_an_error() -> None:
    found = sole("targets: {ec2: {hosts: {min: «5», desired: 2, max: ⟦4⟧}}}", "PS214")
    assert found.message == "ec2 hosts.min is greater than hosts.max"
    assert (found.primary.text, found.related[0].text) == ("5 here", "4 here")
    assert found.help == "raise max to 5, or lower min"


def test_an_overlay_s_value_is_held_against_the_base_s() -> None:
    sole(
        """
        targets: {ec2: {hosts: {min: 1, desired: 1, max: ⟦3⟧}}}
        environments:
          dev:
            account: "111111111111"
            regions: [us-east-1]
            network: {cidr: 10.10.0.0/16}
            targets: {ec2: {hosts: {min: «4»}}}
        """,
        "PS214",
    )


def test_an_equal_min_and_max_are_allowed() -> None:
    assert silent("targets: {ec2: {hosts: {min: 4, desired: 4, max: 4}}}")


def test_a_spec_without_hosts_is_not_judged() -> None:
    assert silent("targets: {lambda: {}}")
