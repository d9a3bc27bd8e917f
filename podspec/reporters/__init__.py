"""Results -> text for people or for programs. The only code that knows colour."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from podspec.model.report import Report
from podspec.reporters.style import Style

Reporter = Callable[[Report, Style], str]

#: The report formats, and the module of each; every module has a function `report`.
FORMATS = {
    "text": "podspec.reporters.text",
    "concise": "podspec.reporters.concise",
    "json": "podspec.reporters.json_report",
    "sarif": "podspec.reporters.sarif",
    "github": "podspec.reporters.github",
    "gitlab": "podspec.reporters.gitlab",
    "junit": "podspec.reporters.junit",
    "markdown": "podspec.reporters.markdown",
    "comment": "podspec.reporters.comment",
}


def reporter(name: str) -> Reporter:
    """The reporter of a format; its module is imported only when it is asked for."""
    made: Reporter = import_module(FORMATS[name]).report
    return made
