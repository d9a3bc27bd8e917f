"""A quantity is the product of its factors, and each of them is told."""

import pytest
from costing import WHOLE, scope

from podspec.cost.use import counted, use


def test_a_quantity_is_the_product_and_its_reason_names_every_factor() -> None:
    one = use("NAT gateway", "hour", counted(2, "gateway", "network.nat: per_az"), counted(730, "hour"))
    assert one.quantity == 1460
    assert one.because == "2 gateways (network.nat: per_az) x 730 hours"


def test_one_of_something_is_not_spoken_of_as_many() -> None:
    assert counted(1, "gateway").text == "1 gateway"
    assert counted(1_000_000, "request").text == "1,000,000 requests"


def test_requests_are_shared_evenly_by_regions_and_targets() -> None:
    assert scope("prod").requests == (250_000, "250,000 requests (requests_per_month / 2 regions / 2 targets)")
    assert scope("dev").requests.value == 500_000


@pytest.mark.parametrize(("days", "months"), [(30, 1), (365, 365 / 30)])
def test_logs_add_up_for_as_long_as_they_are_kept(days: int, months: float) -> None:
    one = scope(blocks=WHOLE.replace("log_retention_days: 30", f"log_retention_days: {days}"))
    assert one.log_months.value == months


def test_what_there_is_once_stands_in_the_first_region() -> None:
    assert scope("prod", "us-east-1").is_first
    assert not scope("prod", "eu-west-1").is_first
