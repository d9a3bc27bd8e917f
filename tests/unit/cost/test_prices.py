"""The price table is whole: every price has a source, and every item one unit and a price to fall back on."""

from collections import defaultdict
from datetime import date

from costing import WHOLE, scope

from podspec.cost import COMPONENTS
from podspec.cost.prices import GLOBAL, REFERENCE_REGION, price_of, table
from podspec.model.regions import REGIONS


def test_every_price_has_an_address_a_day_and_a_region_that_there_is() -> None:
    assert len(table()) > 300
    for price in table().values():
        assert price.usd > 0
        assert price.url.startswith("https://")
        assert date.fromisoformat(price.dated) <= date(2026, 11, 23)
        assert price.region in {GLOBAL, *REGIONS}


def test_an_item_has_one_unit_and_one_service() -> None:
    said = defaultdict(set)
    for price in table().values():
        said[price.item].add((price.service, price.unit))
    assert {item: kinds for item, kinds in said.items() if len(kinds) > 1} == {}


def test_every_item_can_be_priced_in_every_region() -> None:
    for item in {item for item, _region in table()}:
        assert price_of(item, "ap-southeast-7") is not None, item


def test_a_region_has_its_own_price_or_the_one_that_stands_in() -> None:
    own, borrowed, shared = price_of("NAT gateway", "eu-west-1"), price_of("KMS key", "eu-west-1"), None
    shared = price_of("hosted zone", "eu-west-1")
    assert own is not None
    assert borrowed is not None
    assert shared is not None
    assert (own.usd, own.region) == (0.048, "eu-west-1")
    assert borrowed.region == REFERENCE_REGION
    assert shared.region == GLOBAL


def test_what_is_not_in_the_table_has_no_price() -> None:
    assert price_of("z9x.large", "us-east-1") is None


def test_components_measure_as_the_table_does() -> None:
    processors = ("amd64", "arm64")
    for processor in processors:
        blocks = f"{WHOLE}\ncontainer: {{architecture: {processor}}}\n".replace(
            "lambda: {", "lambda: {provisioned_concurrency: 1, "
        )
        for text in (
            blocks,
            WHOLE,
            WHOLE.replace("nat: per_az", "nat: none").replace("primary", "create_zone: true, primary"),
        ):
            for uses in COMPONENTS.values():
                for use in uses(scope("prod", "us-east-1", text)):
                    price = price_of(use.item, "us-east-1")
                    assert price is not None, use.item
                    assert price.unit == use.unit, use.item
