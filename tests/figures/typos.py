"""Slips of the pen: one letter too many, too few, another one, or two that have changed places."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from random import Random
from string import ascii_lowercase
from typing import NamedTuple

from figures.faults import Path, changed, is_free, places, renamed
from figures.layouts import Marked, Node
from figures.whole_spec import SPEC

#: Values that are one of a few words.
CHOICES: tuple[Path, ...] = (
    ("repository", "oidc_subject"), ("foundation",), ("container", "architecture"),
    ("supply_chain", "scan", "fail_on"), ("supply_chain", "sbom"),
    ("targets", "lambda", "rollout", "strategy"), ("targets", "ec2", "rollout", "strategy"),
    ("targets", "ec2", "purchase"), ("environments", "dev", "network", "nat"),
    ("environments", "prod", "network", "nat"), ("environments", "prod", "domain", "primary"),
    ("environments", "prod", "targets", "lambda", "rollout", "strategy"),
)  # fmt: skip


class Typo(NamedTuple):
    """What was meant, what was written, and the spec with it."""

    meant: str
    written: str
    spec: Node


def slip(word: str, random: Random) -> str:
    """A word with one slip in it."""
    new = word
    while new in {word, ""}:
        at = random.randrange(len(word))
        letter = random.choice(ascii_lowercase + "_")
        swapped = word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]
        new = random.choice(
            [
                word[:at] + letter + word[at:],
                word[:at] + word[at + 1 :],
                word[:at] + letter + word[at + 1 :],
                swapped,
            ]
        )
    return new


def typos(random: Random) -> Iterator[Typo]:
    """Typos without end; three of a key for each one of a value."""
    keys = [path for path, _ in places(SPEC) if path and isinstance(path[-1], str) and not is_free(path[:-1])]
    values = {path: value for path, value in places(SPEC) if path in CHOICES}
    while True:
        for path in random.choices(keys, k=3):
            yield _of_a_key(path, random)
        path = random.choice(CHOICES)
        written = slip(values[path], random)
        yield Typo(values[path], written, changed(random, path, lambda _, written=written: Marked(written)))


def _of_a_key(path: Path, random: Random) -> Typo:
    meant = str(path[-1])
    block = next(value for here, value in places(deepcopy(SPEC)) if here == path[:-1])
    written = slip(meant, random)
    while written in block:
        written = slip(meant, random)
    return Typo(meant, written, changed(random, path[:-1], lambda node: renamed(node, meant, written)))
