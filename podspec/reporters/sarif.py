"""SARIF 2.1.0, for code scanning and for viewers.

Sources (read 2026-11): OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0"; GitHub docs,
"SARIF support for code scanning" and "SARIF results exceed one or more limits"; github/codeql-action,
src/fingerprints.ts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from podspec import __version__
from podspec.model.diagnostic import Label
from podspec.model.drift import DriftKind
from podspec.model.report import Report
from podspec.model.source import Span
from podspec.pipeline import pages
from podspec.reporters.as_json import as_json
from podspec.reporters.excerpt import visible
from podspec.reporters.remark import Remark, fingerprints, ranked
from podspec.reporters.style import Style

#: Results of a run. GitHub refuses more than 25,000, and keeps this many.
MOST_RESULTS = 5_000
#: Locations of a result. GitHub refuses more than 1,000, and keeps this many.
MOST_LOCATIONS = 100
#: Characters of a rule's descriptions that GitHub takes.
_DESCRIPTION = 1_024
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
# What may stand in a path of a URI as it is: RFC 3986, section 2.3, and the slash.
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")


def report(run: Report, _style: Style) -> str:
    """One SARIF log with one run; what fails comes first, and a notification counts what did not fit."""
    said = ranked(run)
    shown, codes = said[:MOST_RESULTS], sorted({one.code for one in said[:MOST_RESULTS]})
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {"name": "podspec", "version": __version__, "rules": list(_rules(shown, codes))}
                },
                "columnKind": "unicodeCodePoints",
                "invocations": [
                    {"executionSuccessful": True, "toolExecutionNotifications": _more(len(said) - len(shown))}
                ],
                "results": list(_results(shown, codes)),
            }
        ],
    }
    return as_json(log, indent=None)


def _more(count: int) -> list[dict[str, Any]]:
    if not count:
        return []
    return [{"level": "warning", "message": {"text": f"{count:,} more findings; `podspec check` prints them all"}}]


def _rules(said: Iterable[Remark], codes: list[str]) -> Iterator[dict[str, Any]]:
    """A rule for each code that occurs, with its page as help."""
    levels = {one.code: one.severity.value for one in said}
    for code in codes:
        text = pages.page(code) or code
        yield {
            "id": code,
            "shortDescription": {"text": (pages.title(code) or code)[:_DESCRIPTION]},
            "fullDescription": {"text": _first_paragraph(text)[:_DESCRIPTION]},
            "help": {"text": text, "markdown": text},
            "defaultConfiguration": {"level": levels[code]},
        }


def _first_paragraph(page: str) -> str:
    paragraphs = page.split("\n\n", 2)
    return " ".join(paragraphs[min(1, len(paragraphs) - 1)].split())


def _results(said: list[Remark], codes: list[str]) -> Iterator[dict[str, Any]]:
    indices = {code: index for index, code in enumerate(codes)}
    for one, mark in zip(said, fingerprints(said), strict=True):
        made: dict[str, Any] = {
            "ruleId": one.code,
            "ruleIndex": indices[one.code],
            "level": one.severity.value,
            "message": {"text": _plain("; ".join([one.message, *one.advice]))},
            "locations": [{"physicalLocation": _physical(one.file, one.span)}],
            "relatedLocations": list(_related(one.related)),
            "partialFingerprints": _marks(one, mark),
        }
        if one.kind:
            made["properties"] = {"kind": one.kind.value, "diff": [visible(line) for line in one.diff.split("\n")]}
        yield made


def _marks(one: Remark, mark: str) -> dict[str, str]:
    """What tells this result from others.

    The second mark is GitHub's. `upload-sarif` makes it from the lines of a file, and warns of any other value: it
    is left to GitHub wherever there is a file.
    """
    return {"podspec/v1": mark} | ({"primaryLocationLineHash": mark} if one.kind is DriftKind.MISSING else {})


def _related(labels: Iterable[Label]) -> Iterator[dict[str, Any]]:
    """The places that explain a result. The schema refuses one that is there twice."""
    places = dict.fromkeys((label.file, label.span, visible(label.text)) for label in labels)
    for file, span, text in list(places)[:MOST_LOCATIONS]:
        yield {"physicalLocation": _physical(file, span)} | ({"message": {"text": _plain(text)}} if text else {})


def _physical(file: str, span: Span | None) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(file)}}
    if span is None:
        return place
    return place | {
        "region": {
            "startLine": span.line,
            "startColumn": span.column,
            "endLine": span.end_line,
            "endColumn": span.end_column,
        }
    }


def _uri(path: str) -> str:
    """A path from the repository's root as a relative reference: nothing in it is read as a scheme or a query."""
    return "".join(
        chr(one) if one in _UNRESERVED else f"%{one:02X}" for one in path.encode("utf-8", "surrogatepass")
    )


def _plain(text: str) -> str:
    """A message that holds no link: `[text](target)` would be one."""
    return re.sub(r"\](?=\()", r"\\]", text)
