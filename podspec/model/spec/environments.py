"""The environments: account, regions, what differs there. Their order is the order of promotion."""

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from podspec.model.spec.base import AccountId, Part, Region, matching

Cidr = Annotated[
    str,
    matching(
        r"^[0-9]{1,3}(\.[0-9]{1,3}){3}/[0-9]{1,2}$",
        "an IPv4 range such as 10.10.0.0/16",
        examples=["10.10.0.0/16"],
    ),
]
SubnetId = Annotated[
    str,
    matching(r"^subnet-[0-9a-f]{8,17}$", "the id of a subnet, subnet-…", examples=["subnet-0123456789abcdef0"]),
]
DnsName = Annotated[
    str,
    matching(
        r"^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$",
        "a DNS name in lower case, without a dot at its end",
        examples=["podinfo.example.com"],
    ),
]


class NewNetwork(Part):
    """A VPC that podspec builds in every region of the environment."""

    cidr: Cidr = Field(
        description="IPv4 range of the environment, divided evenly among its regions.",
        examples=["10.10.0.0/16"],
    )
    nat: Literal["none", "single", "per_az"] = Field(
        default="single",
        description="NAT gateways: none (endpoints instead), one, or one per zone.",
        examples=["single"],
    )


class ExistingNetwork(Part):
    """A VPC that exists. An environment with more than one region needs a new one."""

    vpc_id: Annotated[str, matching(r"^vpc-[0-9a-f]{8,17}$", "the id of a VPC, vpc-…")] = Field(
        description="Id of the VPC.", examples=["vpc-0123456789abcdef0"]
    )
    public_subnets: tuple[SubnetId, ...] = Field(
        min_length=2,
        description="Ids of public subnets in two or more zones, for the load balancer.",
        examples=[["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]],
    )
    private_subnets: tuple[SubnetId, ...] = Field(
        min_length=2,
        description="Ids of private subnets in two or more zones, for the hosts.",
        examples=[["subnet-0123456789abcdef2", "subnet-0123456789abcdef3"]],
    )


def network_kind(value: Any) -> str:  # noqa: ANN401 - whatever YAML holds
    """Which of the two networks a block means: those of an existing one have keys of their own."""
    keys = value.keys() if isinstance(value, dict) else vars(value) if isinstance(value, Part) else ()
    return (
        "an existing network" if {"vpc_id", "public_subnets", "private_subnets"} & set(keys) else "a new network"
    )


Network = Annotated[
    Annotated[NewNetwork, Tag("a new network")] | Annotated[ExistingNetwork, Tag("an existing network")],
    Discriminator(network_kind),
]


class Domain(Part):
    """The public name of the service in this environment."""

    name: DnsName = Field(
        description="Name under which people reach the service.", examples=["podinfo.example.com"]
    )
    zone: DnsName = Field(description="Route 53 zone that holds the name.", examples=["example.com"])
    create_zone: bool = Field(
        default=False, description="Create the zone; otherwise it is looked up.", examples=[False]
    )
    primary: Literal["lambda", "ec2"] | None = Field(
        default=None,
        description="Target behind the name itself; each target also has <target>.<name>. "
        "Needed where there is more than one target.",
        examples=["lambda"],
    )


class Approval(Part):
    """Who must agree before a version goes here."""

    reviewers: tuple[
        Annotated[str, matching(r"^[A-Za-z0-9-]+(/[A-Za-z0-9._-]+)?$", "a GitHub user, or org/team")], ...
    ] = Field(
        min_length=1,
        max_length=6,
        description="GitHub users or org/team, at most six; one of them must approve.",
        examples=[["acme/release-managers"]],
    )


class ContainerOverlay(Part):
    """What may differ in the container; nothing that would change the image: one digest serves all."""

    environment: dict[str, Any] | None = Field(
        default=None, description="Environment variables that differ here.", examples=[{"LOG_LEVEL": "debug"}]
    )
    secrets: dict[str, Any] | None = Field(
        default=None, description="Secret variables that differ here.", examples=[{"API_TOKEN": "api-token"}]
    )


class ServiceOverlay(Part):
    """What may differ in the service."""

    tags: dict[str, Any] | None = Field(
        default=None, description="Tags that differ here.", examples=[{"cost_center": "5678"}]
    )


class EnvironmentBlock(Part):
    """One environment as written: its place in AWS, and the overlay over the rest of the spec.

    Overlays are only shaped here; their values are judged where they take effect, in the resolved environment.
    """

    account: AccountId = Field(description="AWS account of the environment.", examples=["111111111111"])
    regions: tuple[Region, ...] = Field(
        min_length=1,
        max_length=8,
        description="AWS regions; two or more serve traffic together.",
        examples=[["us-east-1"]],
    )
    network: Network | None = Field(
        default=None,
        description="The VPC; needed only where a target runs in one (ec2).",
        examples=[{"cidr": "10.10.0.0/16", "nat": "single"}],
    )
    domain: Domain | None = Field(
        default=None,
        description="The public name of the service here.",
        examples=[{"name": "podinfo.example.com", "zone": "example.com", "primary": "lambda"}],
    )
    approval: Approval | None = Field(
        default=None,
        description="Who must agree before a version goes here.",
        examples=[{"reviewers": ["acme/release-managers"]}],
    )
    service: ServiceOverlay | None = Field(
        default=None, description="Overlay of service.tags.", examples=[{"tags": {"cost_center": "5678"}}]
    )
    container: ContainerOverlay | None = Field(
        default=None,
        description="Overlay of container.environment and container.secrets.",
        examples=[{"environment": {"LOG_LEVEL": "debug"}}],
    )
    targets: dict[str, Any] | None = Field(
        default=None,
        description="Overlay of targets; null takes a target away.",
        examples=[{"lambda": {"memory_mb": 1024}}],
    )
    secrets: dict[str, Any] | None = Field(
        default=None, description="Overlay of secrets.", examples=[{"api-token": {"rotate_days": 90}}]
    )
    observability: dict[str, Any] | None = Field(
        default=None, description="Overlay of observability.", examples=[{"log_retention_days": 90}]
    )
    cost: dict[str, Any] | None = Field(
        default=None, description="Overlay of cost.", examples=[{"monthly_budget_usd": 50}]
    )
