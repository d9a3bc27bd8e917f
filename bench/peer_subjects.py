"""The peers on a job of one service, with as many files as the floor has: each from its own templates."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

import peers
from budgets import FLOOR_FILES, Yardstick, floor_name
from fleet import names
from peer_repositories import (
    MEMORY,
    cookiecutter_template,
    copier_template,
    filled,
    kapitan_repository,
    projen_repository,
)
from scratch import Scratch
from timer import FailedError, Subject, run_once

#: A peer may take ten times what podspec takes: a few rounds are enough to say so.
PEER_ROUNDS = 5
_ALL_NEW = Yardstick(floor_name("render", FLOOR_FILES))
_NOTHING_CHANGED = Yardstick(floor_name("check", FLOOR_FILES))


class Peer(NamedTuple):
    """One run of a peer, and what it is held against."""

    subject: Subject
    yardstick: Yardstick


def everyone(place: Scratch) -> tuple[list[Peer], list[str]]:
    """The runs of all peers, and a sentence about each peer that cannot be had here."""
    makers = {"Kapitan": _kapitan, "projen": _projen, "cookiecutter": _cookiecutter, "copier": _copier}
    return peers.those_here({name: partial(make, place) for name, make in makers.items()})


def _kapitan(place: Scratch) -> Iterator[Peer]:
    command = (peers.command("Kapitan"), "compile")
    first = Subject(
        "Kapitan compile, all new", command, lambda: kapitan_repository(place, 1, FLOOR_FILES), PEER_ROUNDS
    )
    yield from _twice(place, first)


def _projen(place: Scratch) -> Iterator[Peer]:
    package = peers.projen()
    # Through node, as projen's own tasks do: npx would be another second of npm's.
    first = Subject(
        "projen synth, all new",
        ("node", ".projenrc.js"),
        lambda: projen_repository(place, package, 1, FLOOR_FILES),
        PEER_ROUNDS,
    )
    yield from _twice(place, first)


def _cookiecutter(place: Scratch) -> Iterator[Peer]:
    root = cookiecutter_template(place, FLOOR_FILES)
    options = ("--no-input", "--config-file", str(root / "settings.yml"), str(root / "template"))
    first = Subject(
        "cookiecutter, all new", (peers.command("cookiecutter"), *options), place.fresh_folder, PEER_ROUNDS
    )
    tried(place, first)
    yield Peer(first, _ALL_NEW)


def _copier(place: Scratch) -> Iterator[Peer]:
    template = copier_template(place, FLOOR_FILES)
    command = (peers.command("copier"), "copy", "--defaults", "--quiet", str(template), ".")
    first = Subject("copier copy, all new", command, place.fresh_folder, PEER_ROUNDS)
    tried(place, first)
    yield Peer(first, _ALL_NEW)


def _twice(place: Scratch, first: Subject) -> Iterator[Peer]:
    """A run that finds nothing of its own, and one where nothing has changed since."""
    done = tried(place, first)
    yield Peer(first, _ALL_NEW)
    again = first.name.replace("all new", "again")
    yield Peer(Subject(again, first.command, lambda: done, first.rounds), _NOTHING_CHANGED)


def tried(place: Scratch, subject: Subject) -> Path:
    """Run it once, and prove that it wrote what it is timed for; the folder with all that is there.

    Raises:
        NotHereError: if it does not run on this machine.
        FailedError: if it wrote something else.
    """
    root = subject.place()
    before = _files(root)
    try:
        run_once(Subject(subject.name, subject.command, lambda: root), place.place / "output")
    except FailedError as error:
        raise peers.NotHereError(str(error).strip().splitlines()[-1]) from error
    _prove(subject.name, _files(root) - before)
    return root


def _prove(name: str, written: set[Path]) -> None:
    parts = [path for path in written if path.name.startswith("part-")]
    wanted = filled(names(1)[0], MEMORY).strip()
    wrong = [path.name for path in parts if path.read_text(encoding="utf-8").strip() != wanted]
    if len(written) != FLOOR_FILES or not parts or wrong:
        raise FailedError(f"{name}: {len(written)} files written, {len(parts)} of templates, wrong: {wrong}")


def _files(root: Path) -> set[Path]:
    return {path for path in root.rglob("*") if path.is_file()}
