"""Hosts by the size that is wanted, their volumes and metrics, and the load balancer before them."""

import pytest
from costing import EXISTING, WHOLE, scope, used

from podspec.cost.ec2 import uses


def with_cost(text: str) -> str:
    return f"{WHOLE}\ncost: {{assumptions: {{{text}}}}}\n"


def test_hosts_run_all_month_with_a_volume_and_detailed_monitoring_each() -> None:
    found = used(uses, scope())
    assert found["t4g.small"] == 3 * 730
    assert found["gp3 volume"] == 3 * 16
    assert found["custom metric"] == 3 * 7 + 2


def test_hosts_that_sleep_at_night_cost_less() -> None:
    found = used(uses, scope("dev", blocks=with_cost("hours_per_month: 365")))
    assert (found["t4g.small"], found["gp3 volume"], found["load balancer"]) == (3 * 365, 24, 365)


@pytest.mark.parametrize(
    ("goals", "metrics"),
    [("{cpu_percent: null}", 10), ("{cpu_percent: 60}", 14), ("{memory_percent: 70, requests_per_host: 9}", 22)],
)
def test_each_goal_of_scaling_brings_two_alarms_for_each_colour(goals: str, metrics: int) -> None:
    blocks = WHOLE.replace("scaling: {cpu_percent: 60}", f"scaling: {goals}")
    assert used(uses, scope(blocks=blocks))["metrics in alarms"] == metrics


def test_small_answers_take_connections_of_the_load_balancer_and_large_ones_its_bytes() -> None:
    small = used(uses, scope("dev", blocks=with_cost("response_kb: 1")))["load balancer capacity"]
    large = used(uses, scope("dev", blocks=with_cost("response_kb: 1024")))["load balancer capacity"]
    assert small == pytest.approx(500_000 / 90_000)
    assert large == pytest.approx(500_000 / 1024)


def test_the_load_balancer_has_an_address_in_each_of_its_subnets() -> None:
    assert used(uses, scope("dev", blocks=EXISTING))["public IPv4 address"] == 3 * 730


def test_spot_is_estimated_at_the_price_on_demand_and_says_so() -> None:
    blocks = WHOLE.replace("{instance_type:", "{purchase: spot, instance_type:")
    (host,) = (use for use in uses(scope("dev", blocks=blocks)) if use.item == "t4g.small")
    assert host.quantity == 3 * 730
    assert "spot costs less" in host.because


def test_releases_are_rolled_out_by_a_state_machine() -> None:
    found = used(uses, scope("dev", blocks=with_cost("releases_per_month: 4, transitions_per_release: 100")))
    assert found["state transition"] == 400


def test_an_environment_without_hosts_has_nothing_of_it() -> None:
    blocks = WHOLE.replace("  ec2: {", "  ec2: null\nx: {").split("x: {", maxsplit=1)[0]
    assert used(uses, scope("dev", blocks=f"{blocks}{WHOLE[WHOLE.index('environments') :]}")) == {}
