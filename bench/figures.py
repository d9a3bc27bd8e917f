"""Samples -> figures: medians, and ratios between runs of one round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from timer import Sample


@dataclass(frozen=True)
class Ratio:
    """How many times as long as another subject: the median of all rounds, and the middle half of them."""

    median: float
    low: float
    high: float


@dataclass(frozen=True)
class Figures:
    """The medians of one subject: wall and processor time in seconds, peak memory in MB."""

    wall: float
    cpu: float
    peak_mb: float


def figures(samples: Sequence[Sample]) -> Figures:
    """The medians of all rounds."""
    return Figures(
        median(one.wall for one in samples),
        median(one.cpu for one in samples),
        median(one.peak_mb for one in samples),
    )


def ratio(samples: Sequence[Sample], others: Sequence[Sample]) -> Ratio:
    """The ratio of wall times, taken round by round."""
    ratios = [one.wall / other.wall for one, other in zip(samples, others, strict=True)]
    low, middle, high = quantiles(ratios, n=4, method="inclusive")
    return Ratio(middle, low, high)
