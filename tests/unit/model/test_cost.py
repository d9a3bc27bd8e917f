"""What a line comes to, and what an environment does."""

from podspec.model.cost import CostLine, Estimate, added

LINE = CostLine(
    environment="dev",
    region="us-east-1",
    component="network",
    item="NAT gateway",
    quantity=730,
    unit="hour",
    price_usd=0.045,
    because="1 gateway x 730 hours",
    source="https://example.com/prices",
    dated="2026-10-06",
)


def test_a_line_is_its_quantity_at_its_price() -> None:
    assert LINE.monthly_usd == 730 * 0.045


def test_an_environment_is_the_sum_of_its_lines() -> None:
    assert Estimate("dev", (LINE, LINE._replace(quantity=100)), None).monthly_usd == 830 * 0.045
    assert Estimate("dev", (), 310).monthly_usd == 0


def test_a_sum_is_rounded_once_whatever_the_order_and_whatever_python_adds_it() -> None:
    """Added from left to right these are 0.9999999999999999, and 1.0 by `sum` since Python 3.12."""
    assert added([0.1] * 10) == 1.0
    assert added([1e16, 1.0, -1e16]) == added([1.0, 1e16, -1e16]) == 1.0
