"""Findings and drifts on the page: with cause and cure, and one box for one cause."""

from page_of import compiled

from podspec.model.diagnostic import Diagnostic, Label, Severity
from podspec.model.drift import Drift, DriftKind
from podspec.model.report import Report
from podspec.model.source import Source, Span
from podspec.reporters.html.findings import Findings, view
from podspec.reporters.html.links import Links

_SOURCE = Source("s.yaml", "hosts: {min: 5, max: 4}\n")
_LABEL = Label("s.yaml", Span(1, 14, 1, 15), "5 here")
_ERROR = Diagnostic("PS214", Severity.ERROR, "min > max", _LABEL, help="did you mean `max`?")
_WARNING = Diagnostic("PS222", Severity.WARNING, "it can never ring", Label("s.yaml", None))
_DRIFT = Drift(DriftKind.STALE, "a.tf", "hosts changed", (_LABEL,), "@@ -1 +1 @@\n-a\n+b\n c", ("edited",))


def _view(*found: Diagnostic, drifts: tuple[Drift, ...] = ()) -> Findings:
    run = Report("report", ("s.yaml",), findings=found, drifts=drifts, sources={"s.yaml": _SOURCE})
    return view(run, Links(compiled()))


def test_errors_come_first_with_their_lines_and_their_help() -> None:
    found = _view(_WARNING, _ERROR)
    error, warning = found.findings.shown
    assert "error PS214" in error
    assert "1 | hosts: {min: 5, max: 4}\n  |              ^ 5 here" in error
    assert "did you mean <code>max</code>?" in error
    assert "#L1" in error
    assert "warning PS222" in warning
    assert found.finding_count == 2


def test_a_drift_has_its_cause_its_cure_its_lines_and_what_differs() -> None:
    (said,) = _view(drifts=(_DRIFT,)).drifts.shown
    assert "hosts changed; also edited" in said
    assert "<code>podspec render</code>" in said
    assert "^ 5 here" in said
    for kind, text in (("place", "@@ -1 +1 @@"), ("old", "-a"), ("new", "+b"), ("", " c")):
        assert f'<span class="line {kind}">{text}</span>' in said
    assert "/a.tf" in said


def test_drifts_of_one_cause_share_a_box_and_keep_their_files() -> None:
    drifts = tuple(_DRIFT._replace(path=f"{name}.tf") for name in "abc")
    found = _view(drifts=(*drifts, _DRIFT._replace(path="d.tf", cause="other")))
    first, second = found.drifts.shown
    assert found.drift_count == 4
    assert "3 files" in first
    assert all(f"/{name}.tf" in first for name in "abc")
    assert "d.tf" in second


def test_a_cure_that_is_more_than_a_command_has_its_commands_as_code() -> None:
    (said,) = _view(drifts=(_DRIFT._replace(kind=DriftKind.EDITED),)).drifts.shown
    assert "move the edit into the spec, or <code>podspec render --force</code> (saves the edit first)" in said


def test_thousands_of_drifts_do_not_make_a_page_that_no_browser_opens() -> None:
    drifts = tuple(_DRIFT._replace(path=f"{number}.tf", cause=f"{number}") for number in range(3000))
    found = _view(drifts=drifts)
    assert sum(map(len, found.drifts.shown)) < 200_000
    assert len(found.drifts.shown) + found.drifts.left == 3000
