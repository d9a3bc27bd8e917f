"""Follows the tutorial with a stopwatch, from an empty folder to output that real Terraform accepts.

`.venv/bin/python tests/docs/stopwatch.py` prints the time of each step. The commands are those of the page;
Terraform is the real core, with AWS's schema and without AWS: see tests/proof/offline.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click

sys.path.insert(0, str(Path(__file__).parents[1]))

from docs.follow import Walk, faults
from docs.pages import Page
from proof.offline.verifier import Step, Verifier
from proof.trees import subjects, variables_of

TUTORIAL = Page("docs/tutorial.md")


def judged(verifier: Verifier, generated: Path) -> Iterator[tuple[str, Step]]:
    """What Terraform says of every root below `generated`, and whether everything is formatted."""
    for tree in sorted(generated.iterdir()):
        yield tree.name, verifier.fmt(tree)
    for subject in subjects(generated):
        root = verifier.copy(subject.tree) / subject.root
        yield str(subject), verifier.init(root)
        yield str(subject), verifier.validate(root)
        yield str(subject), verifier.plan(root, variables_of(root))


def generated(walk: Walk) -> Path:
    """What podspec has rendered on a walk."""
    assert walk.place
    (found,) = walk.place.folder.glob("*/generated")
    return found


class Stopwatch:
    """Tells how long each step took: by the clock, and of the processors, which says less of who else is busy."""

    def __init__(self) -> None:
        """It runs from now on."""
        self._start = self._last = _now()

    def tell(self, what: str) -> None:
        """Print the time since it was told last."""
        self._print(self._last, what)
        self._last = _now()

    def tell_all(self) -> None:
        """Print the time since the start."""
        self._print(self._start, "in all")

    def _print(self, since: tuple[float, float], what: str) -> None:
        clock, processors = (now - then for now, then in zip(_now(), since, strict=True))
        click.echo(f"{clock:6.2f} s {processors:6.2f} s  {what}")


def _now() -> tuple[float, float]:
    """The clock, and the processors' time of this program and of all that it has waited for."""
    times = os.times()
    return times.elapsed, times.user + times.system + times.children_user + times.children_system


def main() -> int:
    """Print a line for each step, and the sum."""
    watch = Stopwatch()
    click.echo("   clock     cpu")
    with tempfile.TemporaryDirectory() as folder:
        walk = Walk(TUTORIAL, Path(folder))
        for one in walk.follow():
            watch.tell(one.command.text)
        with Verifier() as verifier:
            watch.tell("begin with Terraform: read AWS's schema")
            wrong = [step for root, step in judged(verifier, generated(walk)) if not _told(watch, root, step)]
        watch.tell_all()
        found = "\n".join([faults(TUTORIAL, walk.done), *(step.output for step in wrong)]).strip()
    click.echo(found, nl=bool(found))
    return int(bool(found))


def _told(watch: Stopwatch, root: str, step: Step) -> bool:
    watch.tell(f"terraform {step.name}  {root}{'' if step.ok else '  FAILED'}")
    return step.ok


if __name__ == "__main__":
    sys.exit(main())
