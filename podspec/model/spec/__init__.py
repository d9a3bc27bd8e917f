"""The spec: the user's `service.yaml`, typed. Field texts here feed the JSON Schema, the docs and `explain`."""

from typing import Annotated, Literal

from pydantic import Field

from podspec.model.spec.base import WHOLE, EnvironmentName, Part, RelativePath, SecretName
from podspec.model.spec.container import Container, SupplyChain
from podspec.model.spec.environments import EnvironmentBlock
from podspec.model.spec.escape import Override
from podspec.model.spec.operations import Cost, Observability, Secret
from podspec.model.spec.service import Accept, Output, Registry, Repository, Service, State
from podspec.model.spec.targets import Targets


class Spec(Part):
    """One service: what it is, where it runs, and how it gets there."""

    version: Annotated[Literal[1], WHOLE] = Field(description="Version of the spec language.", examples=[1])
    service: Service = Field(
        description="What the service is called and who answers for it.", examples=[{"name": "podinfo"}]
    )
    repository: Repository = Field(
        description="The GitHub repository that holds the code and the pipeline.",
        examples=[{"slug": "acme/podinfo", "owner_id": 1001, "repository_id": 2002}],
    )
    registry: Registry | None = Field(
        default=None,
        description="Where images are pushed. Needed once environments differ in account; "
        "default: account and first region of the first environment.",
        examples=[{"account": "111111111111", "region": "us-east-1"}],
    )
    foundation: Literal["create", "existing"] = Field(
        default="create",
        description="Whether this spec creates the singletons of its accounts (state bucket, OIDC provider, "
        "replication) or finds them; one spec per account creates them.",
        examples=["create"],
    )
    state: State | None = Field(
        default=None,
        description="Where Terraform keeps its state. Default: the registry's region in the registry's account, "
        "elsewhere the first region of the account's first environment.",
        examples=[{"region": "us-east-1"}],
    )
    container: Container = Field(
        default_factory=Container,
        description="The image and the environment that it runs in.",
        examples=[{"context": "podinfo", "port": 8080, "environment": {"LOG_LEVEL": "info"}}],
    )
    supply_chain: SupplyChain = Field(
        default_factory=SupplyChain,
        description="What an image must carry before it may run.",
        examples=[{"scan": {"fail_on": "critical"}}],
    )
    targets: Targets = Field(
        default_factory=Targets, description="Where the service runs.", examples=[{"lambda": {"memory_mb": 512}}]
    )
    secrets: dict[SecretName, Secret] = Field(
        default_factory=dict,
        description="Secrets in AWS Secrets Manager, by name.",
        examples=[{"api-token": {"description": "token for the upstream API", "rotate_days": 30}}],
    )
    observability: Observability = Field(
        default_factory=Observability,
        description="What is measured, kept and told.",
        examples=[{"notify": ["ops@example.com"], "alarms": {"error_rate_percent": 1}}],
    )
    cost: Cost = Field(
        default_factory=Cost, description="What the service may cost.", examples=[{"monthly_budget_usd": 310}]
    )
    environments: dict[EnvironmentName, EnvironmentBlock] = Field(
        min_length=1,
        max_length=8,
        description="The environments by name; their order is the order of promotion.",
        examples=[{"dev": {"account": "111111111111", "regions": ["us-east-1"]}}],
    )
    output: Output = Field(
        default_factory=Output,
        description="Where the generated files go.",
        examples=[{"directory": "generated/podinfo"}],
    )
    accept: tuple[Accept, ...] = Field(
        default=(),
        description="Findings that are known and accepted.",
        examples=[[{"code": "PS231", "reason": "measured, it is enough", "expires": "2027-01-31"}]],
    )
    eject: tuple[RelativePath, ...] = Field(
        default=(),
        max_length=100,
        description="Generated files that are handed over, as paths from the repository's root: podspec renders, "
        "writes and checks them no more.",
        examples=[["generated/podinfo/scripts/smoke-test.sh"]],
    )
    override: tuple[Override, ...] = Field(
        default=(),
        max_length=100,
        description="Attributes of Terraform resources that get another value than podspec gives them.",
        examples=[
            [
                {
                    "resource": "lambda.aws_apigatewayv2_integration.live",
                    "attribute": "timeout_milliseconds",
                    "value": 10000,
                    "reason": "the upstream API answers within ten seconds or never",
                }
            ]
        ],
    )
