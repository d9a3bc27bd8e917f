"""Many services in one repository: podspec beside the floor, Kapitan and projen, in one run.

With 1,000 services, the default, a round takes minutes; `--services 50` is a quick look. The two peers are fetched
from their registries once. bench/README.md says what is compared, and what is not.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

import fleet
import page
import peers
from grid import Grid, aligned
from machine import machine, processors
from peer_repositories import kapitan_repository, projen_repository
from scratch import BENCH, PODSPEC, Scratch, run, scratch
from timer import FailedError, Sample, Subject, run_once

_NAMES = ("render, all new", "check, nothing changed", "render, nothing changed")
#: Files that each service has in a peer's repository: the size at which others have measured these tools.
_PEER_FILES = 12


@dataclass(frozen=True)
class Row:
    """One command: how many services and files it was for, and its samples' medians."""

    tool: str
    what: str
    services: int
    files: int
    wall: float
    cpu: float
    peak_mb: float

    @property
    def files_each(self) -> int:
        """Files of one service; those that all share are too few to count."""
        return self.files // self.services


class Course:
    """The runs of one round, in order: each one finds what those before it have left."""

    def __init__(self, place: Scratch, services: int, processes: int) -> None:
        self.place = place
        self.services = services
        self.processes = processes
        self._log = place.place / "output"

    def podspec(self) -> Iterator[Row]:
        """A cold render, what finds nothing to do, and one changed spec; then that one alone."""
        root = fleet.podspec_repository(self.place, self.services)
        timed = [self._run(root, PODSPEC, "render")]
        files: int = json.loads(run([PODSPEC, "check", "--report", "json"], root))["artifacts"]
        timed += [self._run(root, PODSPEC, verb) for verb in ("check", "render")]
        for what, sample in zip(_NAMES, timed, strict=True):
            yield self._row("podspec", what, files, sample)
        yield from self._one_changed(root, files)

    def _one_changed(self, root: Path, files: int) -> Iterator[Row]:
        fleet.commit(root)
        spec = fleet.change_one(root, self.services)
        sample = self._run(root, PODSPEC, "check", "--changed-since", "HEAD")
        yield self._row("podspec", "check --changed-since, one changed", files, sample)
        alone = self._run(root, PODSPEC, "check", str(spec.relative_to(root)))
        yield Row("podspec", "check of one service alone", 1, round(files / self.services), *_figures(alone))

    def floor(self, each: int) -> Iterator[Row]:
        """The least that such a tool can do, for as many files, by as many processes."""
        workload, tree = self.place.fresh_folder(), self.place.fresh_folder()
        run([sys.executable, "-m", "floor.build", str(workload), str(each)], BENCH)
        script = (sys.executable, str(BENCH / "mini_many.py"))
        for verb, what in (("render", _NAMES[0]), ("check", _NAMES[1])):
            sample = self._run(tree, *script, verb, str(workload), str(self.services), str(self.processes))
            yield self._row("the floor", what, each * self.services, sample)

    def kapitan(self) -> Iterator[Row]:
        """Compiling into an empty folder, compiling again, and compiling one target."""
        command = peers.command("Kapitan")
        root, one = kapitan_repository(self.place, self.services, _PEER_FILES), fleet.names(self.services)[0]
        whole = {"compile, all new": (), "compile, nothing changed": (), "compile, one target": ("-t", one)}
        for what, more in whole.items():
            sample = self._run(root, command, "compile", *more)
            yield self._row("Kapitan", what, _files_below(root / "compiled"), sample)

    def projen(self) -> Iterator[Row]:
        """Synthesizing into an empty folder, and once more."""
        root = projen_repository(self.place, peers.projen(), self.services, _PEER_FILES)
        for what in ("synth, all new", "synth, nothing changed"):
            sample = self._run(root, "node", ".projenrc.js")
            yield self._row("projen", what, _files_below(root / "services"), sample)

    def _row(self, tool: str, what: str, files: int, sample: Sample) -> Row:
        return Row(tool, what, self.services, files, *_figures(sample))

    def _run(self, where: Path, *command: str) -> Sample:
        print(".", end="", file=sys.stderr, flush=True)
        return run_once(Subject(Path(command[0]).name, command, lambda: where), self._log)


def _files_below(folder: Path) -> int:
    return sum(path.is_file() for path in folder.rglob("*"))


def _figures(sample: Sample) -> tuple[float, float, float]:
    return sample.wall, sample.cpu, sample.peak_mb


