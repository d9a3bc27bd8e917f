"""Alarms by their metrics, canaries by their runs, dashboards by the piece."""

import pytest
from costing import WHOLE, scope, used

from podspec.cost.observability import uses


def test_an_objective_watches_all_requests_over_two_windows_for_each_burn_rate() -> None:
    # Six metrics tell of requests to both targets; one more alarm for the rotation, and one for each canary.
    assert used(uses, scope())["metrics in alarms"] == 3 * 2 * 6 + 1 + 2


@pytest.mark.parametrize(("availability", "burns"), [("99.9", 3), ("93.5", 3), ("93", 2), ("90", 2)])
def test_what_cannot_burn_has_no_alarm(availability: str, burns: int) -> None:
    blocks = WHOLE.replace("availability_percent: 99.9", f"availability_percent: {availability}")
    assert used(uses, scope("prod", "eu-west-1", blocks))["metrics in alarms"] == burns * 12 + 2


def test_a_canary_asks_each_target_twelve_times_an_hour() -> None:
    found = used(uses, scope())
    assert found["canary run"] == 2 * 12 * 730
    assert found["duration (amd64)"] == pytest.approx(2 * 12 * 730 * 5 * 960 / 1024)


def test_one_alarm_pages_and_another_makes_tickets_where_something_can_wait() -> None:
    bare = WHOLE.replace(", slo: {availability_percent: 99.9}", "")
    assert used(uses, scope())["composite alarm"] == 2
    assert used(uses, scope("prod", "us-east-1", bare))["composite alarm"] == 2  # a rotation can fail
    assert used(uses, scope("prod", "eu-west-1", bare))["composite alarm"] == 1


def test_a_dashboard_over_all_regions_stands_in_the_first() -> None:
    assert used(uses, scope("prod", "us-east-1"))["dashboard"] == 2
    assert used(uses, scope("prod", "eu-west-1"))["dashboard"] == 1
    assert used(uses, scope("dev"))["dashboard"] == 1
    without = WHOLE.replace("log_retention_days: 30", "log_retention_days: 30, dashboard: false")
    assert "dashboard" not in used(uses, scope(blocks=without))
