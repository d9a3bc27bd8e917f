"""The price table: what AWS asks for one unit on demand, before free tiers; each row has its source and day.

A price is never from memory: `data/sources.csv` says for each row the address where it can be checked, where it
was read, and the day that is given there for it; where no day is given, the day of reading stands for it.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

#: Prices that all regions share.
GLOBAL = "global"

#: Its price stands in where a region has none of its own.
REFERENCE_REGION = "us-east-1"


class Price(NamedTuple):
    """US dollars for one unit of an item in a region. `dated` is a day such as 2026-10-06."""

    service: str
    item: str
    unit: str
    region: str
    usd: float
    url: str
    dated: str


def price_of(item: str, region: str) -> Price | None:
    """The price of an item in a region, or what stands in for it; None if the table has neither."""
    prices = table()
    places = (region, GLOBAL, REFERENCE_REGION)
    return next((prices[item, place] for place in places if (item, place) in prices), None)


@cache
def table() -> dict[tuple[str, str], Price]:
    """Every price by its item and region."""
    sources = {row["source"]: row for row in _rows("sources")}
    return {(row["item"], row["region"]): _price(row, sources[row["source"]]) for row in _rows("prices")}


def _price(row: dict[str, str], source: dict[str, str]) -> Price:
    return Price(
        row["service"],
        row["item"],
        row["unit"],
        row["region"],
        float(row["usd"]),
        source["url"],
        source["dated"],
    )


def _rows(name: str) -> list[dict[str, str]]:
    # Not by importlib.resources: to import it takes longer than all else here, and `check` comes by.
    text = (Path(__file__).parent / "data" / f"{name}.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))
