"""The words of a change."""

import pytest
from impacts import IMPACT

from podspec.model.impact import Action, FileImpact, Impact, ResourceChange
from podspec.reporters.impact_words import is_harmless, money, signed, total, values, verdict


def test_the_verdict_names_what_hurts_most_first() -> None:
    assert verdict(IMPACT) == (
        "6 resources REPLACED, 1 DESTROYED, 1 may be replaced, 2 updated in place, 1 moved, 2 added;"
        " rights widened: 1, changed: 1, narrowed: 1; workflows widened: 1, changed: 1;"
        " cost -$20.10/month; 1 note below"
    )


@pytest.mark.parametrize(
    ("impact", "words"),
    [
        (Impact("a", "b"), "nothing changes"),
        (
            Impact("a", "b", (FileImpact("x", "added", 1, 0),)),
            "only files change: 1, and no resource, right, workflow or cost",
        ),
        (
            Impact("a", "b", resources=(ResourceChange("r", "a", "t", Action.UPDATE),)),
            "1 resource updated in place",
        ),
    ],
)
def test_small_verdicts(impact: Impact, words: str) -> None:
    assert verdict(impact) == words
    assert is_harmless(impact)


@pytest.mark.parametrize("action", [Action.REPLACE, Action.MAY_REPLACE, Action.DESTROY, Action.LEAVE])
def test_what_may_lose_something_is_not_harmless(action: Action) -> None:
    assert not is_harmless(Impact("a", "b", resources=(ResourceChange("r", "a", "t", action),)))
    assert not is_harmless(Impact("a", "b", notes=("nobody knows",)))


def test_money() -> None:
    assert [money(1234.5), money(None), signed(-0.5), signed(2)] == ["$1,234.50", "-", "-$0.50", "+$2.00"]
    assert round(total(IMPACT), 2) == -20.10


@pytest.mark.parametrize("usd", [0.0, -0.0, 0.004, -0.004, 5.3 - 5.2 - 0.1])
def test_what_rounds_to_nothing_is_neither_more_nor_less(usd: float) -> None:
    assert signed(usd) == "±$0.00"


def test_values() -> None:
    assert [values("a", "b"), values("", "b"), values("a", "")] == ["a → b", "b", "gone: a"]
