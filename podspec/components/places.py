"""Where in AWS the shared things of a service stand: its registry, and each account's Terraform state."""

from collections.abc import Iterable
from typing import NamedTuple

from podspec.components.component import Context
from podspec.model.environment import Environment
from podspec.model.regions import partition_of
from podspec.model.spec import Spec


class Place(NamedTuple):
    """A region of an AWS account."""

    account: str
    region: str


def registry_place(spec: Spec, environments: Iterable[Environment]) -> Place:
    """Where images are pushed: as the spec says, else where the first environment is."""
    if spec.registry is not None:
        return Place(spec.registry.account, spec.registry.region)
    first = next(iter(environments))
    return Place(first.account, first.regions[0])


def copy_regions(spec: Spec, registry: Place) -> list[str]:
    """Regions that need copies of the images. Environments of all accounts pull from the registry."""
    regions = in_order(region for one in spec.environments.values() for region in one.regions)
    return [region for region in regions if region != registry.region]


def home_region(spec: Spec, environments: Iterable[Environment], account: str) -> str:
    """The region that holds an account's state and singletons.

    It is what the spec says; else the registry's, where the account holds the registry; else that of the
    account's first environment. Of `environments`, those of the account have to be there, in the spec's order.
    """
    if spec.state is not None:
        return spec.state.region
    if spec.registry is not None and spec.registry.account == account:
        return spec.registry.region
    return next(one.regions[0] for one in environments if one.account == account)


def in_order(regions: Iterable[str]) -> list[str]:
    """Regions without repetition, in the order in which the spec names them."""
    return list(dict.fromkeys(regions))


def state_bucket(place: Place) -> str:
    """Name of the bucket that holds an account's Terraform state; `place` is the account's home."""
    return f"podspec-state-{place.account}-{place.region}"


def backend(home: Place, key: str) -> Context:
    """Settings of the S3 backend for the root with this state key."""
    return {"bucket": state_bucket(home), "key": f"{key}.tfstate", "region": home.region}


def partition(region: str) -> str:
    """The partition that stands in the ARNs of a region; a region that podspec does not know is in `aws`."""
    return partition_of(region) or "aws"


def dns_suffix(region: str) -> str:
    """Domain of AWS's endpoints in a region.

    Source: botocore 1.43.11, data/endpoints.json (read 2026-11).
    """
    return "amazonaws.com.cn" if partition(region) == "aws-cn" else "amazonaws.com"
