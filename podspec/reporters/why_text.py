"""For people: why an output line is as it is, and what a line of a spec decides."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from textwrap import fill

from podspec.model.diagnostic import Label
from podspec.model.layout import PINS_FILE, REPOSITORY
from podspec.model.origin import Bond, Cause, Claim, FileOrigin, LineOrigin, Place, Reach, TemplateLine, Value
from podspec.model.source import Source, Span, dotted
from podspec.pipeline.spec_values import overlaid
from podspec.reporters.excerpt import excerpt, visible
from podspec.reporters.style import Style

#: Columns that are used; longer lines of a file are cut, unless all is to be shown.
_WIDTH = 80
#: Lines of a file above and below the one that was asked about.
_AROUND = 2
#: How many causes, files, and lines of one file are shown, unless all are to be.
_CAUSES, _FILES, _LINES = 8, 8, 6
_SAYS = {
    Bond.TEXT: "decides this line",
    Bond.BESIDE: "lines beside this one come and go with it",
    Bond.LAYOUT: "decides only how the line is aligned",
}


class Why:
    """Writes answers.

    `sources` are the files that can be quoted, specs and templates; `whole` shows everything, however long.
    """

    def __init__(self, sources: dict[str, Source], style: Style, *, whole: bool = False) -> None:
        self._sources, self._style, self._whole = sources, style, whole

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
            yield self._strong("not on disk yet: this is what the spec renders; `podspec render` writes it")
        elif place.differs:
            yield self._strong(
                f"line {place.asked} on disk is not what the spec renders; below is the line that belongs there.\n"
                f"The file has drifted: `podspec check {origin.spec}` says why."
            )
        elif place.has_drifted:
            moved = "" if place.asked == place.line else f"; line {place.asked} on disk is line {place.line} of it"
            yield self._strong(f"the file has drifted: this is what the spec renders{moved}")

    def _quoted(self, origin: FileOrigin, line: int) -> str:
        first, last = max(1, line - _AROUND), min(len(origin.text), line + _AROUND)
        width = len(str(last))
        quoted = [self._strong(f"{visible(origin.path)}:{line}"), self._bar(width)]
        for number in range(first, last + 1):
            text = self._cut(origin.text[number - 1], width + 3)
            mark = self._paint("error", ">") if number == line else " "
            quoted.append(f"{self._paint('accent', f'{number:>{width}} |')}{mark}{text}".rstrip())
        return "\n".join(quoted)

    def _values(self, one: LineOrigin, origin: FileOrigin) -> str:
        """The values behind a line: the written ones where they stand, then defaults, then looser ones by name."""
        if not one.templates and not one.causes:
            named = visible(origin.spec)
            return self._wrapped(f"podspec writes these lines on top of every file: they name {named}.")
        if not one.causes:
            return "No value decides this line: it is the template's own text."
        written = [cause for cause in one.causes if not cause.value.is_default and cause.bond is not Bond.LAYOUT]
        rest = [cause for cause in one.causes if cause not in written]
        shown = written if self._whole else written[:_CAUSES]
        lines = [*self._excerpt(shown)]
        if len(shown) < len(written):
            names = ", ".join(cause.value.name for cause in written[len(shown) :])
            lines.append(f"and {len(written) - len(shown)} more: {visible(names)}")
        short = self._pins(rest) if origin.spec == REPOSITORY else self._in_short(rest)
        return "\n".join([self._strong("decided by"), *lines, *short])

    def _excerpt(self, causes: list[Cause]) -> Iterator[str]:
        labels = [label for cause in causes for label in self._labels(cause)]
        if labels:
            yield from excerpt(labels[0], tuple(labels[1:]), self._sources, self._style)

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
        shown = causes if self._whole else causes[:_CAUSES]
        for cause in shown:
            how = "" if cause.bond is Bond.TEXT else f": {_SAYS[cause.bond]}"
            yield self._note("default" if cause.value.is_default else "layout", f"{_named(cause.value)}{how}")
        if len(shown) < len(causes):
            yield self._note("more", f"{len(causes) - len(shown)} others; --all shows them")
        first = next((cause.value for cause in shown if cause.value.is_default), None)
        if first:
            yield self._note("help", f"podspec explain {visible(dotted(overlaid(first.path) or first.path))}")

    def _pins(self, causes: list[Cause]) -> Iterator[str]:
        """Pins that podspec was made with, which no file of the repository says."""
        for cause in causes:
            yield self._note("default", f"{cause.value.name} as podspec pins it; {PINS_FILE} can say otherwise")

    def _templates(self, made_by: tuple[TemplateLine, ...]) -> str:
        if not made_by:
            return ""
        labels = [_at(self._sources, one.template, one.line, "") for one in made_by]
        around = {(one.template, line) for one in made_by for line in one.inside}
        labels += [_at(self._sources, template, line, "around it") for template, line in sorted(around)]
        shown = excerpt(labels[0], tuple(labels[1:]), self._sources, self._style)
        return "\n".join([self._strong("made by"), *shown])

    def _file_hangs_on(self, values: tuple[Value, ...]) -> str:
        named = ", ".join(_where(one) for one in values)
        return self._wrapped(f"The file stands here because of {visible(named)}.") if named else ""

    # -- a whole file ----------------------------------------------------------------------------------

    def file(self, origin: FileOrigin) -> str:
        """What a whole artifact hangs on: each value with the lines that it decides."""
        claims: dict[Value, dict[int, Bond]] = {}
        for line in origin.lines:
            for cause in line.causes:
                claims.setdefault(cause.value, {})[line.line] = cause.bond
        rows = [(_where(value), _lines(Claim(lines))) for value, lines in claims.items()]
        shown = rows if self._whole else rows[: _CAUSES * 4]
        width = max((len(where) for where, _ in shown), default=0)
        decided = sum(bool(line.causes) for line in origin.lines)
        head = [
            f"made by templates/{origin.template}.j2 for {visible(origin.spec)}",
            f"{_plural(len(origin.lines), 'line')}, of which {decided:,} hang on values",
        ]
        parts = [self._strong(visible(origin.path)), *head, self._file_hangs_on(origin.whole), ""]
        parts += [f"{visible(where):<{width}}  {lines}" for where, lines in shown]
        parts += self._rest(len(rows) - len(shown), "value")
        return "".join(f"{part}\n" for part in parts)

    # -- a line of a spec ------------------------------------------------------------------------------

    def reaches(self, found: Iterable[Reach]) -> str:
        """What each of some values decides."""
        return "\n".join("".join(f"{line}\n" for line in self._reach(one)) for one in found)

    def _reach(self, reach: Reach) -> Iterator[str]:
        label = reach.value.label()
        if label:
            yield from excerpt(label, (), self._sources, self._style)
        hit = {path: claim for path, claim in reach.claims.items() if claim.lines}
        count = sum(len(claim.lines) for claim in hit.values())
        if not hit:
            yield f"No line of the output hangs on {visible(reach.value.name)}."
        else:
            what = _plural(count, "line"), _plural(len(hit), "file")
            yield self._strong(f"decides {what[0]} in {what[1]}{_loose(reach)}")
        for one in reach.hidden_by:
            where = f" ({one.node.file}:{one.node.span.line})" if one.node else ""
            yield self._note("hidden", f"by {visible(one.name)}{where}")
        shown = list(hit) if self._whole else list(hit)[:_FILES]
        for path in shown:
            yield from self._hits(path, hit[path], reach.texts[path])
        yield from self._rest(len(hit) - len(shown), "file")
        yield from self._paths([path for path, claim in reach.claims.items() if claim.whole])

    def _hits(self, path: str, claim: Claim, text: tuple[str, ...]) -> Iterator[str]:
        yield visible(path)
        lines = sorted(claim.lines, key=lambda line: (-claim.lines[line], line))
        shown = sorted(lines if self._whole else lines[:_LINES])
        width = len(str(shown[-1])) + 2
        for line in shown:
            mark = {Bond.TEXT: " ", Bond.BESIDE: "+", Bond.LAYOUT: "~"}[claim.lines[line]]
            bar = self._paint("accent", f"{line:>{width}} |")
            yield f"{bar}{mark}{self._cut(text[line - 1], width + 3)}".rstrip()
        yield from self._rest(len(lines) - len(shown), "line", indent=width - 1)

    def _paths(self, paths: list[str]) -> Iterator[str]:
        if not paths:
            return
        yield self._strong(f"places {_plural(len(paths), 'file')}: where they are, or that they are there")
        shown = paths if self._whole else paths[:_FILES]
        yield from (f"  {visible(path)}" for path in shown)
        yield from self._rest(len(paths) - len(shown), "file", indent=2)

    def summary(self, found: Iterable[Reach]) -> str:
        """What each value of a whole spec decides, a line for each."""
        rows = [(_where(one.value), _counts(one)) for one in found]
        width = max((len(where) for where, _ in rows), default=0)
        return "".join(f"{visible(where):<{width}}  {counts}\n" for where, counts in rows)

    # -- pieces ----------------------------------------------------------------------------------------

    def _rest(self, count: int, word: str, indent: int = 0) -> Iterator[str]:
        if count > 0:
            yield f"{' ' * indent}and {_plural(count, f'more {word}')}; --all shows them"

    def _note(self, word: str, text: str) -> str:
        return f"  {self._paint('accent', '=')} {self._paint('help', word)}: {visible(text)}"

    def _bar(self, width: int) -> str:
        return self._paint("accent", f"{' ' * width} |")

    def _strong(self, text: str) -> str:
        return self._paint("strong", text)

    def _paint(self, role: str, text: str) -> str:
        return self._style.paint(role, text)

    def _wrapped(self, text: str) -> str:
        return fill(text, _WIDTH, break_long_words=False, break_on_hyphens=False)

    def _cut(self, text: str, used: int) -> str:
        shown, room = visible(text.replace("\t", "    ")), _WIDTH - used
        return shown if self._whole or len(shown) <= room else f"{shown[: room - 1]}…"


def _named(value: Value) -> str:
    shown = json.dumps(value.plain, ensure_ascii=False)
    return f"{value.name} is {shown if len(shown) <= _WIDTH // 2 else 'not written'}"


def _where(value: Value) -> str:
    """A value with its place: the line alone, as the file is known."""
    return f"{value.name} (default)" if value.node is None else f"{value.name} ({_line(value)})"


def _line(value: Value) -> str:
    span = value.key or (value.node.span if value.node else None)
    return f"line {span.line}" if span else "default"


def _lines(claim: Claim) -> str:
    """Numbers of lines as ranges: 3, 7-9, 12."""
    ranges: list[list[int]] = []
    for line in sorted(claim.lines):
        if ranges and ranges[-1][1] == line - 1:
            ranges[-1][1] = line
        else:
            ranges.append([line, line])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in ranges)


def _loose(reach: Reach) -> str:
    """How many of the lines hang on a value only loosely."""
    beside, layout = reach.count(Bond.BESIDE), reach.count(Bond.LAYOUT)
    said = [f"{beside:,} (+) beside lines that come and go"] * bool(beside)
    said += [f"{layout:,} (~) only by their alignment"] * bool(layout)
    return f", {', '.join(said)}" if said else ""


def _counts(reach: Reach) -> str:
    hit = [claim for claim in reach.claims.values() if claim.lines]
    lines = sum(len(claim.lines) for claim in hit)
    whole = sum(claim.whole for claim in reach.claims.values())
    said = [f"{_plural(lines, 'line')} in {_plural(len(hit), 'file')}"] * bool(lines)
    said += [f"places {_plural(whole, 'file')}"] * bool(whole)
    return "; ".join(said) or ("hidden by overlays" if reach.hidden_by else "nothing in the output")


def _at(sources: dict[str, Source], template: str, line: int, text: str) -> Label:
    file = f"templates/{template}"
    shown = sources[file].lines[line - 1]
    lead = len(shown) - len(shown.lstrip())
    return Label(file, Span(line, lead + 1, line, len(shown) + 1), text)


def _plural(count: int, word: str) -> str:
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"
