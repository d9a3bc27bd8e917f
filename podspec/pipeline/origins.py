"""Artifacts -> what decides each of their lines.

Nothing is guessed from the code of the components: each value is tried out. It is changed in the spec, the spec is
compiled again, and the lines that come out otherwise hang on that value. Several other values are tried, since one
alone may change nothing: thresholds, other kinds, entries more and less, and whether the value is there at all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache

from podspec.model.artifact import RenderJob
from podspec.model.origin import NOTHING, Bond, Cause, Claim, FileOrigin, LineOrigin, Reach, TemplateLine, Value
from podspec.model.source import Mapping
from podspec.pipeline.inputs import Inputs, Jobs, Lines, Made
from podspec.pipeline.spec_values import overlaid
from podspec.pipeline.template_lines import template_lines

#: The template lines behind each line of an artifact.
MadeBy = tuple[tuple[TemplateLine, ...], ...]


class Origins:
    """The origins of all that one spec, or the repository itself, compiles to."""

    def __init__(self, inputs: Inputs) -> None:
        self._inputs = inputs
        self._jobs = {job.output: job for job in inputs.made.jobs}
        self._texts: dict[str, Lines] = {}

    def text(self, path: str) -> Lines:
        """The lines of an artifact."""
        if path not in self._texts:
            self._texts[path] = self._inputs.made.text(self._jobs[path])
        return self._texts[path]

    def of_file(self, path: str) -> FileOrigin:
        """What made each line of the artifact at `path`.

        Raises:
            KeyError: if there is no such artifact.
        """
        job = self._jobs[path]
        using = (value for value in self._inputs.values if self._inputs.uses(job, value))
        found = {value: self._claims(value, (job,)).get(path, NOTHING) for value in using}
        claims = {value: claim for value, claim in found.items() if claim != NOTHING}
        made_by = _followed(template_lines(job), self._inputs.made.plain_text(job), self.text(path))
        lines = (LineOrigin(number, made_by[number - 1], _causes(claims, number)) for number in _numbers(made_by))
        whole = _nearest({value: Bond.TEXT for value, claim in claims.items() if claim.whole})
        return FileOrigin(path, job.spec, job.template, self.text(path), tuple(lines), tuple(whole))

    def of_value(self, value: Value) -> Reach:
        """All that a value decides. What stands below a block decides for the block, too."""
        below = [one for one in self._inputs.values if one.path[: len(value.path)] == value.path and one.node]
        claims: dict[str, Claim] = defaultdict(lambda: NOTHING)
        for one in below or [value]:
            using = tuple(job for job in self._inputs.made.jobs if self._inputs.uses(job, one))
            for path, claim in self._claims(one, using).items():
                claims[path] |= claim
        hidden = [one for one in self._inputs.values if one.node and overlaid(one.path) == value.path]
        found = {path: claims[path] for path in sorted(claims) if claims[path] != NOTHING}
        return Reach(value, found, {path: self.text(path) for path in found}, tuple(hidden))

    def _claims(self, value: Value, jobs: Jobs) -> dict[str, Claim]:
        """What a value decides in the artifacts of some jobs that use it: found by trying it out."""
        templates = frozenset(job.template for job in jobs)
        asked = {job.output for job in jobs}
        before = tuple(job for job in self._inputs.made.jobs if job.template in templates)
        claims: dict[str, Claim] = defaultdict(lambda: NOTHING)
        fits = not jobs
        for after in self._inputs.tried(value, templates) if jobs else ():
            fits = True
            for job, other in _pairs(before, after.jobs):
                if job.output in asked:
                    claims[job.output] |= self._difference(job, other, after)
        # Where no other value can be compiled, all that uses it may hang on it; for a block, its values are asked.
        is_asked_inside = isinstance(value.node, Mapping) and value.node.entries
        return claims if fits or is_asked_inside else {path: self._everything(path) for path in asked}

    def _everything(self, path: str) -> Claim:
        return Claim(dict.fromkeys(_numbers(self.text(path)), Bond.TEXT))

    def _difference(self, job: RenderJob, other: RenderJob | None, after: Made) -> Claim:
        if other is None:
            return Claim({}, whole=True)
        is_same = other.context == job.context and after.overrides == self._inputs.made.overrides
        lines = {} if is_same else _changed(self.text(job.output), after.text(other))
        return Claim(lines, whole=other.output != job.output)


def _numbers(lines: tuple[object, ...]) -> range:
    return range(1, len(lines) + 1)


def _pairs(before: Jobs, after: Jobs) -> Iterator[tuple[RenderJob, RenderJob | None]]:
    """Each job with what it has become: the job of its path, else the next of its template that has a new path."""
    known = {job.output: job for job in after}
    old = {job.output for job in before}
    moved: dict[str, list[RenderJob]] = defaultdict(list)
    for job in reversed(after):
        if job.output not in old:
            moved[job.template].append(job)
    for job in before:
        if job.output in known:
            yield job, known[job.output]
        else:
            yield job, moved[job.template].pop() if moved[job.template] else None


# -- lines -------------------------------------------------------------------------------------------


@cache
def _changed(before: Lines, after: Lines) -> dict[int, Bond]:
    """The lines of `before` that are others in `after`, by number from 1, and what of them is."""
    found: dict[int, Bond] = {}
    for number, bond in (*_edits(before, after, Bond.LAYOUT), *_edits(_words(before), _words(after), Bond.TEXT)):
        found[number] = max(bond, found.get(number, bond))
    return found


def _words(lines: Lines) -> Lines:
    """Lines without the blanks that only lay them out."""
    return tuple(" ".join(line.split()) for line in lines)


def _edits(before: Lines, after: Lines, bond: Bond) -> Iterator[tuple[int, Bond]]:
    for start, end in _spans(before, after):
        if start < end:
            yield from ((index + 1, bond) for index in range(start, end))
        else:  # lines come in between: both neighbours show where
            beside = min(bond, Bond.BESIDE)
            yield from ((index + 1, beside) for index in (start - 1, start) if 0 <= index < len(before))


def _spans(before: Lines, after: Lines) -> Iterator[tuple[int, int]]:
    """The pieces of `before`, from and up to an index, that a diff replaces or removes, or adds to where empty."""
    same = _same_start(before, after)
    tail = _same_start(before[same:][::-1], after[same:][::-1])
    old, new = before[same : len(before) - tail], after[same : len(after) - tail]
    for kind, start, end, _, _ in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield same + start, same + end


def _same_start(one: Lines, other: Lines) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((index for index, (its, others) in pairs if its != others), min(len(one), len(other)))


def _followed(made_by: MadeBy, before: Lines, after: Lines) -> MadeBy:
    """The same for the lines after overrides: a line that was overridden comes from the template's, too."""
    found: list[tuple[TemplateLine, ...]] = []
    for kind, start, end, new_start, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        old, count = made_by[start:end], new_end - new_start
        # The comment that podspec writes above an overridden line is no template's.
        found += old if kind == "equal" else [*([()] * (count - len(old))), *old[:count]]
    return tuple(found)


# -- causes ------------------------------------------------------------------------------------------


def _causes(claims: dict[Value, Claim], line: int) -> tuple[Cause, ...]:
    """The values that decide a line, those that decide what it says first."""
    bonds = {value: claim.lines[line] for value, claim in claims.items() if line in claim.lines}
    causes = [Cause(value, bonds[value]) for value in _nearest(bonds)]
    return tuple(sorted(causes, key=lambda cause: (-cause.bond, cause.value.is_default)))


def _nearest(bonds: dict[Value, Bond]) -> list[Value]:
    """The values without the blocks around them, which decide the same, unless a block's bond is tighter."""
    return [
        value
        for value, bond in bonds.items()
        if not any(
            len(other.path) > len(value.path) and other.path[: len(value.path)] == value.path and its >= bond
            for other, its in bonds.items()
        )
    ]
