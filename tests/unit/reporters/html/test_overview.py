"""The top of the page: the verdict is the worst that can be said."""

from dataclasses import replace

from page_of import bill, compiled, roles

from podspec.model.access import Access
from podspec.model.compilation import Compilation
from podspec.model.diagnostic import Diagnostic, Label, Severity
from podspec.model.drift import Drift, DriftKind
from podspec.model.report import Report
from podspec.reporters.html.links import Links
from podspec.reporters.html.overview import verdict, view

_CLEAN = Report("report", ("s",), artifacts=1234)
_WARNING = Diagnostic("PS222", Severity.WARNING, "m", Label("s", None))
_ERROR = Diagnostic("PS214", Severity.ERROR, "m", Label("s", None))
_DRIFT = Drift(DriftKind.STALE, "a", "c")


def test_no_drift_is_good_and_a_warning_is_said_beside_it() -> None:
    assert verdict(_CLEAN, compiled())[:2] == ("good", "No drift")
    assert "All 1,234 committed files" in verdict(_CLEAN, compiled()).sentence
    warned = verdict(replace(_CLEAN, findings=(_WARNING,)), compiled())
    assert warned[:2] == ("warning", "No drift, 1 warning")


def test_drift_is_bad_and_counted_by_kind() -> None:
    found = verdict(replace(_CLEAN, findings=(_WARNING,), drifts=(_DRIFT, _DRIFT)), compiled())
    assert found == ("bad", "Drifted", "2 files not as the spec says: 2 stale.")


def test_an_error_is_the_worst() -> None:
    found = verdict(replace(_CLEAN, findings=(_ERROR,), drifts=(_DRIFT,)), Compilation("s"))
    assert found[:2] == ("bad", "1 error")
    assert "nothing else is known" in found.sentence


def test_the_service_in_figures() -> None:
    found = view(_CLEAN, compiled(), bill(compiled()), roles(), Links(compiled()))
    figures = {one.name: (one.value, one.detail) for one in found.figures}
    assert figures["Environments"] == ("2", "dev, prod")
    assert figures["Regions"] == ("2", "us-east-1, eu-west-1")
    assert figures["Targets"] == ("2", "lambda, ec2")
    assert figures["IAM roles"][0] == str(len(roles().roles))
    assert figures["Files"][0] == str(len(compiled().artifacts))
    assert figures["Estimate"][0].startswith("$")


def test_of_a_spec_that_cannot_be_read_its_name_is_known() -> None:
    found = view(_CLEAN, Compilation("specs/x/service.yaml"), (), Access(), Links(Compilation("x")))
    assert (found.service, found.figures, found.repository) == ("specs/x/service.yaml", (), "")
