"""The table of checkers: aligned, plain without colour, bounded below."""

from podspec.model.check import Check, Outcome
from podspec.reporters.checks_text import SHOWN, bounded, table
from podspec.reporters.style import Style

CHECKS = (
    Check("terraform fmt", Outcome.CLEAN, "1.11.4", 143, 0, 0.24),
    Check("terraform validate", Outcome.LEFT_OUT, "1.11.4", 143, note="needs the providers"),
    Check("zizmor", Outcome.FINDINGS, "1.32.0", 12, 1, 12.5),
    Check("shellcheck", Outcome.BROKEN, "0.11.0", 30, note="exit code 5: \x1b[2Joh"),
    Check("hadolint", Outcome.ABSENT, note="https://hadolint.example"),
    Check("checkov", Outcome.ABSENT, note="https://checkov.example"),
)


def test_the_table_has_a_row_for_each_and_says_why_some_judged_nothing() -> None:
    assert table(CHECKS, Style()) == (
        "checker             version  files  result           time\n"
        "terraform fmt       1.11.4     143  ok              0.2 s\n"
        "terraform validate  1.11.4       -  not run             -\n"
        "zizmor              1.32.0      12  1 finding      12.5 s\n"
        "shellcheck          0.11.0       -  broken              -\n"
        "hadolint            -            -  not installed       -\n"
        "checkov             -            -  not installed       -\n"
        "\n"
        "terraform validate not run: needs the providers\n"
        "shellcheck broken: exit code 5: \ufffd[2Joh\n"
        "hadolint not installed: https://hadolint.example\n"
        "checkov not installed: https://checkov.example"
    )


def test_colour_changes_no_column() -> None:
    import re

    painted = table(CHECKS, Style(colour=True))
    assert painted != table(CHECKS, Style())
    assert re.sub(r"\x1b\[[0-9;]*m", "", painted) == table(CHECKS, Style())


def test_findings_are_bounded_and_the_rest_is_counted() -> None:
    assert bounded(["a"] * SHOWN) == ["a"] * SHOWN
    assert bounded(["a"] * (SHOWN + 3))[-1] == "… 3 more; --report json has all of them"
