"""A manifest's values as the text of a spec, without those that podspec refuses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from podspec.authoring.copilot.carrier import Carried, Left, Moved
from podspec.authoring.copilot.manifest import Manifest
from podspec.authoring.copilot.unfit import Words
from podspec.authoring.sheet import Line, Sheet, sheet
from podspec.authoring.start import (
    ABOVE,
    SCHEMA_FILE,
    TARGETS,
    Answers,
    foundation,
    head,
    network,
    registry,
    repository,
)
from podspec.model.diagnostic import Diagnostic, Severity
from podspec.model.spec import Spec

#: The environment of a manifest that speaks of none.
_ONLY = "dev"
_LONGEST = 10
_GUESSED = "Copilot keeps accounts and regions elsewhere: all have the ones that you gave. Write the right ones."

#: What podspec finds in the text of a spec.
Judge = Callable[[str], Sequence[Diagnostic]]


class Settled(NamedTuple):
    """The spec that a manifest has become, what was carried over and left, and what is still wrong with it."""

    sheet: Sheet
    carried: Carried
    findings: tuple[Diagnostic, ...]


def environment_names(old: Sequence[str]) -> dict[str, str]:
    """Each environment's name in the spec: letters and digits, ten of them, no two alike."""
    names: dict[str, str] = {}
    for name in old:
        plain = re.sub(r"[^a-z0-9]", "", name.lower()).lstrip("0123456789")[:_LONGEST]
        stem = plain if len(plain) > 1 else f"env{plain}"
        number, new = 1, stem
        while new in names.values():
            number += 1
            new = f"{stem[: _LONGEST - len(str(number))]}{number}"
        names[name] = new
    return names


def settle(manifest: Manifest, answers: Answers, carried: Carried, names: Sequence[str], judge: Judge) -> Settled:
    """Write the spec, and leave behind what podspec refuses of the manifest, in its own words, until it is right.

    Args:
        manifest: the manifest.
        answers: what no manifest knows.
        carried: what became of the manifest's values.
        names: the environments of the spec; one that is called dev, if the manifest has none.
        judge: finds what is wrong with a text.

    Returns:
        The spec. Errors are left in it only where they have nothing to do with the manifest.
    """
    while True:
        made = _written(manifest, answers, carried.lines, names or [_ONLY])
        findings = tuple(judge(made.text))
        refused = dict(_refused(made, findings))
        if not refused:
            return Settled(made, carried, findings)
        left = (
            Left(path, moved.line, words) for moved, words in refused.items() for path in (moved.path, *moved.also)
        )
        carried = Carried(
            tuple(line for line in carried.lines if line.origin not in refused),
            tuple(sorted((*carried.left, *left), key=lambda one: one.line)),
            carried.ready,
        )


def _refused(made: Sheet, findings: Sequence[Diagnostic]) -> Iterator[tuple[Moved, Words]]:
    """The values of the manifest that errors are about: where an error has two places, the first such one."""
    for one in findings:
        lines = [made.lines.get(label.span.line) for label in (one.primary, *one.related) if label.span]
        origins = [line.origin for line in lines if line is not None and isinstance(line.origin, Moved)]
        if one.severity is Severity.ERROR and origins:
            label = f" ({one.primary.text})" if one.primary.text else ""
            yield origins[0], Words(f"{one.message}{label}", one.help or f"podspec explain {one.code}")


def _written(manifest: Manifest, answers: Answers, lines: Sequence[Line], environments: Sequence[str]) -> Sheet:
    """The text: what no manifest knows, and what this one says, in the order of a spec's blocks."""
    whole = [*_unknown_to_copilot(answers, environments), *lines]
    if not any(line.path == ("service", "name") for line in lines):
        whole.append(Line(("service", "name"), answers.name))
    bare = (one for one in TARGETS[answers.target] if not any(line.path[:2] == ("targets", one) for line in lines))
    whole.extend(Line(("targets", one), {}) for one in bare)
    order = list(Spec.model_fields)
    said = f"carried over from {manifest.file}: `line` in a comment is a line of it"
    guessed = [_GUESSED] if len(environments) > 1 else []
    above = {**ABOVE, ("environments",): (*ABOVE["environments",], *guessed)}
    ordered = sorted(whole, key=lambda line: order.index(line.path[0]))
    return sheet([*head(answers.name, f"../{SCHEMA_FILE}"), said], ordered, above)


def _unknown_to_copilot(answers: Answers, environments: Sequence[str]) -> Iterator[Line]:
    yield Line(("version",), 1)
    yield from repository(answers)
    yield registry(answers)
    yield from foundation(answers.foundation)
    for number, environment in enumerate(environments):
        yield Line(("environments", environment, "account"), answers.account)
        yield Line(("environments", environment, "regions"), [answers.region])
        if "ec2" in TARGETS[answers.target]:
            start = int(answers.cidr.split(".")[1])
            yield network(environment, f"10.{(start + number) % 256}.0.0/16")
