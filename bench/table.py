"""Samples -> the table: one row for each subject, its ratios, its budget, and whether it keeps it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from budgets import PEAK_MB, PYTHON, Budget
from figures import Figures, Ratio, figures, ratio
from timer import Sample

_HEAD = ("", "wall ms", "cpu ms", "peak MB", "x python", "x floor", "middle half", "of cpu", "budget", "verdict")


@dataclass(frozen=True)
class Row:
    """What was found about one subject."""

    name: str
    figures: Figures
    to_python: Ratio
    budget: Budget | None
    to_budgeted: Ratio | None

    def over(self) -> tuple[str, ...]:
        """In what the subject is over its budget."""
        if self.budget is None or self.to_budgeted is None:
            return ()
        is_over = {
            "time": self.to_budgeted.wall > self.budget.times,
            "memory": self.figures.peak_mb > PEAK_MB,
        }
        return tuple(what for what, holds in is_over.items() if holds)

    def as_json(self) -> dict[str, object]:
        """The row as plain data."""
        return {**asdict(self), "over": self.over()}


def rows(samples: Mapping[str, Sequence[Sample]], allowed: Mapping[str, Budget]) -> list[Row]:
    """One row for each subject, in the order of the samples."""
    return [_row(name, samples, allowed.get(name)) for name in samples]


def _row(name: str, samples: Mapping[str, Sequence[Sample]], budget: Budget | None) -> Row:
    mine = samples[name]
    to_budgeted = ratio(mine, samples[budget.against]) if budget else None
    return Row(name, figures(mine), ratio(mine, samples[PYTHON]), budget, to_budgeted)


def text(table: Sequence[Row], smallest_peak_mb: float) -> str:
    """The table for people. A peak that is not above `smallest_peak_mb` cannot be told from it."""
    lines = [_HEAD, *(_cells(row, smallest_peak_mb) for row in table)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(_line(cells, widths) for cells in lines)


def _cells(row: Row, smallest_peak_mb: float) -> tuple[str, ...]:
    found = row.figures
    peak = f"{found.peak_mb:.0f}" if found.peak_mb > smallest_peak_mb else f"< {smallest_peak_mb + 1:.0f}"
    measured = (f"{found.wall * 1000:.0f}", f"{found.cpu * 1000:.0f}", peak, f"{row.to_python.wall:.1f}")
    return (row.name, *measured, *_judged(row))


def _judged(row: Row) -> tuple[str, ...]:
    """The cells that only a subject with a budget has."""
    if row.budget is None or row.to_budgeted is None:
        return ("",) * 5
    found, against = row.to_budgeted, row.budget.against
    to_floor = "" if against == PYTHON else f"{found.wall:.2f}"
    spread = f"{found.wall_low:.2f}-{found.wall_high:.2f}"
    over = row.over()
    verdict = f"over: {', '.join(over)}" if over else "within"
    return (to_floor, spread, f"{found.cpu:.2f}", f"{row.budget.times:g} x {against}", verdict)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    """Names and words to the left, numbers to the right."""
    is_left = {0, len(widths) - 2, len(widths) - 1}
    padded = [
        cell.ljust(width) if column in is_left else cell.rjust(width)
        for column, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    return "  ".join(padded).rstrip()
