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

from budgets import PEAK_MB, budgets
from scratch import scratch
from subjects import Lineup, lineup
from table import Row, rows, text
from timer import FailedError, measure, own_peak_mb


def main() -> int:
    """Build, time, print. The exit code is 1 only if something could not be timed."""
    options = _options()
    try:
        with scratch() as place:
            timed = lineup(place)
            print(_heading(timed, options.rounds))
            samples = measure(timed.subjects, options.rounds, place.place / "output")
    except FailedError as error:
        print(error, file=sys.stderr)
        return 1
    table = rows(samples, budgets(timed.artifacts))
    print(text(table, own_peak_mb()))
    if options.json:
        options.json.write_text(_document(timed, options.rounds, table), encoding="utf-8")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=_rounds, default=11, metavar="N", help="default: 11")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures there, too")
    return parser.parse_args()


def _rounds(word: str) -> int:
    if int(word) < 2:  # noqa: PLR2004 - one round has no middle half
        raise argparse.ArgumentTypeError("at least 2 rounds")
    return int(word)


def machine() -> str:
    """What the figures depend on, in words."""
    return f"Python {platform.python_version()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}"


def _heading(timed: Lineup, rounds: int) -> str:
    return (
        f"{rounds} rounds. {machine()}. podinfo: {timed.artifacts} artifacts. The floor: {timed.floor_size}.\n"
        f"Medians; ratios are taken within each round. The verdict is on wall time and {PEAK_MB} MB of memory.\n"
    )


def _document(timed: Lineup, rounds: int, table: list[Row]) -> str:
    document = {
        "machine": machine(),
        "rounds": rounds,
        "artifacts": timed.artifacts,
        "floor": timed.floor_size,
        "peak_mb_budget": PEAK_MB,
        "rows": [row.as_json() for row in table],
    }
    return json.dumps(document, indent=2) + "\n"


if __name__ == "__main__":
    sys.exit(main())
