"""The alarms on the error budget ring when as much of it is gone as they promise, and end when failures end.

The definitions are those that Terraform would make, their expressions are evaluated as CloudWatch does, and
their windows slide over made-up traffic.
Source of the promises: The Site Reliability Workbook, chapter 5, multiwindow, multi-burn-rate alerts (2026-11).
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st
from proof.iam import managed, of_kind
from proof.rendered import render

if TYPE_CHECKING:
    from collections.abc import Callable

    from proof.offline.verifier import Verifier

pytestmark = pytest.mark.proof

MONTH_MINUTES = 30 * 24 * 60
OBJECTIVES = ("95", "99", "99.9", "99.99")
# Share of the month's budget that is gone when each rate rings.
PROMISED = {"fast": 0.02, "medium": 0.05, "creeping": 0.1}
LONG = {"fast": "1h", "medium": "6h", "creeping": "3d"}
SHORT = {"fast": "5m", "medium": "30m", "creeping": "6h"}
VARIABLES = {
    "name": "podinfo-dev",
    "runbooks": "https://github.com/acme/podinfo/blob/main/generated/podinfo/docs/runbooks",
    "kms_key_arn": "arn:aws:kms:us-east-1:111111111111:key/11111111-1111-4111-8111-111111111111",
    "log_retention_days": "30",
    "lambda": (
        '{function_name="f", alias="live", memory_mb=128, api_id="a", url="https://a", host="a", log_group="/f",'
        ' access_log_group="/a", log_groups=["/f"], paging_alarms=["podinfo-dev_x"]}'
    ),
}


class Count(float):
    """A number of requests. CloudWatch gives no datapoint for a division by none; 0 stands for that."""

    def __rtruediv__(self, other: float) -> float:
        return float(other) / float(self) if self else 0.0


@dataclass(frozen=True)
class Window:
    """One alarm of a burn rate.

    Attributes:
        minutes: length of its window.
        threshold: percent above which it rings.
        expressions: its metric math, by id.
    """

    minutes: int
    threshold: float
    expressions: dict[str, str]

    def rings(self, failed: float, requests: float) -> bool:
        """Whether it rings for this many requests in its window."""
        values: dict[str, Any] = {"api_failed": failed or None, "api_requests": requests or None}
        for name in ("failed", "requests", "rate"):
            values[name] = Count(_evaluated(self.expressions[name], values))
        return bool(values["rate"] > self.threshold)


def _evaluated(expression: str, values: dict[str, Any]) -> float:
    """Metric math in Python, which has the same operators; a metric without datapoints is None."""
    functions: dict[str, Callable[..., Any]] = {
        "FILL": lambda metric, value: value if metric is None else metric,
        "IF": lambda condition, then, other: then if condition else other,
    }
    return float(eval(expression, {"__builtins__": {}} | functions, values))  # noqa: S307  # our own expression


def _planned(verifier: Verifier, root: Any, objective: str) -> dict[str, Window]:  # noqa: ANN401  # a Path
    given = VARIABLES | {"slo": f"{{availability_percent={objective}}}"}
    for step in (verifier.plan(root, given), verifier.apply(root)):
        assert step.ok, step
    alarms = [one for one in of_kind(managed(root), "aws_cloudwatch_metric_alarm") if "_slo-" in one["alarm_name"]]
    return {one["alarm_name"].partition("_slo-")[2]: _window(one) for one in alarms}


def _window(alarm: dict[str, Any]) -> Window:
    queries = alarm["metric_query"]
    (seconds,) = {one["metric"][0]["period"] for one in queries if one["metric"]}
    assert alarm["evaluation_periods"] == 1, "one period is the whole window"
    expressions = {one["id"]: one["expression"] for one in queries if one["expression"]}
    return Window(int(seconds) // 60, alarm["threshold"], expressions)


@pytest.fixture(scope="module")
def windows(verifier: Verifier, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], dict[str, Window]]:
    """The alarms of an objective, by rate and window."""
    module = render("", tmp_path_factory.mktemp("burn")) / "modules/observability"
    step = verifier.init(module)
    assert step.ok, step
    return cache(lambda objective: _planned(verifier, module, objective))


def _first_ring(window: Window, ratio: float, per_minute: float) -> int | None:
    """Minutes from the first failure to the ring, if a share of the requests fails from then on for good."""

    def rings(minute: int) -> bool:
        return window.rings(per_minute * ratio * minute, per_minute * window.minutes)

    # Failures in the window only grow until they fill it.
    minutes = range(1, window.minutes + 1)
    first = bisect_left(minutes, True, key=rings)  # noqa: FBT003  # what it looks for
    return minutes[first] if first < len(minutes) else None


def _existing(alarms: dict[str, Window], rate: str, length: str) -> Window:
    """A window, if the objective has it: of a large budget nothing burns fast."""
    return alarms.get(f"{rate}-{length}") or reject()


rates = st.sampled_from(sorted(PROMISED))
objectives = st.sampled_from(OBJECTIVES)


@settings(max_examples=200, deadline=None)
@given(rate=rates, objective=objectives, times=st.floats(1.02, 50))
def test_it_rings_when_the_promised_share_of_the_budget_is_gone(
    windows: Callable[[str], dict[str, Window]], rate: str, objective: str, times: float
) -> None:
    budget = (100 - float(objective)) / 100
    window = _existing(windows(objective), rate, LONG[rate])
    ratio = times * window.threshold / 100
    assume(ratio <= 1)
    minute = _first_ring(window, ratio, per_minute=100_000)
    assert minute is not None
    spent, of_a_minute = (ratio * minutes / (budget * MONTH_MINUTES) for minutes in (minute, 1))
    assert PROMISED[rate] <= spent + 1e-9
    assert spent <= PROMISED[rate] + of_a_minute + 1e-9


@settings(max_examples=100, deadline=None)
@given(rate=rates, objective=objectives, times=st.floats(0, 0.99))
def test_what_stays_below_the_rate_never_rings(
    windows: Callable[[str], dict[str, Window]], rate: str, objective: str, times: float
) -> None:
    for length in (LONG[rate], SHORT[rate]):
        window = _existing(windows(objective), rate, length)
        assert _first_ring(window, times * window.threshold / 100, per_minute=100_000) is None


@settings(max_examples=100, deadline=None)
@given(rate=rates, objective=objectives, ratio=st.floats(0.001, 1))
def test_it_ends_within_the_short_window_once_failures_end(
    windows: Callable[[str], dict[str, Window]], rate: str, objective: str, ratio: float
) -> None:
    window = _existing(windows(objective), rate, SHORT[rate])
    requests = 100_000 * window.minutes
    ringing = [window.rings(100_000 * ratio * left, requests) for left in range(window.minutes, -1, -1)]
    assert ringing[0] is (100 * ratio > window.threshold)
    assert ringing == sorted(ringing, reverse=True)
    assert ringing[-1] is False


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_a_few_failures_are_no_rate_and_no_traffic_is_no_failure(
    windows: Callable[[str], dict[str, Window]], objective: str
) -> None:
    for name, window in windows(objective).items():
        assert not window.rings(0, 0), name
        if name.partition("-")[2] in LONG.values() and name != "creeping-6h":
            assert not window.rings(9, 9), name
            assert window.rings(10, 10), name


def test_windows_fit_into_what_cloudwatch_evaluates(windows: Callable[[str], dict[str, Window]]) -> None:
    """Source: CloudWatch API reference, PutMetricAlarm, Period (2026-11)."""
    for objective in OBJECTIVES:
        for window in windows(objective).values():
            assert window.minutes * 60 <= 604_800
