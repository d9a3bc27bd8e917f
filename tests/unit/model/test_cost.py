"""What a line comes to, and what an environment does."""

from podspec.model.cost import CostLine, Estimate

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
