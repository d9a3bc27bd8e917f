"""How the service is kept: `secrets`, `observability`, `cost`."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Discriminator, Field, Tag

from podspec.model.spec.base import WHOLE, Line, Part, matching


class OwnRotation(Part):
    """A rotation function of your own."""

    lambda_arn: Annotated[
        str,
        matching(
            r"^arn:aws[a-z-]*:lambda:[a-z0-9-]+:[0-9]{12}:function:[A-Za-z0-9_-]{1,64}$",
            "the ARN of a Lambda function",
        ),
    ] = Field(
        description="ARN of the rotation function.",
        examples=["arn:aws:lambda:us-east-1:111111111111:function:rotate-api-token"],
    )


def _rotation_kind(value: Any) -> str:  # noqa: ANN401 - whatever YAML holds
    return "own" if isinstance(value, dict | OwnRotation) else "generated"


Rotation = Annotated[
    Annotated[Literal["generated"], Tag("generated")] | Annotated[OwnRotation, Tag("own")],
    Discriminator(_rotation_kind),
]


class Secret(Part):
    """A secret in AWS Secrets Manager. Its value never enters the function, the host's unit or the state."""

    description: Line = Field(
        default="", description="What the secret opens.", examples=["token for the upstream API"]
    )
    rotate_days: Annotated[int, Field(ge=30, le=90)] = Field(
        default=30, description="Days between two rotations.", examples=[30]
    )
    rotation: Rotation = Field(
        default="generated",
        description="A random value that podspec's function makes, or {lambda_arn: …} for a function of your own.",
        examples=["generated"],
    )


def _whole(value: float) -> float:
    """Keep `1` as 1, not 1.0: output shows it as it was written."""
    return int(value) if value == int(value) else value


# Limits come before the validator: pydantic's JSON Schema loses those that come behind it.
Share = Annotated[float, Field(gt=0, le=100, allow_inf_nan=False), AfterValidator(_whole)]
Availability = Annotated[float, Field(ge=90, lt=100, allow_inf_nan=False), AfterValidator(_whole)]


class Alarms(Part):
    """Thresholds that page, and that roll a rollout back."""

    error_rate_percent: Share = Field(default=1, description="Failed requests in percent of all.", examples=[1])
    latency_p95_ms: Annotated[int, Field(ge=1, le=900000)] = Field(
        default=1000, description="95th percentile of the answer time in milliseconds.", examples=[500]
    )
    unhealthy_hosts: Annotated[int, Field(ge=1, le=500)] = Field(
        default=1, description="Hosts that fail their health check.", examples=[1]
    )


class Synthetics(Part):
    """A canary that asks the service from outside."""

    interval_minutes: Annotated[int, Field(ge=1, le=60)] = Field(
        default=5, description="Minutes between two probes.", examples=[5]
    )


class Slo(Part):
    """A service level objective, watched by burn-rate alarms."""

    availability_percent: Availability = Field(
        default=99.9, description="Answers that must not fail, in percent of 30 days.", examples=[99.9]
    )


# Source: botocore 1.43.11, logs PutRetentionPolicy (read 2026-11); 0 (for ever) is left out on purpose.
RetentionDays = Annotated[
    Literal[
        1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653
    ],
    WHOLE,
]


class Observability(Part):
    """What is measured, kept and told."""

    log_retention_days: RetentionDays = Field(
        default=365,
        description="Days that logs are kept; CloudWatch takes these values only. A year unless you say "
        "otherwise: break-ins are found late.",
        examples=[90],
    )
    alarms: Alarms = Field(
        default_factory=Alarms,
        description="Thresholds that page, and that roll a rollout back.",
        examples=[{"error_rate_percent": 1, "latency_p95_ms": 500}],
    )
    dashboard: bool = Field(
        default=True,
        description="Build a CloudWatch dashboard of each region, and one over all where there are several.",
        examples=[True],
    )
    notify: tuple[
        Annotated[str, matching(r"^[^@\s]+@[^@\s]+\.[^@\s]+$", "an e-mail address", at_most=254)], ...
    ] = Field(
        default=(),
        # As many as a budget, and a subscription to cost anomalies, take.
        # Source: AWS Budgets API, Notification; AWS Cost Anomaly Detection FAQs (2026-11).
        max_length=10,
        description="E-mail addresses that alarms are sent to, at most ten.",
        examples=[["ops@example.com"]],
    )
    synthetics: Synthetics | None = Field(
        default=None,
        description="A canary that asks the service from outside.",
        examples=[{"interval_minutes": 5}],
    )
    slo: Slo | None = Field(
        default=None,
        description="A service level objective, watched by burn-rate alarms.",
        examples=[{"availability_percent": 99.9}],
    )


Amount = Annotated[float, Field(ge=0, le=1000000000, allow_inf_nan=False), AfterValidator(_whole)]
Count = Annotated[int, Field(ge=0, le=1000000000000)]


class Assumptions(Part):
    """What nobody can read from a spec, and what the bill depends on. Only the estimate of the cost uses it."""

    # Source of the month: AWS's own calculator counts 730 hours (AWS Pricing Calculator user guide, 2026-11).
    hours_per_month: Annotated[int, Field(ge=1, le=744)] = Field(
        default=730,
        description="Hours a month that hosts, gateways, load balancers and warm functions run.",
        examples=[730],
    )
    requests_per_month: Count = Field(
        default=1000000,
        description="Requests to the environment, shared evenly by its regions and targets.",
        examples=[1000000],
    )
    request_milliseconds: Amount = Field(
        default=100, description="Average time that a request takes, in milliseconds.", examples=[100]
    )
    response_kb: Amount = Field(default=10, description="Average size of an answer in KB.", examples=[10])
    log_kb_per_request: Amount = Field(
        default=1, description="KB that the service and its access log write for a request.", examples=[1]
    )
    log_gb_per_host: Amount = Field(
        default=1, description="GB of logs that a host writes in a month, beside those of requests.", examples=[1]
    )
    flow_log_gb_per_region: Amount = Field(
        default=1, description="GB of flow logs that a VPC writes in a month.", examples=[1]
    )
    nat_gb_per_region: Amount = Field(
        default=10,
        description="GB a month that hosts of a region send and fetch through NAT gateways or endpoints.",
        examples=[10],
    )
    bucket_gb_per_region: Amount = Field(
        default=1,
        description="GB that the buckets of a region hold: bundles, access logs, traces of canaries.",
        examples=[1],
    )
    releases_per_month: Annotated[int, Field(ge=0, le=100000)] = Field(
        default=20, description="Releases to the environment in a month.", examples=[20]
    )
    image_mb: Amount = Field(
        default=50, description="Size of an image in MB, as the registry keeps it.", examples=[50]
    )
    images_kept: Annotated[int, Field(ge=0, le=100000)] = Field(
        default=100, description="Images that the registry keeps in each region.", examples=[100]
    )
    transitions_per_release: Count = Field(
        default=500,
        description="Steps of the state machines that roll a release out to hosts.",
        examples=[500],
    )
    canary_seconds: Amount = Field(default=5, description="Seconds that one run of a canary takes.", examples=[5])


class Cost(Part):
    """What the service may cost."""

    monthly_budget_usd: Annotated[int, Field(ge=1, le=10000000)] | None = Field(
        default=None, description="US dollars a month; forecast and actual cost are watched.", examples=[310]
    )
    assumptions: Assumptions = Field(
        default_factory=Assumptions,
        description="What the estimate takes for granted: that of `podspec cost`, and the page docs/cost.md.",
        examples=[{"requests_per_month": 1000000, "response_kb": 10}],
    )
