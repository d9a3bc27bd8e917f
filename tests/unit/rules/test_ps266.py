"""PS266: a budget without anybody to tell."""

from specimens import several, silent, sole

from podspec.model.diagnostic import Severity


def test_a_budget_without_anybody_to_tell_is_a_warning() -> None:
    found = sole("cost: {monthly_budget_usd: «3100»}", "PS266")
    assert found.severity is Severity.WARNING
    assert found.message == "dev has a budget, and nobody is told when it is exceeded"
    assert found.primary.text == "3,100 US dollars a month"
    assert found.help == "name somebody under observability.notify"


def test_somebody_to_tell_silences_it() -> None:
    assert silent("cost: {monthly_budget_usd: 310}\nobservability: {notify: [ops@example.com]}")


def test_without_a_budget_nobody_needs_to_be_told() -> None:
    assert silent("observability: {notify: []}")


def test_an_overlay_can_take_the_last_one_away() -> None:
    several(
        """
        cost: {monthly_budget_usd: «310»}
        observability: {notify: [ops@example.com]}
        environments:
          dev: {account: "111111111111", regions: [us-east-1], observability: {notify: []}}
          prod: {account: "111111111111", regions: [us-east-1]}
        """,
        "PS266",
    )
