"""Estimates as people read them: sums by component and region, and nothing that is missing goes unsaid."""

import pytest

from podspec.model.cost import CostLine, Estimate, Unpriced
from podspec.reporters.cost_text import measured, number, report
from podspec.reporters.style import Style


def line(region: str = "us-east-1", component: str = "network", **other: object) -> CostLine:
    values: dict[str, object] = {
        "environment": "prod",
        "region": region,
        "component": component,
        "item": "NAT gateway",
        "quantity": 730,
        "unit": "hour",
        "price_usd": 0.05,
        "because": "1 gateway x 730 hours",
        "source": "https://example.com/prices",
        "dated": "2026-10-06",
        "price_region": region,
    }
    return CostLine(**(values | other))  # type: ignore[arg-type]  # the fields are those above


DUBLIN = line("eu-west-1", item="KMS key", unit="key", quantity=2, price_usd=1, price_region="us-east-1")
PROD = Estimate("prod", (line(), line(component="ec2", quantity=1460), DUBLIN), 100, (), (("image_mb", 50),))


def test_components_are_rows_and_regions_are_columns() -> None:
    assert report("service.yaml", [PROD], Style()) == (
        "service.yaml: US dollars a month\n"
        "\n"
        "prod                   us-east-1       eu-west-1             all\n"
        "  network                  36.50            2.00           38.50\n"
        "  ec2                      73.00            0.00           73.00\n"
        "  total                   109.50            2.00          111.50   112 % of the budget of 100\n"
        "\n"
        "At the price of us-east-1 in eu-west-1: KMS key.\n"
        "\n"
        "Assumed for prod (cost.assumptions in the spec):\n"
        "  image_mb 50\n"
        "\n"
        "Prices are on demand, without taxes, free tiers and discounts. They are of 2026-10-06 to 2026-10-06.\n"
    )


def test_every_line_says_how_much_at_which_price_and_why() -> None:
    said = report("service.yaml", [PROD], Style(), lines=True)
    assert "prod us-east-1 network                        36.50\n" in said
    assert "  NAT gateway                                 36.50   730 hours at 0.05, of 2026-10-06\n" in said
    assert "      1 gateway x 730 hours\n" in said
    assert "2 keys at 1 (as in us-east-1), of 2026-10-06" in said
    assert "prod total                                   111.50   112 % of the budget of 100" in said


def test_one_region_needs_no_column_for_all() -> None:
    said = report("service.yaml", [Estimate("dev", (line(),), None)], Style())
    assert "all" not in said.split("\n")[2]
    assert "36.50   no budget\n" in said


def test_what_has_no_price_is_named_with_its_quantity() -> None:
    missing = Unpriced("dev", "us-east-1", "ec2", "z9x.large", 1460, "hour", "2 hosts x 730 hours")
    said = report("service.yaml", [Estimate("dev", (line(),), None, (missing,))], Style())
    assert (
        "Not priced, and in no sum:\n  dev us-east-1 ec2: 1,460 hours of z9x.large, 2 hosts x 730 hours\n" in said
    )


def test_environments_that_assume_the_same_say_so_once() -> None:
    same, other = (("image_mb", 50.0),), (("image_mb", 70.0),)
    bills = [Estimate(name, (line(),), None, (), what) for name, what in (("a", same), ("b", same), ("c", other))]
    said = report("service.yaml", bills, Style())
    assert "Assumed for a, b (" in said
    assert "Assumed for c (" in said


def test_colour_says_whether_the_budget_holds() -> None:
    assert "\x1b[1;33m112 % of the budget" in report("service.yaml", [PROD], Style(colour=True))
    assert "\x1b[32m56 % of the budget" in report(
        "service.yaml", [PROD._replace(budget_usd=200)], Style(colour=True)
    )


@pytest.mark.parametrize(
    ("quantity", "text"), [(1_000_000, "1,000,000"), (12.1666, "12.17"), (0.4768371, "0.477"), (0, "0")]
)
def test_quantities_have_no_more_places_than_a_reader_needs(quantity: float, text: str) -> None:
    assert number(quantity) == text


def test_units_are_told_as_people_say_them() -> None:
    assert [measured(1, "key"), measured(2, "key"), measured(2, "GB")] == ["1 key", "2 keys", "2 GB"]
