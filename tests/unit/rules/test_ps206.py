"""PS206: a region that stands twice in one environment."""

from specimens import several, silent


def test_each_repetition_points_back_at_the_first() -> None:
    found = several(
        """
        environments:
          dev:
            account: "111111111111"
            regions: [⟦us-east-1⟧, eu-west-1, «us-east-1», «us-east-1»]
        """,
        "PS206",
    )
    assert [one.message for one in found] == ["dev names the region us-east-1 twice"] * 2
    assert found[0].primary.text == "again here"
    assert found[0].related[0].text == "first here"
    assert found[0].help == "delete one of them"


def test_two_environments_may_share_a_region() -> None:
    assert silent(
        """
        environments:
          dev: {account: "111111111111", regions: [us-east-1, eu-west-1]}
          prod: {account: "111111111111", regions: [us-east-1, eu-west-1]}
        """
    )
