"""Findings: their order, and what makes two of them one."""

from dataclasses import replace
from itertools import permutations

from podspec.model.diagnostic import Diagnostic, Label, Severity, has_errors, tidy
from podspec.model.source import Span


def finding(code: str = "PS201", line: int = 1, column: int = 1, *, text: str = "", file: str = "a") -> Diagnostic:
    span = Span(line, column, line, column + 1) if line else None
    return Diagnostic(code, Severity.ERROR, "m", Label(file, span, text))


def test_findings_come_by_file_then_place_then_code_in_whatever_order_they_were_made() -> None:
    ordered = (
        *(finding(line=0), finding(line=1, column=2), finding("PS101", 2), finding("PS202", 2), finding(line=10)),
        finding(line=1, file="b"),
    )
    assert all(tidy(some) == ordered for some in permutations(ordered))


def test_the_first_of_two_with_one_cause_is_kept() -> None:
    first, second = (replace(finding(), message=f"as {environment} says") for environment in ("dev", "prod"))
    assert tidy([first, second]) == (first,)
    assert tidy([second, first]) == (second,)


def test_two_codes_or_two_labels_at_one_place_are_two_findings() -> None:
    assert len(tidy([finding("PS201"), finding("PS202")])) == 2
    assert len(tidy([finding(text="needs a"), finding(text="needs b")])) == 2


def test_tidying_twice_changes_nothing() -> None:
    once = tidy([finding(line=3), finding(line=1), finding(line=3)])
    assert tidy(once) == once


def test_a_warning_alone_is_no_error() -> None:
    warning = Diagnostic("PS222", Severity.WARNING, "m", Label("a", None))
    assert not has_errors(())
    assert not has_errors((warning,))
    assert has_errors((warning, finding()))
