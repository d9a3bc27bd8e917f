"""Where a podspec command's time goes, stage by stage: `stages.py [--rounds N] [--wall] [VERB ...]`.

By default for `validate`, `check` and `render` of podinfo, the last one into an empty repository. Each round is a
process of its own; the figures are medians of processor time, or of wall time (what waits
for a disk shows only there). The stopwatch makes imports a little slower.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from statistics import median

from ranking import ranking
from scratch import BENCH, Scratch, run, scratch

_PROBE = [sys.executable, str(BENCH / "stage_probe.py")]
#: Below this many milliseconds a stage is not worth a line.
_SHOWN_FROM = 0.05


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7, metavar="N", help="default: 7")
    parser.add_argument(
        "--wall", dest="clock", action="store_const", const="wall", default="cpu", help="wall time"
    )
    parser.add_argument("verbs", nargs="*", default=["validate", "check", "render"], metavar="VERB")
    options = parser.parse_args()
    with scratch() as place:
        place.rendered_repository()  # fills podspec's cache of compiled templates
        for verb in options.verbs:
            _show(verb, stage_times(verb, options.clock, place, options.rounds))


def stage_times(verb: str, clock: str, place: Scratch, rounds: int) -> dict[str, float]:
    """What each stage of `podspec VERB` takes: the median of all rounds, in milliseconds."""
    rendered = place.rendered_repository()
    where = place.fresh_repository if verb == "render" else lambda: rendered
    runs = [_one_run(verb, clock, where()) for _ in range(rounds)]
    stages = {stage for one in runs for stage in one}
    return {stage: 1000 * median(one.get(stage, 0.0) for one in runs) for stage in stages}


def _one_run(verb: str, clock: str, root: Path) -> dict[str, float]:
    spent: dict[str, float] = json.loads(run([*_PROBE, verb, clock], root))
    return spent


def _show(verb: str, times: dict[str, float]) -> None:
    print(f"podspec {verb}: {sum(times.values()):.0f} ms\n")
    print(ranking({stage: spent for stage, spent in times.items() if spent >= _SHOWN_FROM}) + "\n")


if __name__ == "__main__":
    main()
