"""The comment on a pull request: the page of the job summary, as far as a comment has room.

Source: GitHub refuses a longer body with "Body is too long (maximum is 65536 characters)"; people have measured
more, in bytes and in characters (dead-claudia/github-limits, pull request 13; both read 2026-11). What is counted
here is bytes: that is within the limit whatever GitHub counts.
"""

from __future__ import annotations

from podspec.model.report import Report
from podspec.reporters.markdown import page
from podspec.reporters.style import Style

#: Bytes of the page: 65,536, less what a workflow puts around it, such as the mark that it finds the comment by.
ROOM = 64_000


def report(run: Report, _style: Style) -> str:
    """The page of a comment."""
    return page(run, ROOM, "in the job summary")
