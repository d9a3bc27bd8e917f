"""For people: why an output line is as it is."""

from __future__ import annotations

import json
from collections.abc import Iterator

from podspec.model.diagnostic import Label
from podspec.model.layout import PINS_FILE, REPOSITORY
from podspec.model.origin import Bond, Cause, Claim, FileOrigin, LineOrigin, Place, TemplateLine, Value
from podspec.model.source import Source, Span, dotted
from podspec.pipeline.spec_values import overlaid
from podspec.reporters.excerpt import excerpt, visible
from podspec.reporters.paper import WIDTH, Paper, plural, where

#: Lines of a file above and below the one that was asked about.
_AROUND = 2
#: How many causes are shown, unless all are to be.
_CAUSES = 8
_SAYS = {
    Bond.TEXT: "decides this line",
    Bond.BESIDE: "lines beside this one come and go with it",
    Bond.LAYOUT: "decides only how the line is aligned",
}


class Why(Paper):
    """Writes why output lines are as they are."""

    # -- an output line --------------------------------------------------------------------------------

    def line(self, origin: FileOrigin, place: Place) -> str:
        """Why one line of an artifact is as it is."""
        one = origin.lines[place.line - 1]
        blocks = [
            *self._disclaimer(place, origin),
            self._quoted(origin, place.line),
            self._values(one, origin),
            self._templates(one.templates),
            self._file_hangs_on(origin.whole),
        ]
        return "\n".join(f"{block}\n" for block in blocks if block)

    def _disclaimer(self, place: Place, origin: FileOrigin) -> Iterator[str]:
        """What is to be known if the committed file is not what the spec renders."""
        if place.is_missing:
            yield self.strong("not on disk yet: this is what the spec renders; `podspec render` writes it")
        elif place.differs:
            yield self.strong(
                f"line {place.asked} on disk is not what the spec renders; below is the line that belongs there.\n"
                f"The file has drifted: `podspec check {origin.spec}` says why."
            )
        elif place.has_drifted:
            moved = "" if place.asked == place.line else f"; line {place.asked} on disk is line {place.line} of it"
            yield self.strong(f"the file has drifted: this is what the spec renders{moved}")

    def _quoted(self, origin: FileOrigin, line: int) -> str:
        first, last = max(1, line - _AROUND), min(len(origin.text), line + _AROUND)
        width = len(str(last))
        quoted = [self.strong(f"{visible(origin.path)}:{line}"), self.bar(width)]
        for number in range(first, last + 1):
            text = self.cut(origin.text[number - 1], width + 3)
            mark = self.paint("error", ">") if number == line else " "
            quoted.append(f"{self.paint('accent', f'{number:>{width}} |')}{mark}{text}".rstrip())
        return "\n".join(quoted)

    def _values(self, one: LineOrigin, origin: FileOrigin) -> str:
        """The values behind a line: the written ones where they stand, then defaults, then looser ones by name."""
        if not one.templates and not one.causes:
            named = visible(origin.spec)
            return self.wrapped(f"podspec writes these lines on top of every file: they name {named}.")
        if not one.causes:
            return "No value decides this line: it is the template's own text."
        written = [cause for cause in one.causes if not cause.value.is_default and cause.bond is not Bond.LAYOUT]
        rest = [cause for cause in one.causes if cause not in written]
        shown = written if self.whole else written[:_CAUSES]
        lines = [*self._excerpt(shown)]
        if len(shown) < len(written):
            names = ", ".join(cause.value.name for cause in written[len(shown) :])
            lines.append(f"and {len(written) - len(shown)} more: {visible(names)}")
        short = self._pins(rest) if origin.spec == REPOSITORY else self._in_short(rest)
        return "\n".join([self.strong("decided by"), *lines, *short])

    def _excerpt(self, causes: list[Cause]) -> Iterator[str]:
        labels = [label for cause in causes for label in self._labels(cause)]
        if labels:
            yield from excerpt(labels[0], tuple(labels[1:]), self.sources, self.style)

    @staticmethod
    def _labels(cause: Cause) -> Iterator[Label]:
        value, hidden = cause.value, cause.value.hidden
        says = value.name if cause.bond is Bond.TEXT else f"{value.name}: {_SAYS[cause.bond]}"
        label = value.label(says)
        if label:
            yield label
        if hidden:
            yield Label(hidden.file, hidden.span, "hidden here")

    def _in_short(self, causes: list[Cause]) -> Iterator[str]:
        """Defaults, and values that decide no more than the layout: a line each."""
        shown = causes if self.whole else causes[:_CAUSES]
        for cause in shown:
            how = "" if cause.bond is Bond.TEXT else f": {_SAYS[cause.bond]}"
            yield self.note("default" if cause.value.is_default else "layout", f"{_named(cause.value)}{how}")
        if len(shown) < len(causes):
            yield self.note("more", f"{len(causes) - len(shown)} others; --all shows them")
        first = next((cause.value for cause in shown if cause.value.is_default), None)
        if first:
            yield self.note("help", f"podspec explain {visible(dotted(overlaid(first.path) or first.path))}")

    def _pins(self, causes: list[Cause]) -> Iterator[str]:
        """Pins that podspec was made with, which no file of the repository says."""
        for cause in causes:
            yield self.note("default", f"{cause.value.name} as podspec pins it; {PINS_FILE} can say otherwise")

    def _templates(self, made_by: tuple[TemplateLine, ...]) -> str:
        if not made_by:
            return ""
        labels = [_at(self.sources, one.template, one.line, "") for one in made_by]
        around = {(one.template, line) for one in made_by for line in one.inside}
        labels += [_at(self.sources, template, line, "around it") for template, line in sorted(around)]
        shown = excerpt(labels[0], tuple(labels[1:]), self.sources, self.style)
        return "\n".join([self.strong("made by"), *shown])

    def _file_hangs_on(self, values: tuple[Value, ...]) -> str:
        named = ", ".join(where(one) for one in values)
        return self.wrapped(f"The file stands here because of {visible(named)}.") if named else ""

    # -- a whole file ----------------------------------------------------------------------------------

    def file(self, origin: FileOrigin) -> str:
        """What a whole artifact hangs on: each value with the lines that it decides."""
        claims: dict[Value, dict[int, Bond]] = {}
        for line in origin.lines:
            for cause in line.causes:
                claims.setdefault(cause.value, {})[line.line] = cause.bond
        rows = [(where(value), _lines(Claim(lines))) for value, lines in claims.items()]
        shown = rows if self.whole else rows[: _CAUSES * 4]
        width = max((len(its) for its, _ in shown), default=0)
        decided = sum(bool(line.causes) for line in origin.lines)
        head = [
            f"made by templates/{origin.template}.j2 for {visible(origin.spec)}",
            f"{plural(len(origin.lines), 'line')}, of which {decided:,} hang on values",
        ]
        parts = [self.strong(visible(origin.path)), *head, self._file_hangs_on(origin.whole), ""]
        parts += [f"{visible(its):<{width}}  {lines}" for its, lines in shown]
        parts += self.rest(len(rows) - len(shown), "value")
        return "".join(f"{part}\n" for part in parts)


def _named(value: Value) -> str:
    shown = json.dumps(value.plain, ensure_ascii=False)
    return f"{value.name} is {shown if len(shown) <= WIDTH // 2 else 'not written'}"


def _lines(claim: Claim) -> str:
    """Numbers of lines as ranges: 3, 7-9, 12."""
    ranges: list[list[int]] = []
    for line in sorted(claim.lines):
        if ranges and ranges[-1][1] == line - 1:
            ranges[-1][1] = line
        else:
            ranges.append([line, line])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in ranges)


def _at(sources: dict[str, Source], template: str, line: int, text: str) -> Label:
    file = f"templates/{template}"
    shown = sources[file].lines[line - 1]
    lead = len(shown) - len(shown.lstrip())
    return Label(file, Span(line, lead + 1, line, len(shown) + 1), text)
