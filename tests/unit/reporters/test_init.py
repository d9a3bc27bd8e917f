"""The table of report formats."""

import pytest

from podspec.model.report import Report
from podspec.reporters import FORMATS, reporter
from podspec.reporters.style import Style


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_reports_a_run(name: str) -> None:
    assert (
        "nothing to do" in reporter(name)(Report("check", (), summary="nothing to do"), Style()) or name == "json"
    )


def test_a_format_that_is_not_in_the_table_is_a_bug_of_the_caller() -> None:
    with pytest.raises(KeyError):
        reporter("nonsense")
