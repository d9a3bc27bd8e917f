"""The text report, as a person reads it."""

from podspec.model.diagnostic import Diagnostic, Label, Severity
from podspec.model.drift import Drift, DriftKind
from podspec.model.report import Report
from podspec.model.source import Source, Span
from podspec.reporters.style import Style
from podspec.reporters.text import report

SOURCE = Source("service.yaml", "hosts: {min: 5, desired: 2, max: 4}\n")
ERROR = Diagnostic(
    code="PS214",
    severity=Severity.ERROR,
    message="ec2 hosts.min is greater than hosts.max",
    primary=Label("service.yaml", Span(1, 14, 1, 15), "5 here"),
    related=(Label("service.yaml", Span(1, 34, 1, 35), "4 here"),),
    help="raise max to 5, or lower min",
)
WARNING = Diagnostic("PS222", Severity.WARNING, "it can never ring", Label("service.yaml", None))


def run(**more: object) -> str:
    values = {"command": "check", "specs": ("service.yaml",), "sources": {"service.yaml": SOURCE}, **more}
    return report(Report(**values), Style())  # type: ignore[arg-type] # a table of a report's fields


def test_a_finding_looks_as_compilers_show_it() -> None:
    assert run(findings=(ERROR,), summary="1 of 1 spec wrong") == (
        "error[PS214]: ec2 hosts.min is greater than hosts.max\n"
        " --> service.yaml:1:14\n"
        "  |\n"
        "1 | hosts: {min: 5, desired: 2, max: 4}\n"
        "  |              ^ 5 here\n"
        "  |                                  - 4 here\n"
        "  = help: raise max to 5, or lower min\n"
        "\n"
        "1 error\n"
        "more about each: podspec explain PS214\n"
        "1 of 1 spec wrong\n"
    )


def test_a_finding_about_a_whole_file_names_the_file() -> None:
    assert run(findings=(WARNING,)) == (
        "warning[PS222]: it can never ring\n"
        " --> service.yaml\n"
        "\n"
        "1 warning\n"
        "more about each: podspec explain PS222\n"
    )


def test_errors_and_warnings_are_counted_apart() -> None:
    assert "\n2 errors, 1 warning\n" in run(findings=(ERROR, ERROR, WARNING))


def test_a_run_without_findings_is_its_summary() -> None:
    assert run(summary="1 spec, 52 artifacts: no drift") == "1 spec, 52 artifacts: no drift\n"


def test_a_drift_says_what_why_where_and_how_to_mend_it() -> None:
    drift = Drift(
        DriftKind.STALE,
        "generated/x/main.tf",
        "dev.hosts.min changed since the last render",
        (Label("service.yaml", Span(1, 14, 1, 15), "dev.hosts.min"),),
        "@@ -1 +1 @@\n-  min = 2\n+  min = 5",
        ("outdated",),
    )
    said = run(drifts=(drift,))
    for line in (
        *("stale[PS302]: generated/x/main.tf", "why: dev.hosts.min changed since the last render, also outdated"),
        *(" --> service.yaml:1:14", "^ dev.hosts.min", "cure: podspec render", "-  min = 2", "+  min = 5"),
        "1 path drifted: 1 stale",
    ):
        assert line in said


def test_kinds_are_counted_in_the_order_of_their_precedence() -> None:
    drifts = [Drift(kind, "x", "y") for kind in (DriftKind.STALE, DriftKind.MISSING, DriftKind.STALE)]
    assert "3 paths drifted: 1 missing, 2 stale" in run(drifts=tuple(drifts))


def test_many_drifts_of_one_cause_are_told_once() -> None:
    cause = "podspec wrote it for specs/x/service.yaml, which is gone"
    drifts = tuple(Drift(DriftKind.ORPHANED, f"generated/x/{at}.tf", cause, diff="-x\n" * 30) for at in range(300))
    assert run(drifts=(*drifts, Drift(DriftKind.EDITED, "generated/y", "by hand"))) == (
        "orphaned[PS305]: 300 files\n"
        "  = why: podspec wrote it for specs/x/service.yaml, which is gone\n"
        "  = cure: podspec render\n"
        "    generated/x/0.tf\n"
        "    generated/x/1.tf\n"
        "    generated/x/2.tf\n"
        "    generated/x/3.tf\n"
        "    generated/x/4.tf\n"
        "    … 295 more: podspec check --verbose\n"
        "    in generated/x/0.tf:\n" + "    -x\n" * 12 + "    … 19 more lines\n"
        "\n"
        "edited[PS304]: generated/y\n"
        "  = why: by hand\n"
        "  = cure: move the edit into the spec, or `podspec render --force` (saves the edit first)\n"
        "\n"
        "301 paths drifted: 300 orphaned, 1 edited\n"
    )
    assert run(drifts=drifts, whole=True).count("why: ") == 300


def test_causes_that_are_alike_are_named_in_one_block() -> None:
    drifts = [
        Drift(DriftKind.OUTDATED, f"{at}.tf", f"template {at % 2}.j2 has changed", theme="t") for at in range(4)
    ]
    said = run(drifts=tuple(drifts))
    assert "= why: t\n" in said
    assert "    2: template 0.j2 has changed\n    2: template 1.j2 has changed\n    0.tf\n" in said


def test_what_comes_from_a_spec_is_not_obeyed() -> None:
    finding = Diagnostic("PS102", Severity.ERROR, "key \x1b[2J", Label("a\x1bb", None), help="\x1b]0;x\x07")
    drift = Drift(DriftKind.EDITED, "a\x1b", "b\x1b", diff="+\x1b[2J")
    assert "\x1b" not in run(findings=(finding,), drifts=(drift,))
