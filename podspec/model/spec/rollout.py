"""How a new version takes over traffic. The same words mean the same thing on every target."""

from typing import Annotated, Literal

from pydantic import Field

from podspec.model.spec.base import Part

# CodeDeploy takes steps of 1 to 99 percent and 2,880 minutes in all.
# Source: AWS CodeDeploy user guide, limits (read 2026-11).
Percent = Annotated[int, Field(ge=1, le=99)]
Interval = Annotated[int, Field(ge=1, le=2880)]
Bake = Annotated[int, Field(ge=0, le=1440)]

_BAKE = "Minutes at full traffic during which an alarm still rolls back."


class Canary(Part):
    """First a part of the traffic, then all of it."""

    strategy: Literal["canary"] = Field(
        default="canary", description="A part first, then all.", examples=["canary"]
    )
    percent: Percent = Field(
        default=10, description="Percent of the traffic that the new version gets first.", examples=[10]
    )
    interval_minutes: Interval = Field(
        default=5, description="Minutes until the rest of the traffic follows.", examples=[5]
    )
    bake_minutes: Bake = Field(default=5, description=_BAKE, examples=[5])


class Linear(Part):
    """Equal steps of traffic; the last one may be smaller."""

    strategy: Literal["linear"] = Field(default="linear", description="Equal steps.", examples=["linear"])
    percent: Percent = Field(default=10, description="Percent of the traffic that each step adds.", examples=[20])
    interval_minutes: Interval = Field(default=5, description="Minutes between two steps.", examples=[3])
    bake_minutes: Bake = Field(default=5, description=_BAKE, examples=[5])


class AllAtOnce(Part):
    """All traffic in one step, with the old version kept until the bake time is over."""

    strategy: Literal["all_at_once"] = Field(
        default="all_at_once", description="Blue/green in one step.", examples=["all_at_once"]
    )
    bake_minutes: Bake = Field(default=5, description=_BAKE, examples=[5])


Rollout = Annotated[Canary | Linear | AllAtOnce, Field(discriminator="strategy")]
