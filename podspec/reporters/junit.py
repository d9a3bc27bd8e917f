"""JUnit XML, as Jenkins, GitLab, Azure Pipelines and CircleCI read it: a test case for each spec and each drift.

A clean run has passing test cases: a report without any looks like one that was lost.
Sources (read 2026-11): jenkinsci/xunit-plugin, model/xsd/junit-10.xsd; GitLab docs, "Unit test reports", for 30 MB
a file; gitlab-org/gitlab, issue 507482, for 250,000 objects in one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from podspec.model.diagnostic import Severity
from podspec.model.report import Report
from podspec.quoting.xml_text import xml
from podspec.reporters.concise import line
from podspec.reporters.excerpt import visible
from podspec.reporters.fit import cut, fit
from podspec.reporters.remark import Remark, remarks
from podspec.reporters.style import Style

#: Bytes and test cases of one suite; there are two. A test case has up to seven objects.
ROOM = 12_000_000
MOST_CASES = 15_000
#: Characters of what one test case says.
_LONGEST = 10_000


class _Case(NamedTuple):
    """A test case. It failed if it has a code; what it says without one are warnings."""

    name: str
    code: str = ""
    message: str = ""
    text: str = ""


def report(run: Report, _style: Style) -> str:
    """One document with the suite `podspec.specs` and, where files were compared, `podspec.drift`."""
    suites = _suite("podspec.specs", list(_of_specs(run)))
    if run.command != "validate":
        suites += _suite("podspec.drift", list(_of_drifts(run)))
    name = xml(f"podspec {run.command}")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="{name}">\n{suites}</testsuites>\n'


def _of_specs(run: Report) -> Iterator[_Case]:
    """One for each spec, and for each other file that has findings."""
    found: dict[str, list[Remark]] = defaultdict(list)
    for one in remarks(run):
        if not one.kind:
            found[one.file].append(one)
    for file in dict.fromkeys([*run.specs, *found]):
        yield _of_file(file, found[file])


def _of_file(file: str, found: list[Remark]) -> _Case:
    wrong = [one for one in found if one.severity is Severity.ERROR]
    said = [*wrong, *(one for one in found if one.severity is not Severity.ERROR)]
    text = "\n".join("\n".join([line(one, Style()), *one.lines]) for one in said[:_MOST_FINDINGS])
    if not wrong:
        return _Case(file, text=text)
    more = f", and {len(wrong) - 1:,} more" if len(wrong) > 1 else ""
    return _Case(file, wrong[0].code, f"{wrong[0].message}{more}", text)


#: Findings that one test case lists; its message counts them all.
_MOST_FINDINGS = 100


def _of_drifts(run: Report) -> Iterator[_Case]:
    if not run.drifts:
        yield _Case(f"{run.artifacts:,} artifacts")
    for one in remarks(run):
        if one.kind:
            yield _Case(one.file, one.code, one.message, "\n".join(one.lines))


def _suite(name: str, cases: list[_Case]) -> str:
    """A suite of test cases, those that failed first; the last one counts what did not fit."""
    ranked = sorted(cases, key=lambda one: not one.code)
    written, left = fit(ranked[:MOST_CASES], lambda one: _case(name, one), ROOM)
    left += len(ranked) - len(ranked[:MOST_CASES])
    failed = sum(bool(one.code) for one in ranked[: len(written)])
    if left:
        written.append(_case(name, _Case(f"{left:,} more", "more", "`podspec check` prints them all")))
        failed += 1
    counts = f'tests="{len(written)}" failures="{failed}" errors="0"'
    return f'<testsuite name="{name}" {counts}>\n{"".join(written)}</testsuite>\n'


def _case(suite: str, one: _Case) -> str:
    head = f'<testcase classname="{suite}" name="{_text(one.name)}"'
    text = _text(cut(one.text, _LONGEST))
    if one.code:
        failure = f'<failure type="{one.code}" message="{_text(one.message)}">{text}</failure>'
        return f"{head}>{failure}</testcase>\n"
    return f"{head}><system-out>{text}</system-out></testcase>\n" if text else f"{head}/>\n"


def _text(text: str) -> str:
    """Text for XML: what it cannot hold is replaced, line by line."""
    return "\n".join(xml(visible(one)) for one in text.split("\n"))
