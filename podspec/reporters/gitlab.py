"""GitLab's Code Quality report, for `artifacts: reports: codequality`.

Sources (read 2026-11): GitLab docs, "Code Quality", report format; gitlab-org/gitlab, codeclimate.json in
app/validators/json_schemas and code_climate.rb in lib/gitlab/ci/parsers/codequality: an entry that does not fit
the schema takes all that follow with it, and of several with one fingerprint only one is shown.
"""

from __future__ import annotations

from typing import Any

from podspec.model.diagnostic import Severity
from podspec.model.report import Report
from podspec.reporters.as_json import as_json
from podspec.reporters.excerpt import visible
from podspec.reporters.remark import Remark, fingerprints, ranked
from podspec.reporters.style import Style

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor"}


def report(run: Report, _style: Style) -> str:
    """A JSON list with one entry for each finding and drift."""
    said = ranked(run)
    entries = [_entry(one, mark) for one, mark in zip(said, fingerprints(said), strict=True)]
    return as_json(entries, indent=None)


def _entry(one: Remark, fingerprint: str) -> dict[str, Any]:
    return {
        "description": "; ".join([one.message, *one.advice]),
        "check_name": one.code,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[one.severity],
        "location": {
            "path": visible(one.file),
            "lines": {"begin": one.span.line, "end": one.span.end_line},
        },
        "content": {"body": "\n".join(one.lines)},
    }
