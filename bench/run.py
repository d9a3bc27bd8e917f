"""Times podspec beside the floor and its peers in one run, and prints one table of ratios.

Needs the virtual environment that it runs in, and git. The peers are fetched from their registries once, into
bench/.work; one that cannot be had is left out. bench/README.md says how to read the table.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import page
import peers
from budgets import FLOOR_FILES, PEAK_MB
from grid import aligned
from machine import machine
from peer_subjects import PEER_ROUNDS
from scratch import scratch
from subjects import Lineup, lineup
from table import Row, grid, rows
from timer import FailedError, measure, own_peak_mb

_TABLE = "one service"


def main() -> int:
    """Build, time, print. The exit code is 1 only if something could not be timed."""
    options = _options()
    try:
        with scratch() as place:
            timed = lineup(place, with_peers=options.peers)
            heading = _heading(timed, options.rounds)
            page.tell(heading)
            samples = measure(timed.subjects, options.rounds, place.place / "output")
    except FailedError as error:
        print(error, file=sys.stderr)
        return 1
    table = rows(samples, timed.yardsticks)
    found = grid(table, own_peak_mb())
    print("\n".join([aligned(found), *(f"\n{sentence}" for sentence in timed.left_out)]))
    if options.write:
        page.write(_TABLE, page.shown(heading, found, timed.left_out))
    if options.json:
        options.json.write_text(_document(timed, heading, options.rounds, table), encoding="utf-8")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--rounds", type=_rounds, default=11, metavar="N", help="default: 11; the peers' at most 5"
    )
    parser.add_argument("--without-peers", dest="peers", action="store_false", help="podspec and the floor alone")
    page.add_option(parser)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures there, too")
    options = parser.parse_args()
    if options.write:
        page.demand_place(parser, _TABLE)
    return options


def _rounds(word: str) -> int:
    if int(word) < 2:  # noqa: PLR2004 - one round has no middle half
        raise argparse.ArgumentTypeError("at least 2 rounds")
    return int(word)


def _heading(timed: Lineup, rounds: int) -> str:
    names = [name for name in peers.VERSIONS if any(one.name.startswith(name) for one in timed.subjects)]
    others = f" The peers, {FLOOR_FILES} files each: {peers.versions(names)}." if names else ""
    return (
        f"{rounds} rounds{f', {min(rounds, PEER_ROUNDS)} of the peers' if names else ''}; {machine()}. "
        f"podinfo: {timed.artifacts} artifacts. The floor: {timed.floor_size}.{others}"
    )


def _document(timed: Lineup, heading: str, rounds: int, table: list[Row]) -> str:
    document = {
        "heading": heading,
        "rounds": rounds,
        "artifacts": timed.artifacts,
        "floor": timed.floor_size,
        "left_out": timed.left_out,
        "peak_mb_budget": PEAK_MB,
        "rows": [row.as_json() for row in table],
    }
    return json.dumps(document, indent=2) + "\n"


if __name__ == "__main__":
    sys.exit(main())
