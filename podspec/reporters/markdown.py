"""The job summary of GitHub Actions: a verdict, a table of kinds, and the details folded.

Nothing that comes from a spec is Markdown here: it stands in code, where no markup, mention or link works.
Source: the runner's own message, "$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of 1024k"
(read in public runs, 2026-11).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from podspec.model.diagnostic import Diagnostic, Severity
from podspec.model.drift import Drift
from podspec.model.report import Report
from podspec.pipeline import pages
from podspec.quoting.markdown import markdown, markdown_code
from podspec.quoting.xml_text import xml
from podspec.reporters import impact_markdown, text
from podspec.reporters.excerpt import visible
from podspec.reporters.fit import cut, fit, size
from podspec.reporters.folding import Fold, folds
from podspec.reporters.remark import place
from podspec.reporters.style import Style

#: Bytes of a page. A step's summary may have 1,024 KiB; the rest is left to what else the step has to say.
ROOM = 1_000_000

Section = Callable[[Report], list[str]]

_PLAIN = Style()
#: Lines of a run's own summary that are shown, and characters of what stands in a fold's head.
_LINES = 20
_HEAD = 300
#: Places of one cause that are named.
_PLACES = 3


def report(run: Report, _style: Style) -> str:
    """The page of a job summary."""
    return page(run, ROOM, "in the log")


def page(run: Report, room: int, elsewhere: str) -> str:
    """A page of at most `room` bytes. What does not fit is counted, and said to stand `elsewhere`.

    First come the pieces of `_SECTIONS`, in that order, then findings and drifts, each folded.
    """
    written = [f"{piece}\n\n" for section in _SECTIONS for piece in section(run)]
    said: list[Diagnostic | Drift] = [*sorted(run.findings, key=_is_warning), *run.drifts]
    top = list(_that_fit(written, room - _RESERVED))
    folds, left = fit(said, lambda one: _fold(one, run), room - _RESERVED - sum(map(size, top)))
    left += len(written) - len(top)
    more = f"**{left:,} more {elsewhere}.**\n" if left else ""
    return "".join([*top, *(_folded(folds) if len(folds) > _MANY else folds), more])


def _that_fit(pieces: list[str], room: int) -> Iterator[str]:
    """A piece that is too large is left out, and takes no smaller one with it."""
    for piece in pieces:
        if size(piece) <= room:
            room -= size(piece)
            yield piece


#: Bytes for the line that says how many items are left out, and for a fold around the others.
_RESERVED = 200
#: Folds that a page shows side by side; more of them stand in one that holds them all.
_MANY = 10


def _folded(folds: list[str]) -> list[str]:
    return [f"<details><summary>One by one: {len(folds):,}</summary>\n\n", *folds, "</details>\n\n"]


def _is_warning(one: Diagnostic) -> bool:
    return one.severity is Severity.WARNING


def verdict(run: Report) -> list[str]:
    """What came out, in one line; then what the run did. What a change does has a verdict of its own."""
    errors, warnings = run.count(Severity.ERROR), run.count(Severity.WARNING)
    counts = [(errors, "error"), (len(run.drifts), "drifted file"), (warnings, "warning")]
    found = ", ".join(text.plural(count, word) for count, word in counts if count)
    sign = "❌" if errors or run.drifts else "⚠️" if warnings else "✅"
    nothing = "nothing found" if run.impact is None else "all is rendered, and nothing is wrong with the specs"
    did = [markdown_code(visible(line)) for line in run.summary.split("\n")[:_LINES] if line.strip()]
    return [f"## {sign} podspec {run.command}: {found or nothing}", *(["  \n".join(did)] if did else [])]


def kinds(run: Report) -> list[str]:
    """How many there are of each code, and what to do about it; nothing for a clean run."""
    findings = Counter((one.code, one.severity.value) for one in run.findings)
    drifts = Counter((one.code, one.kind.value, one.cure) for one in run.drifts)
    rows = [
        *(
            f"| {count:,} | {code} {word} | {markdown(pages.title(code))} |"
            for (code, word), count in sorted(findings.items())
        ),
        *(
            f"| {count:,} | {code} {word} | {_cure(cure)} |"
            for (code, word, cure), count in sorted(drifts.items())
        ),
    ]
    return ["\n".join(["| count | | |", "|---:|---|---|", *rows])] if rows else []


def causes(run: Report) -> list[str]:
    """What many files have in common, each cause once: one by one they hide it."""
    lines = [_cause(one) for one in folds(run.drifts) if one.is_many]
    more = [f"- and {len(lines) - _MANY:,} other causes"] if len(lines) > _MANY else []
    return ["\n".join([*lines[:_MANY], *more])] if lines else []


def _cause(one: Fold) -> str:
    places = [f"{label.text} ({place(label)})" for label in one.because[:_PLACES]]
    places += [f"{len(one.because) - _PLACES:,} more"] if len(one.because) > _PLACES else []
    said = f"{one.cause}: {', '.join(places)}" if places else one.cause
    head = f"{text.plural(len(one.drifts), 'file')}, {one.example.code} {one.example.kind.value}"
    return f"- {head}: {markdown_code(cut(visible(said), _HEAD))}"


def _cure(cure: str) -> str:
    """What to do, with commands as code: podspec's own words, some of which have backticks already."""
    return cure if "`" in cure else markdown_code(cure)


#: What stands above the folded details, in this order: each gives pieces that are shown whole or not at all.
_SECTIONS: tuple[Section, ...] = (verdict, impact_markdown.sections, kinds, causes)


def _fold(one: Diagnostic | Drift, run: Report) -> str:
    """A finding or a drift, folded."""
    if isinstance(one, Drift):
        head = f"{one.code} {one.kind.value} <code>{_html(one.path)}</code>"
        why = text.drift(one._replace(diff=""), run, _PLAIN)
        body = [_fence(why, "text"), *([_fence(one.diff, "diff")] if one.diff else [])]
    else:
        head = f"{one.code} {one.severity.value} <code>{_html(one.message)}</code>"
        body = [_fence(text.finding(one, run, _PLAIN), "text")]
    return "\n\n".join([f"<details><summary>{head}</summary>", *body, "</details>\n\n"])


def _html(line: str) -> str:
    return xml(cut(visible(line), _HEAD))


def _fence(block: str, language: str) -> str:
    """A block of code, in a fence that is longer than any in it."""
    safe = "\n".join(visible(line) for line in block.split("\n"))
    longest = max((len(ticks) for ticks in re.findall("`+", safe)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{safe}\n{fence}"
