"""PS240: hosts without a network."""

from specimens import silent, sole


def test_an_environment_without_network_is_shown_beside_the_target_of_the_base() -> None:
    found = sole(
        """
        targets:
          ec2: ⟦{}⟧
        environments:
          «dev»: {account: "111111111111", regions: [us-east-1]}
          prod: {account: "111111111111", regions: [us-east-1], network: {cidr: 10.20.0.0/16}}
        """,
        "PS240",
    )
    assert found.message == "ec2 needs a network, and dev has none"
    assert (found.primary.text, found.related[0].text) == ("no network here", "hosts run in a VPC")
    assert found.help == (
        "add a network, such as `network: {cidr: 10.10.0.0/16}`, or take the target away with "
        "`targets: {ec2: null}`"
    )


def test_an_environment_with_a_network_does_not_hide_the_next() -> None:
    sole(
        """
        targets: {ec2: ⟦{}⟧}
        environments:
          dev: {account: "111111111111", regions: [us-east-1], network: {cidr: 10.10.0.0/16}}
          «prod»: {account: "111111111111", regions: [us-east-1]}
        """,
        "PS240",
    )


def test_a_target_that_the_overlay_adds_is_shown_in_the_overlay() -> None:
    sole(
        """
        environments:
          «dev»: {account: "111111111111", regions: [us-east-1], targets: {ec2: ⟦{}⟧}}
        """,
        "PS240",
    )


def test_a_target_that_the_overlay_takes_away_needs_no_network() -> None:
    assert silent(
        """
        targets: {lambda: {}, ec2: {}}
        environments:
          dev: {account: "111111111111", regions: [us-east-1], targets: {ec2: null}}
        """
    )


def test_a_vpc_that_exists_is_a_network() -> None:
    assert silent(
        """
        targets: {ec2: {}}
        environments:
          dev:
            account: "111111111111"
            regions: [us-east-1]
            network:
              vpc_id: vpc-0123456789abcdef0
              public_subnets: [subnet-00000001, subnet-00000002]
              private_subnets: [subnet-00000003, subnet-00000004]
        """
    )


def test_lambda_needs_no_network() -> None:
    assert silent('environments: {dev: {account: "111111111111", regions: [us-east-1]}}')
