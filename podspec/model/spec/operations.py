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


class Cost(Part):
    """What the service may cost."""

    monthly_budget_usd: Annotated[int, Field(ge=1, le=10000000)] | None = Field(
        default=None, description="US dollars a month; forecast and actual cost are watched.", examples=[310]
    )
