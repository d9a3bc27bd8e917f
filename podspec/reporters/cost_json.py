"""For programs: the estimates as one JSON document of a versioned shape, described in docs/reference/cost.md."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from podspec import __version__
from podspec.model.cost import CostLine, Estimate
from podspec.model.diagnostic import Diagnostic
from podspec.reporters.as_json import as_json

#: Raised only when a reader of the shape would have to change.
SHAPE = 1


def report(bills: Mapping[str, Sequence[Estimate]], findings: Iterable[Diagnostic]) -> str:
    """All estimates by their spec, with every line, and what was found beside them."""
    document = {
        "cost": SHAPE,
        "podspec": __version__,
        "currency": "USD",
        "specs": [
            {"spec": file, "environments": [_estimate(one) for one in estimates]}
            for file, estimates in bills.items()
        ],
        "findings": [_finding(one) for one in findings],
    }
    return as_json(document)


def _estimate(one: Estimate) -> dict[str, Any]:
    return {
        "environment": one.environment,
        "monthly_usd": round(one.monthly_usd, 2),
        "budget_usd": one.budget_usd,
        "lines": [_line(line) for line in one.lines],
        "unpriced": [line._asdict() for line in one.unpriced],
        "assumptions": dict(one.assumptions),
    }


def _line(line: CostLine) -> dict[str, Any]:
    return {**line._asdict(), "monthly_usd": line.monthly_usd}


def _finding(one: Diagnostic) -> dict[str, Any]:
    return {
        "code": one.code,
        "severity": one.severity.value,
        "message": one.message,
        "file": one.primary.file,
        "span": one.primary.span and one.primary.span._asdict(),
        "help": one.help,
    }
