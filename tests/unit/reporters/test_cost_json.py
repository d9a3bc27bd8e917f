"""Estimates for programs: one document, whose lines add up to its sums."""

import json

import pytest
from costing import estimated

from podspec.model.diagnostic import Diagnostic, Label, Severity
from podspec.reporters.cost_json import report

FOUND = Diagnostic("PS290", Severity.WARNING, "old", Label("service.yaml", None), help="newer ones")


def test_the_document_has_every_line_with_its_source() -> None:
    document = json.loads(report({"service.yaml": estimated()}, [FOUND]))
    assert (document["cost"], document["currency"]) == (1, "USD")
    (spec,) = document["specs"]
    assert spec["spec"] == "service.yaml"
    for one in spec["environments"]:
        assert sum(line["monthly_usd"] for line in one["lines"]) == pytest.approx(one["monthly_usd"], abs=0.005)
        assert all(line["source"].startswith("https://") for line in one["lines"])
        assert one["assumptions"]["hours_per_month"] == 730
    assert document["findings"] == [
        {
            "code": "PS290",
            "severity": "warning",
            "message": "old",
            "file": "service.yaml",
            "span": None,
            "help": "newer ones",
        }
    ]
