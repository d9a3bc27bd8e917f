"""What is used, before anybody asks what it costs: an item, how much of it, and where that number comes from."""

from __future__ import annotations

from math import prod
from typing import NamedTuple

from podspec.model.environment import Environment
from podspec.model.spec import Spec
from podspec.model.spec.operations import Assumptions


class Factor(NamedTuple):
    """One number of a quantity, and how a reader is told of it.

    It is a value of the spec, an assumption, or a count of something that podspec builds.
    """

    value: float
    text: str


def shown(value: float) -> str:
    """A number as people write it: thousands apart, and no more than three places."""
    return f"{round(value, 3):,.15g}"


def counted(count: float, word: str, where: str = "") -> Factor:
    """So many of something, with the place in the spec that says so: `2 gateways (network.nat: per_az)`."""
    words = word if count == 1 else f"{word}s"
    return Factor(count, f"{shown(count)} {words} ({where})" if where else f"{shown(count)} {words}")


class Use(NamedTuple):
    """So much of one item of the price table in a month."""

    item: str
    unit: str
    factors: tuple[Factor, ...]

    @property
    def quantity(self) -> float:
        """All factors multiplied, so that the explanation cannot say anything else."""
        return prod(factor.value for factor in self.factors)

    @property
    def because(self) -> str:
        """Where the quantity comes from."""
        return " x ".join(factor.text for factor in self.factors)


def use(item: str, unit: str, *factors: tuple[float, str]) -> Use:
    """So much of an item: the product of numbers, each with what it is."""
    return Use(item, unit, tuple(Factor(*factor) for factor in factors))


class CostScope(NamedTuple):
    """What a component may look at: the spec, and one environment in one of its regions."""

    spec: Spec
    environment: Environment
    region: str

    @property
    def assumed(self) -> Assumptions:
        """What cannot be read from the spec."""
        return self.environment.cost.assumptions

    @property
    def is_first(self) -> bool:
        """True in the environment's first region, which has what there is once."""
        return self.region == self.environment.regions[0]

    @property
    def targets(self) -> tuple[str, ...]:
        """Names of the targets that the service runs on here."""
        targets = self.environment.targets
        there = {"lambda": targets.lambda_ is not None, "ec2": targets.ec2 is not None}
        return tuple(name for name, runs in there.items() if runs)

    @property
    def hours(self) -> Factor:
        """Hours of a month that things run."""
        return counted(self.assumed.hours_per_month, "hour", "hours_per_month")

    @property
    def requests(self) -> Factor:
        """Requests of a month to one target in this region: all shared evenly."""
        shares = {"regions": len(self.environment.regions), "targets": len(self.targets)}
        by = "".join(f" / {count} {name}" for name, count in shares.items() if count > 1)
        return counted(
            self.assumed.requests_per_month / prod(shares.values()), "request", f"requests_per_month{by}"
        )

    @property
    def log_months(self) -> Factor:
        """Months that a log is kept: what is stored once logs have been written for that long."""
        days = self.environment.observability.log_retention_days
        return Factor(days / 30, f"{days}/30 months (log_retention_days)")


#: What AWS sells as a GB is 2**30 bytes, of which the assumptions give KB and MB.
#: Source: AWS Pricing Calculator user guide, units (2026-11).
KB_PER_GB = 1024**2
MB_PER_GB = 1024