def one_round(course: Course, *, with_peers: bool) -> tuple[list[Row], list[str]]:
    """The rows of all tools, and a word about each one that is left out."""
    ours = list(course.podspec())
    rows = [*ours, *course.floor(ours[0].files_each), *course.floor(_PEER_FILES)]
    if not with_peers:
        return rows, [peers.NOT_WANTED]
    others, left_out = peers.those_here({"Kapitan": course.kapitan, "projen": course.projen})
    return [*rows, *others], left_out


def middle(rounds: list[list[Row]]) -> list[Row]:
    """The medians of all rounds."""
    return [
        Row(
            *(one[0].tool, one[0].what, one[0].services, one[0].files),
            *(median(getattr(row, figure) for row in one) for figure in ("wall", "cpu", "peak_mb")),
        )
        for one in zip(*rounds, strict=True)
    ]


def to_floor(rows: list[Row]) -> list[tuple[float, float] | None]:
    """How many times the floor's wall and processor time each whole run of one round took, for as many files."""
    floor = {(row.what, row.files_each): row for row in rows if row.tool == "the floor"}
    beside = [None if "one" in row.what else floor.get((_of_floor(row), row.files_each)) for row in rows]
    return [
        (row.wall / one.wall, row.cpu / one.cpu) if one else None for row, one in zip(rows, beside, strict=True)
    ]


def _of_floor(row: Row) -> str:
    """Which of the floor's runs a run is held against: writing all, or finding nothing to do."""
    return _NAMES[0] if "all new" in row.what else _NAMES[1]


HEAD = ("tool", "run", "files", "wall s", "cpu s", "peak MB", "ms a service", "µs a file", "x floor", "of cpu")


def grid(rounds: list[list[Row]]) -> Grid:
    """All rounds for people: medians, and the medians of ratios that were taken within a round."""
    ratios = zip(*(to_floor(rows) for rows in rounds), strict=True)
    lines = [_cells(row, list(filter(None, one))) for row, one in zip(middle(rounds), ratios, strict=True)]
    return Grid(HEAD, lines, frozenset(HEAD[:2]))


def _cells(row: Row, ratios: list[tuple[float, float]]) -> tuple[str, ...]:
    shown = (row.tool, row.what, f"{row.files:,}", f"{row.wall:.2f}", f"{row.cpu:.2f}", f"{row.peak_mb:.0f}")
    if not ratios:
        return (*shown, "", "", "", "")
    each = (f"{row.wall / row.services * 1e3:.1f}", f"{row.wall / row.files * 1e6:.0f}")
    return (*shown, *each, *(f"{median(one):.2f}" for one in zip(*ratios, strict=True)))


def main() -> int:
    """Run all rounds and print one table. The exit code is 1 only if something could not be timed."""
    options = _options()
    processes = min(processors(), 16)
    heading = _heading(options, processes)
    page.tell(heading)
    try:
        found = [_round(options, processes) for _ in range(options.rounds)]
    except FailedError as error:
        print(error, file=sys.stderr)
        return 1
    print(file=sys.stderr)
    rounds, notes = [rows for rows, _ in found], found[0][1]
    print("\n".join([aligned(grid(rounds)), *(f"\n{sentence}" for sentence in notes)]))
    if options.write:
        page.write(_table(options), page.shown(heading, grid(rounds), notes))
    if options.json:
        document = [[asdict(row) for row in rows] for rows in rounds]
        options.json.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
    return 0


def _heading(options: argparse.Namespace, processes: int) -> str:
    others = f" {peers.versions(('Kapitan', 'projen'))}." if options.peers else ""
    rounds = f"{options.rounds} round{'s' if options.rounds > 1 else ''}"
    return f"{options.services:,} services, {rounds}, {processes} processes; {machine()}.{others}"


def _round(options: argparse.Namespace, processes: int) -> tuple[list[Row], list[str]]:
    with scratch() as place:
        place.rendered_repository()  # fills podspec's cache of compiled templates
        return one_round(Course(place, options.services, processes), with_peers=options.peers)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--services", type=int, default=1_000, metavar="N", help="default: 1000")
    parser.add_argument("--rounds", type=int, default=1, metavar="R", help="default: 1")
    parser.add_argument("--without-peers", dest="peers", action="store_false", help="podspec and the floor alone")
    page.add_option(parser)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures there, too")
    options = parser.parse_args()
    if options.write:
        page.demand_place(parser, _table(options))
    return options


def _table(options: argparse.Namespace) -> str:
    """What the table is called in bench/README.md."""
    return f"{options.services:,} services"


if __name__ == "__main__":
    sys.exit(main())
