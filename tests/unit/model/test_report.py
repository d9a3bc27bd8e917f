"""What makes a run fail."""

import pytest

from podspec.model.diagnostic import Diagnostic, Label, Severity
from podspec.model.drift import Drift, DriftKind
from podspec.model.report import Report

ERROR = Diagnostic("PS201", Severity.ERROR, "m", Label("f", None))
WARNING = Diagnostic("PS222", Severity.WARNING, "m", Label("f", None))
DRIFT = Drift(DriftKind.STALE, "a", "b")


@pytest.mark.parametrize(
    ("findings", "drifts", "fails", "fails_strictly"),
    [
        ((), (), False, False),
        ((WARNING,), (), False, True),
        ((ERROR,), (), True, True),
        ((), (DRIFT,), True, True),
        ((WARNING,), (DRIFT,), True, True),
    ],
)
def test_errors_and_drift_fail_a_run_and_warnings_where_they_are_asked_to(
    findings: tuple[Diagnostic, ...],
    drifts: tuple[Drift, ...],
    fails: bool,  # noqa: FBT001 - a column of the table
    fails_strictly: bool,  # noqa: FBT001 - the same
) -> None:
    run = Report("check", (), findings=findings, drifts=drifts)
    assert run.failed(strict=False) is fails
    assert run.failed(strict=True) is fails_strictly


def test_findings_are_counted_by_severity() -> None:
    run = Report("check", (), findings=(ERROR, WARNING, WARNING))
    assert (run.count(Severity.ERROR), run.count(Severity.WARNING)) == (1, 2)


def test_drifts_are_counted_by_kind_in_the_order_of_precedence() -> None:
    drifts = [Drift(kind, "a", "b") for kind in (*DriftKind, DriftKind.STALE)][::-1]
    counted = Report("check", (), drifts=tuple(drifts)).drift_counts()
    assert list(counted) == list(DriftKind)
    assert counted[DriftKind.STALE] == 2


def test_a_kind_that_does_not_occur_is_not_counted() -> None:
    assert Report("check", (), drifts=(DRIFT,)).drift_counts() == {DriftKind.STALE: 1}
