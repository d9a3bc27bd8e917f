"""checkov: the Terraform of each service, with the values that its roots give to its modules."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterable
from typing import Any

from podspec.checkers.checker import PROGRAM, BrokenError, Checker, Job, Output, Words, ending, to_line, told
from podspec.model.diagnostic import Diagnostic

_OPTIONS = ("--framework", "terraform", "--skip-download", "--compact", "--quiet", "--output", "json")
_files = ending(".tf")


def _jobs(_output: Output, files: list[str]) -> list[Job]:
    """One job for each tree: the roots of a service name its modules by relative paths."""
    trees = sorted(
        {path[: path.index("/terraform/") + len("/terraform")] for path in files if "/terraform/" in path}
    )
    return [Job(tree, ((PROGRAM, "--directory", ".", *_OPTIONS),)) for tree in trees]


def _read(output: Output, job: Job, answer: str) -> Iterable[Diagnostic]:
    try:
        said = json.loads(answer)
        results = said.get("results", {})
        failed, unread = results.get("failed_checks", []), results.get("parsing_errors", [])
        words = [_words(job.folder, one) for one in failed]
    except (ValueError, KeyError, TypeError, AttributeError):
        raise BrokenError("it gave no JSON") from None
    if unread:
        raise BrokenError(f"it could not read {unread[0]}")
    return told(output, words)


def _words(tree: str, one: dict[str, Any]) -> Words:
    file = posixpath.normpath(f"{tree}/{one['file_path'].lstrip('/')}")
    message = f"{one['check_name']}: {one['resource']}"
    help_ = one.get("guideline") or ""
    return Words(one["check_id"], "error", message, file, to_line(one["file_line_range"][0]), help_)


CHECKER = Checker(
    "checkov",
    ("checkov",),
    "https://www.checkov.io (best in an environment of its own: pipx install checkov)",
    _files,
    _jobs,
    _read,
)
