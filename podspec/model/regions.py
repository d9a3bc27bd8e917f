"""AWS regions by partition. A partition has its own accounts, endpoints and ARNs; nothing spans two of them."""

from types import MappingProxyType

#: Source: botocore 1.43.11, data/endpoints.json (read 2026-11). The isolated partitions (aws-iso*) and the
#: European Sovereign Cloud (aws-eusc) are left out: podspec has been tried in none of them.
PARTITIONS = MappingProxyType(
    {
        "aws": (
            *("af-south-1", "ap-east-1", "ap-east-2", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3"),
            *("ap-south-1", "ap-south-2", "ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-southeast-4"),
            *("ap-southeast-5", "ap-southeast-6", "ap-southeast-7", "ca-central-1", "ca-west-1", "eu-central-1"),
            *("eu-central-2", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-2", "eu-west-3"),
            *("il-central-1", "me-central-1", "me-south-1", "mx-central-1", "sa-east-1", "us-east-1", "us-east-2"),
            *("us-west-1", "us-west-2"),
        ),
        "aws-cn": ("cn-north-1", "cn-northwest-1"),
        "aws-us-gov": ("us-gov-east-1", "us-gov-west-1"),
    }
)

_PARTITION_OF = MappingProxyType(
    {region: partition for partition, regions in PARTITIONS.items() for region in regions}
)

#: Every region that podspec knows.
REGIONS = tuple(_PARTITION_OF)


def partition_of(region: str) -> str | None:
    """The partition that a region lies in (`aws`, `aws-cn`, `aws-us-gov`); None for a region not known."""
    return _PARTITION_OF.get(region)


def has_budgets(region: str) -> bool:
    """True if AWS has Budgets and Cost Explorer in the partition of a region.

    Source: botocore 1.44.5, data/endpoints.json (read 2026-11): GovCloud is paid for by a commercial account.
    """
    return partition_of(region) != "aws-us-gov"
