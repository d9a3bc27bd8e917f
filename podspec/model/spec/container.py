"""What runs and how it is made: `container` and `supply_chain`."""

from typing import Annotated, Literal

from pydantic import Field

from podspec.model.spec.base import (
    Day,
    Directory,
    Part,
    RelativePath,
    SecretName,
    Text,
    UrlPath,
    VariableName,
    matching,
)


class Health(Part):
    """Paths that the service answers about itself."""

    liveness: UrlPath = Field(default="/healthz", description="Answers 200 while the process is alive.")
    readiness: UrlPath = Field(default="/readyz", description="Answers 200 while the service can take requests.")
    metrics: UrlPath = Field(default="/metrics", description="Prometheus metrics.", examples=["/metrics"])
    version: UrlPath = Field(
        default="/version", description="Version and commit that is running.", examples=["/version"]
    )


class Container(Part):
    """The image and the environment that it runs in, the same for every target."""

    context: Directory = Field(
        default=".", description="Build context, from the repository's root.", examples=["podinfo"]
    )
    dockerfile: RelativePath = Field(
        default="Dockerfile", description="Dockerfile, from the build context.", examples=["Dockerfile"]
    )
    architecture: Literal["amd64", "arm64"] = Field(
        default="arm64",
        description="Processor that the image is built for; Lambda takes one only.",
        examples=["arm64"],
    )
    port: Annotated[int, Field(ge=1, le=65535)] = Field(
        default=8080, description="TCP port on which the service listens.", examples=[8080]
    )
    health: Health = Field(
        default_factory=Health,
        description="Paths that the service answers about itself.",
        examples=[{"readiness": "/readyz"}],
    )
    environment: dict[VariableName, Annotated[str, Field(max_length=4096)]] = Field(
        default_factory=dict,
        description="Environment variables, for values that are no secret.",
        examples=[{"LOG_LEVEL": "info"}],
    )
    secrets: dict[VariableName, SecretName] = Field(
        default_factory=dict,
        description="Environment variables that carry the ARN of a declared secret, never its value.",
        examples=[{"API_TOKEN": "api-token"}],
    )


class Waiver(Part):
    """A vulnerability that may pass the scan until a day."""

    id: Annotated[str, matching(r"^[A-Z][A-Z0-9]*-[A-Za-z0-9-]+$", "an id such as CVE-2026-12345", at_most=64)] = (
        Field(description="Id of the vulnerability as the scanner names it.", examples=["CVE-2026-12345"])
    )
    reason: Text = Field(description="Why it may pass.", examples=["the affected function is never called"])
    expires: Day = Field(description="Last day on which it may pass.", examples=["2027-01-31"])


class Scan(Part):
    """The scan that an image must pass before it is signed."""

    fail_on: Literal["low", "medium", "high", "critical"] = Field(
        default="high", description="Lowest severity that fails the scan.", examples=["high"]
    )
    ignore_unfixed: bool = Field(
        default=True, description="Let vulnerabilities pass that have no fix yet.", examples=[True]
    )
    waivers: tuple[Waiver, ...] = Field(
        default=(),
        description="Vulnerabilities that may pass, each with a reason and a last day.",
        examples=[[{"id": "CVE-2026-12345", "reason": "never called", "expires": "2027-01-31"}]],
    )


class SupplyChain(Part):
    """What an image must carry before it may run."""

    scan: Scan = Field(
        default_factory=Scan,
        description="The scan that an image must pass before it is signed.",
        examples=[{"fail_on": "critical"}],
    )
    sbom: Literal["spdx-json", "cyclonedx-json"] = Field(
        default="spdx-json", description="Format of the software bill of materials.", examples=["spdx-json"]
    )
