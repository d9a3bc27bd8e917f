"""For people: what a line of a spec decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from podspec.model.origin import Bond, Claim, Reach
from podspec.reporters.excerpt import excerpt, visible
from podspec.reporters.paper import Paper, plural, where

#: How many files, and lines of one file, are shown, unless all are to be.
_FILES, _LINES = 8, 6


class Reaches(Paper):
    """Writes what values decide."""

    def reaches(self, found: Iterable[Reach]) -> str:
        """What each of some values decides."""
        return "\n".join("".join(f"{line}\n" for line in self._reach(one)) for one in found)

    def _reach(self, reach: Reach) -> Iterator[str]:
        label = reach.value.label()
        if label:
            yield from excerpt(label, (), self.sources, self.style)
        hit = {path: claim for path, claim in reach.claims.items() if claim.lines}
        count = sum(len(claim.lines) for claim in hit.values())
        if not hit:
            yield f"No line of the output hangs on {visible(reach.value.name)}."
        else:
            what = plural(count, "line"), plural(len(hit), "file")
            yield self.strong(f"decides {what[0]} in {what[1]}{_loose(reach)}")
        for one in reach.hidden_by:
            place = f" ({one.node.file}:{one.node.span.line})" if one.node else ""
            yield self.note("hidden", f"by {one.name}{place}")
        # Pages follow from what is delivered, so that they come last.
        paths = sorted(hit, key=lambda path: "/docs/" in path)
        shown = paths if self.whole else paths[:_FILES]
        for path in shown:
            yield from self._hits(path, hit[path], reach.texts[path])
        yield from self.rest(len(hit) - len(shown), "file")
        yield from self._paths([path for path, claim in reach.claims.items() if claim.whole])

    def _hits(self, path: str, claim: Claim, text: tuple[str, ...]) -> Iterator[str]:
        yield visible(path)
        lines = sorted(claim.lines, key=lambda line: (-claim.lines[line], line))
        shown = sorted(lines if self.whole else lines[:_LINES])
        width = len(str(shown[-1])) + 2
        for line in shown:
            mark = {Bond.TEXT: " ", Bond.BESIDE: "+", Bond.LAYOUT: "~"}[claim.lines[line]]
            bar = self.paint("accent", f"{line:>{width}} |")
            yield f"{bar}{mark}{self.cut(text[line - 1], width + 3)}".rstrip()
        yield from self.rest(len(lines) - len(shown), "line", indent=width - 1)

    def _paths(self, paths: list[str]) -> Iterator[str]:
        if not paths:
            return
        yield self.strong(f"places {plural(len(paths), 'file')}: where they are, or that they are there")
        shown = paths if self.whole else paths[:_FILES]
        yield from (f"  {visible(path)}" for path in shown)
        yield from self.rest(len(paths) - len(shown), "file", indent=2)

    def summary(self, found: Iterable[Reach]) -> str:
        """What each value of a whole spec decides, a line for each."""
        rows = [(where(one.value), _counts(one)) for one in found]
        width = max((len(its) for its, _ in rows), default=0)
        return "".join(f"{visible(its):<{width}}  {counts}\n" for its, counts in rows)


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
    said = [f"{plural(lines, 'line')} in {plural(len(hit), 'file')}"] * bool(lines)
    said += [f"places {plural(whole, 'file')}"] * bool(whole)
    return "; ".join(said) or ("hidden by overlays" if reach.hidden_by else "nothing in the output")
