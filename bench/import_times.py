"""Where start-up goes: what each package and each module costs to import, in one podspec command.

`import_times.py [--rounds N] [VERB ...]`, by default for `validate` and `check`. The interpreter's own
`-X importtime` counts, which makes imports slower than they are: read the shares, not the milliseconds.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from pathlib import Path
from statistics import median

from ranking import package, ranking
from scratch import PODSPEC, scratch

#: `import time:  self [us] | cumulative | module`
_LINE = re.compile(r"import time:\s+(\d+) \|\s+\d+ \|\s+(\S+)")
_MODULES_SHOWN = 20


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7, metavar="N", help="default: 7")
    parser.add_argument("verbs", nargs="*", default=["validate", "check"], metavar="VERB")
    options = parser.parse_args()
    with scratch() as place:
        root = place.rendered_repository()
        for verb in options.verbs:
            _show(verb, import_times(verb, root, options.rounds))


def import_times(verb: str, root: Path, rounds: int) -> dict[str, float]:
    """What each module that `podspec VERB` imports costs by itself: the median of all rounds, in milliseconds."""
    runs = [_one_run(verb, root) for _ in range(rounds)]
    return {module: median(one.get(module, 0) for one in runs) for module in runs[0]}


def _one_run(verb: str, root: Path) -> dict[str, float]:
    command = [sys.executable, "-X", "importtime", PODSPEC, verb]
    told = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stderr
    return {module: int(microseconds) / 1000 for microseconds, module in _LINE.findall(told)}


def _show(verb: str, times: dict[str, float]) -> None:
    print(f"podspec {verb}: {len(times)} modules, {sum(times.values()):.0f} ms\n")
    print(ranking(_by_package(times)) + "\n")
    print(ranking(times, _MODULES_SHOWN) + "\n")


def _by_package(times: dict[str, float]) -> dict[str, float]:
    names = {package(module) for module in times}
    return {name: sum(spent for module, spent in times.items() if package(module) == name) for name in names}


if __name__ == "__main__":
    main()
