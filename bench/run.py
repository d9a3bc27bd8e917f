"""Times podspec beside the floor in one run, and prints one table of ratios: `run.py [--rounds N] [--json FILE]`.

Needs nothing but the virtual environment that it runs in, and git. bench/README.md says how to read the table.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from pathlib import Path

import scratch
from budgets import PEAK_MB, budgets
from subjects import Field, prepare
from table import Row, rows, text
from timer import FailedError, measure, own_peak_mb


def main() -> int:
    """Build, time, print."""
    options = _options()
    scratch.clean()
    field = prepare()
    print(_heading(field, options.rounds), file=sys.stderr)
    try:
        samples = measure(field.subjects, options.rounds, scratch.WORK / "output")
    except FailedError as error:
        print(error, file=sys.stderr)
        return 1
    table = rows(samples, budgets(field.artifacts))
    print(text(table, own_peak_mb()))
    if options.json:
        options.json.write_text(_document(field, options.rounds, table), encoding="utf-8")
    scratch.clean()
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=_at_least_two, default=11, metavar="N", help="default: 11")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures there, too")
    return parser.parse_args()


def _at_least_two(word: str) -> int:
    """A number of rounds that has a middle half."""
    if int(word) < 2:  # noqa: PLR2004 - two are the fewest that quantiles take
        raise argparse.ArgumentTypeError("at least 2 rounds")
    return int(word)


def _machine() -> str:
    return f"Python {platform.python_version()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}"


def _heading(field: Field, rounds: int) -> str:
    return (
        f"{rounds} rounds. {_machine()}.\n"
        f"podinfo renders to {field.artifacts} artifacts; the floor: {field.floor_size}.\n"
        f"Times are medians; ratios are of wall times, round by round; peak memory may be {PEAK_MB} MB."
    )


def _document(field: Field, rounds: int, table: list[Row]) -> str:
    document = {
        "machine": _machine(),
        "rounds": rounds,
        "artifacts": field.artifacts,
        "floor": field.floor_size,
        "peak_mb_budget": PEAK_MB,
        "rows": [row.as_json() for row in table],
    }
    return json.dumps(document, indent=2) + "\n"


if __name__ == "__main__":
    sys.exit(main())
