"""PS220: how long a linear rollout takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from specimens import several, silent, sole

from podspec.model.spec.rollout import Linear
from podspec.rules.ps220 import minutes


@pytest.mark.parametrize(
    ("percent", "interval", "total"),
    [(50, 10, 10), (33, 10, 30), (34, 10, 20), (10, 3, 27), (99, 7, 7), (1, 1, 99), (25, 60, 180)],
)
def test_only_the_waits_between_steps_count(percent: int, interval: int, total: int) -> None:
    assert minutes(Linear(percent=percent, interval_minutes=interval)) == total


@given(st.integers(1, 99), st.integers(1, 2880))
def test_the_waits_are_the_steps_it_takes_to_pass_a_hundred_less_one(percent: int, interval: int) -> None:
    steps = len(range(0, 100, percent))
    assert minutes(Linear(percent=percent, interval_minutes=interval)) == (steps - 1) * interval


def test_a_rollout_longer_than_two_days_is_an_error() -> None:
    found = sole(
        "targets: {lambda: {rollout: {strategy: linear, percent: ⟦10⟧, interval_minutes: «321»}}}", "PS220"
    )
    assert found.message == "lambda rollout takes 2,889 minutes, and 2,880 is the limit"
    assert (found.primary.text, found.related[0].text) == ("9 times 321 minutes", "10 steps")
    assert found.help == "shorten interval_minutes to 320, or take larger steps"


def test_two_days_are_allowed() -> None:
    assert silent("targets: {lambda: {rollout: {strategy: linear, percent: 10, interval_minutes: 320}}}")


def test_every_target_is_judged() -> None:
    several(
        """
        targets:
          lambda: {rollout: {strategy: linear, percent: ⟦1⟧, interval_minutes: «60»}}
          ec2: {rollout: {strategy: linear, percent: ⟦1⟧, interval_minutes: «30»}}
        """,
        "PS220",
    )


def test_a_target_of_another_strategy_does_not_hide_the_next() -> None:
    sole(
        "targets: {lambda: {}, ec2: {rollout: {strategy: linear, percent: ⟦1⟧, interval_minutes: «30»}}}", "PS220"
    )


@pytest.mark.parametrize("strategy", ["{strategy: canary, interval_minutes: 2880}", "{strategy: all_at_once}"])
def test_other_strategies_have_no_steps_to_add_up(strategy: str) -> None:
    assert silent(f"targets: {{lambda: {{rollout: {strategy}}}}}")
