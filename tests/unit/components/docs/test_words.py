"""Pictures and pages say the same things in the same words."""

import pytest
import scopes
from hypothesis import given
from hypothesis import strategies as st

from podspec.components.docs.words import counted, listed, rollout_in_words, rollout_on, weights
from podspec.model.spec.rollout import AllAtOnce, Canary, Linear


@pytest.mark.parametrize(
    ("rollout", "said", "shares"),
    [
        (Canary(percent=10, interval_minutes=5), "10 % for 5 min, bake 5 min", ("10 → 100 %", "90 → 0 %")),
        (Linear(percent=20), "+20 % every 5 min, bake 5 min", ("20, 40 … 100 %", "80 … 0 %")),
        (AllAtOnce(bake_minutes=0), "all at once, bake 0 min", ("0 → 100 %", "100 → 0 %")),
    ],
)
def test_a_rollout_in_words(rollout: Canary | Linear | AllAtOnce, said: str, shares: tuple[str, str]) -> None:
    assert rollout_in_words(rollout) == said
    assert weights(rollout) == shares


@given(st.integers(1, 99))
def test_a_linear_rollout_never_has_more_than_all(percent: int) -> None:
    assert int(weights(Linear(percent=percent))[0].split(",")[1].split("…")[0].strip(" %")) <= 100


def test_a_target_that_is_not_there_is_a_bug() -> None:
    (environment,) = scopes.service().environments
    with pytest.raises(ValueError, match="no target ec2"):
        rollout_on(environment, "ec2")


def test_counts_and_lists_read_as_sentences() -> None:
    assert [counted(1, "region"), counted(2, "copy"), counted(3, "address")] == [
        "1 region",
        "2 copies",
        "3 addresses",
    ]
    assert [listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])] == ["a", "a and b", "a, b and c"]
