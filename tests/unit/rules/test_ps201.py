"""PS201: an environment without a target."""

from specimens import silent, sole

TWO = """
environments:
  dev: {account: "111111111111", regions: [us-east-1]}
"""


def test_a_spec_without_targets_points_at_its_environment() -> None:
    found = sole(
        """
        targets: {}
        environments:
          «dev»: {account: "111111111111", regions: [us-east-1]}
        """,
        "PS201",
    )
    assert found.message == "environment dev has no target"
    assert found.primary.text == "the service runs nowhere here"
    assert found.help == "add a target, such as `targets: {lambda: {}}`, or delete the environment"


def test_an_overlay_that_takes_the_last_target_away_is_shown() -> None:
    found = sole(
        """
        environments:
          dev: {account: "111111111111", regions: [us-east-1]}
          «prod»: {account: "111111111111", regions: [us-east-1], targets: {lambda: ⟦null⟧}}
        """,
        "PS201",
    )
    assert found.related[0].text == "taken away here"


def test_a_target_that_only_an_overlay_adds_is_enough() -> None:
    assert silent(
        """
        targets: {}
        environments:
          dev: {account: "111111111111", regions: [us-east-1], targets: {lambda: {}}}
        """
    )
