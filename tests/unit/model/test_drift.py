"""The kinds of drift: each with its code, its cure and its page."""

import pytest

from podspec.model.drift import CODES, CURES, Drift, DriftKind
from podspec.pipeline.pages import codes


def test_every_kind_has_a_code_of_its_own_and_a_cure() -> None:
    assert set(CODES) == set(CURES) == set(DriftKind)
    assert len(set(CODES.values())) == len(DriftKind)


@pytest.mark.parametrize("kind", DriftKind)
def test_a_drift_tells_the_code_and_the_cure_of_its_kind(kind: DriftKind) -> None:
    drift = Drift(kind, "a", "b")
    assert drift.code in codes()
    assert drift.cure == CURES[kind]


def test_what_stands_where_no_artifact_belongs_is_cured_by_a_person_alone() -> None:
    assert Drift(DriftKind.UNMANAGED, "a", "b", is_beside=True).cure == "move the file away"


def test_the_kinds_stand_in_the_order_of_their_precedence() -> None:
    assert [kind.value for kind in DriftKind] == [
        *("conflicted", "orphaned", "unmanaged", "missing", "edited", "stale", "outdated")
    ]
