"""actionlint, with shellcheck inside of it: the workflows, their expressions, their scripts."""

from __future__ import annotations

import json
from collections.abc import Iterable

from podspec.checkers.checker import PROGRAM, SHELLCHECK, BrokenError, Checker, Job, Output, Words, told
from podspec.model.diagnostic import Diagnostic
from podspec.model.source import Span


def workflows(output: Output) -> list[str]:
    """The workflows of the output, which may stand where GitHub does not run them."""
    return [path for path in output.files if "/workflows/" in f"/{path}" and path.endswith((".yml", ".yaml"))]


def _jobs(_output: Output, files: list[str]) -> list[Job]:
    # The format is the template that its documentation gives for JSON (rhysd/actionlint, docs/usage.md, 2026-11).
    options = ("-no-color", "-pyflakes=", f"-shellcheck={SHELLCHECK}", "-format", "{{json .}}")
    return [Job(".", ((PROGRAM, *options, *files),))]


def _read(output: Output, _job: Job, answer: str) -> Iterable[Diagnostic]:
    try:
        said = json.loads(answer) or []
        words = [
            Words(
                f"actionlint/{one['kind']}",
                "error",
                one["message"],
                one["filepath"],
                Span(one["line"], one["column"], one["line"], max(one["end_column"], one["column"] + 1)),
            )
            for one in said
        ]
    except (ValueError, KeyError, TypeError):
        raise BrokenError("it gave no JSON") from None
    return told(output, words)


CHECKER = Checker(
    "actionlint",
    ("actionlint",),
    "https://github.com/rhysd/actionlint/blob/main/docs/install.md",
    workflows,
    _jobs,
    _read,
)
