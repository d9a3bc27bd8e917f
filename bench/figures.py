"""Samples -> figures: medians, and ratios between runs of one round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from timer import Sample


@dataclass(frozen=True)
class Figures:
    """The medians of one subject: wall and processor time in seconds, peak memory in MB."""

    wall: float
    cpu: float
    peak_mb: float


@dataclass(frozen=True)
class Ratio:
    """How many times as much time as another subject: medians of all rounds, and the middle half of the wall's."""

    wall: float
    wall_low: float
    wall_high: float
    cpu: float


def figures(samples: Sequence[Sample]) -> Figures:
    """The medians of all rounds."""
    return Figures(
        median(one.wall for one in samples),
        median(one.cpu for one in samples),
        median(one.peak_mb for one in samples),
    )


def ratio(samples: Sequence[Sample], others: Sequence[Sample]) -> Ratio:
    """The ratios of times, taken round by round: in as many of the first rounds as `samples` has."""
    pairs = list(zip(samples, others[: len(samples)], strict=True))
    low, middle, high = quantiles([one.wall / other.wall for one, other in pairs], n=4, method="inclusive")
    return Ratio(middle, low, high, median(one.cpu / other.cpu for one, other in pairs))
