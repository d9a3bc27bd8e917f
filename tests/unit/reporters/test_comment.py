"""The comment on a pull request."""

from hypothesis import given, settings
from strategies.reports import reports

from podspec.model.diagnostic import Diagnostic, Label, Severity
from podspec.model.report import Report
from podspec.reporters import comment, markdown
from podspec.reporters.style import Style

#: What GitHub says it takes.
LIMIT = 65_536


@settings(deadline=None, max_examples=20)
@given(run=reports)
def test_a_short_comment_is_the_page_of_the_job_summary(run: Report) -> None:
    assert comment.report(run, Style()) == markdown.report(run, Style())


def test_a_long_one_is_within_the_limit_however_its_length_is_counted() -> None:
    found = [Diagnostic("PS214", Severity.ERROR, "🎉" * 200, Label("s.yaml", None))] * 1_000
    text = comment.report(Report("check", (), findings=tuple(found)), Style())
    lengths = [len(text), len(text.encode("utf-16-le")) // 2, len(text.encode())]
    assert max(lengths) < LIMIT - 1_000
    assert text.endswith(" more in the job summary.**\n")
