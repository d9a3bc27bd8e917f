"""PS208: regions of different partitions."""

from specimens import several, silent, sole


def test_a_region_of_another_partition_than_the_first_is_an_error() -> None:
    found = sole(
        """
        environments:
          dev: {account: "111111111111", regions: [⟦us-east-1⟧, eu-west-1, «cn-north-1»]}
        """,
        "PS208",
    )
    assert found.message == "cn-north-1 lies in another partition than us-east-1"
    assert found.primary.text == "partition aws-cn"
    assert found.related[0].text == "partition aws"
    assert found.help == (
        "choose regions of one partition: an account, a role or an image cannot cross the border"
    )


def test_each_environment_is_compared_to_the_registry() -> None:
    several(
        """
        registry: {account: "111111111111", region: ⟦us-east-1⟧}
        environments:
          dev: {account: "111111111111", regions: [us-west-2]}
          gov: {account: "222222222222", regions: [«us-gov-west-1», us-gov-east-1]}
          china: {account: "333333333333", regions: [«cn-north-1»]}
        """,
        "PS208",
    )


def test_one_partition_throughout_is_allowed() -> None:
    assert silent(
        """
        registry: {account: "111111111111", region: us-gov-east-1}
        environments:
          gov: {account: "222222222222", regions: [us-gov-west-1, us-gov-east-1]}
        """
    )
