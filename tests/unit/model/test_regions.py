"""The regions of AWS."""

import re

import pytest

from podspec.model.regions import PARTITIONS, REGIONS, has_budgets, partition_of

# How AWS tells a region's partition from its name. Source: botocore 1.43.11, endpoints.json (read 2026-11).
PATTERNS = {
    "aws": r"^(us|eu|ap|sa|ca|me|af|il|mx)-\w+-\d+$",
    "aws-cn": r"^cn-\w+-\d+$",
    "aws-us-gov": r"^us-gov-\w+-\d+$",
}


@pytest.mark.parametrize(
    ("region", "partition"),
    [("us-east-1", "aws"), ("mx-central-1", "aws"), ("cn-north-1", "aws-cn"), ("us-gov-west-1", "aws-us-gov")],
)
def test_a_region_lies_in_its_partition(region: str, partition: str) -> None:
    assert partition_of(region) == partition


@pytest.mark.parametrize("region", ["us-east-9", "", "aws", "US-EAST-1", "us-iso-east-1"])
def test_what_is_no_region_lies_nowhere(region: str) -> None:
    assert partition_of(region) is None


def test_every_region_is_listed_once_and_named_like_its_partition() -> None:
    assert len(set(REGIONS)) == len(REGIONS) == 38
    for partition, regions in PARTITIONS.items():
        assert all(re.match(PATTERNS[partition], region) for region in regions)


def test_only_govcloud_has_no_budgets() -> None:
    without = {region for region in REGIONS if not has_budgets(region)}
    assert without == set(PARTITIONS["aws-us-gov"])
