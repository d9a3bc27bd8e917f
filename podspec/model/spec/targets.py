"""Where the service runs: one model per target, side by side in `targets`."""

from typing import Annotated, Literal

from pydantic import Field

from podspec.model.spec.base import Part, matching
from podspec.model.spec.rollout import Canary, Rollout


class Throttle(Part):
    """What the HTTP API lets through before it answers 429."""

    rate_per_second: Annotated[int, Field(ge=1, le=10000)] = Field(
        default=100, description="Requests per second in the long run.", examples=[100]
    )
    burst: Annotated[int, Field(ge=1, le=5000)] = Field(
        default=200, description="Requests that may come at once.", examples=[200]
    )


class LambdaTarget(Part):
    """The service as a Lambda function behind an HTTP API."""

    # Source of the limits: botocore 1.43.11, lambda MemorySize and Timeout; AWS Lambda quotas (2026-11).
    memory_mb: Annotated[int, Field(ge=128, le=10240)] = Field(
        default=512, description="Memory in MB; processor power grows with it.", examples=[512]
    )
    timeout_seconds: Annotated[int, Field(ge=1, le=900)] = Field(
        default=15,
        description="Seconds after which an invocation is stopped; behind the HTTP API at most 30.",
        examples=[15],
    )
    provisioned_concurrency: Annotated[int, Field(ge=0, le=10000)] = Field(
        default=0, description="Execution environments that are kept warm; 0 for none.", examples=[2]
    )
    reserved_concurrency: Annotated[int, Field(ge=1, le=10000)] | None = Field(
        default=None,
        description="Execution environments that the function can never exceed, taken from the account's pool; "
        "unset for no limit of its own.",
        examples=[50],
    )
    throttle: Throttle = Field(
        default_factory=Throttle,
        description="What the HTTP API lets through before it answers 429.",
        examples=[{"rate_per_second": 100, "burst": 200}],
    )
    rollout: Rollout = Field(
        default_factory=Canary,
        description="How a new version takes over traffic.",
        examples=[{"strategy": "canary", "percent": 10, "interval_minutes": 5, "bake_minutes": 5}],
    )


class Hosts(Part):
    """How many hosts serve traffic."""

    min: Annotated[int, Field(ge=0, le=500)] = Field(default=2, description="Fewest hosts.", examples=[2])
    desired: Annotated[int, Field(ge=0, le=500)] = Field(
        default=2,
        description="Hosts to start with; scaling moves the number between min and max.",
        examples=[2],
    )
    max: Annotated[int, Field(ge=1, le=500)] = Field(default=4, description="Most hosts.", examples=[4])


class Scaling(Part):
    """Averages that scaling keeps the hosts at; an unset one does not scale."""

    cpu_percent: Annotated[int, Field(ge=1, le=99)] | None = Field(
        default=60, description="Processor use in percent.", examples=[60]
    )
    memory_percent: Annotated[int, Field(ge=1, le=99)] | None = Field(
        default=None, description="Memory use in percent.", examples=[70]
    )
    requests_per_host: Annotated[int, Field(ge=1, le=1000000)] | None = Field(
        default=None, description="Requests per host and minute.", examples=[1000]
    )


class Ec2Target(Part):
    """The service as a container on EC2 hosts behind an Application Load Balancer."""

    instance_type: Annotated[
        str, matching(r"^[a-z][a-z0-9-]*\.[a-z0-9-]+$", "an instance type such as t4g.small")
    ] = Field(
        default="t4g.small",
        description="EC2 instance type; its family decides the processor.",
        examples=["t4g.small"],
    )
    hosts: Hosts = Field(
        default_factory=Hosts,
        description="How many hosts serve traffic.",
        examples=[{"min": 2, "desired": 2, "max": 4}],
    )
    scaling: Scaling = Field(
        default_factory=Scaling,
        description="Averages that scaling keeps the hosts at.",
        examples=[{"cpu_percent": 60}],
    )
    purchase: Literal["on_demand", "spot"] = Field(
        default="on_demand",
        description="How hosts are bought; spot hosts can be taken away.",
        examples=["on_demand"],
    )
    rollout: Rollout = Field(
        default_factory=Canary,
        description="How a new version takes over traffic.",
        examples=[{"strategy": "linear", "percent": 25, "interval_minutes": 5, "bake_minutes": 10}],
    )


class Targets(Part):
    """Every target that is given is built; several run in parallel."""

    lambda_: LambdaTarget | None = Field(
        default=None,
        alias="lambda",
        description="Run as a Lambda function behind an HTTP API.",
        examples=[{"memory_mb": 512}],
    )
    ec2: Ec2Target | None = Field(
        default=None,
        description="Run on EC2 hosts behind a load balancer.",
        examples=[{"instance_type": "t4g.small"}],
    )
