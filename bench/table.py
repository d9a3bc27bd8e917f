"""Samples -> the table: one row for each subject, its ratios, its budget, and whether it keeps it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from budgets import PEAK_MB, PYTHON, Yardstick
from figures import Figures, Ratio, figures, ratio
from grid import Grid
from timer import Sample

_MEASURED = ("wall ms", "cpu ms", "peak MB", "x python", "x floor", "middle half", "of cpu")
HEAD = ("", *_MEASURED, "budget", "verdict")


@dataclass(frozen=True)
class Row:
    """What was found about one subject."""

    name: str
    figures: Figures
    to_python: Ratio
    yardstick: Yardstick | None
    to_yardstick: Ratio | None

    def over(self) -> tuple[str, ...]:
        """In what the subject is over its budget."""
        if self.yardstick is None or self.yardstick.times is None or self.to_yardstick is None:
            return ()
        is_over = {
            "time": self.to_yardstick.wall > self.yardstick.times,
            "memory": self.figures.peak_mb > PEAK_MB,
        }
        return tuple(what for what, holds in is_over.items() if holds)

    def as_json(self) -> dict[str, object]:
        """The row as plain data."""
        return {**asdict(self), "over": self.over()}


def rows(samples: Mapping[str, Sequence[Sample]], yardsticks: Mapping[str, Yardstick]) -> list[Row]:
    """One row for each subject, in the order of the samples."""
    return [_row(name, samples, yardsticks.get(name)) for name in samples]


def _row(name: str, samples: Mapping[str, Sequence[Sample]], yardstick: Yardstick | None) -> Row:
    mine = samples[name]
    to_yardstick = ratio(mine, samples[yardstick.against]) if yardstick else None
    return Row(name, figures(mine), ratio(mine, samples[PYTHON]), yardstick, to_yardstick)


def grid(table: Sequence[Row], smallest_peak_mb: float) -> Grid:
    """The table for people. A peak that is not above `smallest_peak_mb` cannot be told from it."""
    return Grid(HEAD, [_cells(row, smallest_peak_mb) for row in table], frozenset({"", "budget", "verdict"}))


def _cells(row: Row, smallest_peak_mb: float) -> tuple[str, ...]:
    found = row.figures
    peak = f"{found.peak_mb:.0f}" if found.peak_mb > smallest_peak_mb else f"< {smallest_peak_mb + 1:.0f}"
    measured = (f"{found.wall * 1000:.0f}", f"{found.cpu * 1000:.0f}", peak, f"{row.to_python.wall:.1f}")
    return (row.name, *measured, *_held(row), *_judged(row))


def _held(row: Row) -> tuple[str, ...]:
    """The cells of what is held against another subject."""
    if row.yardstick is None or row.to_yardstick is None:
        return ("",) * 3
    found = row.to_yardstick
    to_floor = f"{found.wall:.2f}" if row.yardstick.is_floor else ""
    return (to_floor, f"{found.wall_low:.2f}-{found.wall_high:.2f}", f"{found.cpu:.2f}")


def _judged(row: Row) -> tuple[str, ...]:
    """The cells of what has a budget."""
    if row.yardstick is None or row.yardstick.times is None:
        return ("",) * 2
    over = row.over()
    verdict = f"over: {', '.join(over)}" if over else "within"
    return (f"{row.yardstick.times:g} x {'floor' if row.yardstick.is_floor else 'python'}", verdict)
