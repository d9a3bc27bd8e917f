"""For programs: one JSON document of a versioned shape, described in docs/reference/json-report.md."""

from __future__ import annotations

from typing import Any

from podspec import __version__
from podspec.model.diagnostic import Diagnostic, Label, Severity
from podspec.model.drift import Drift
from podspec.model.report import Report
from podspec.reporters.as_json import as_json
from podspec.reporters.style import Style

#: Raised only when a reader of the shape would have to change.
SHAPE = 1


def report(run: Report, _style: Style) -> str:
    """The whole run as JSON."""
    document = {
        "report": SHAPE,
        "podspec": __version__,
        "command": run.command,
        "specs": list(run.specs),
        "artifacts": run.artifacts,
        "findings": [_finding(one) for one in run.findings],
        "drifts": [_drift(one) for one in run.drifts],
        "changes": [one._asdict() for one in run.changes],
        "summary": {
            "errors": run.count(Severity.ERROR),
            "warnings": run.count(Severity.WARNING),
            "drifts": {kind.value: count for kind, count in run.drift_counts().items()},
        },
    }
    if run.checks:
        document["checks"] = [one._asdict() for one in run.checks]
    if run.impact is not None:
        document["impact"] = _plain(run.impact)
    return as_json(document)


def _finding(one: Diagnostic) -> dict[str, Any]:
    return {
        "code": one.code,
        "severity": one.severity.value,
        "message": one.message,
        "primary": _label(one.primary),
        "related": [_label(label) for label in one.related],
        "help": one.help,
    }


def _drift(one: Drift) -> dict[str, Any]:
    return {
        "code": one.code,
        "kind": one.kind.value,
        "path": one.path,
        "cause": one.cause,
        "because": [_label(label) for label in one.because],
        "also": list(one.also),
        "cure": one.cure,
        "diff": one.diff,
    }


def _label(label: Label) -> dict[str, Any]:
    return {"file": label.file, "span": label.span and label.span._asdict(), "text": label.text}


def _plain(value: object) -> object:
    """Named values as objects, at any depth."""
    if isinstance(value, tuple):
        fields = getattr(value, "_fields", None)
        inner = [_plain(one) for one in value]
        return dict(zip(fields, inner, strict=True)) if fields else inner
    return value
