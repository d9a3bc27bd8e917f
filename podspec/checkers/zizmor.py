"""zizmor: what an attacker would like about the workflows. In its strictest persona, and without GitHub."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from podspec.checkers.actionlint import workflows
from podspec.checkers.checker import PROGRAM, BrokenError, Checker, Job, Output, Words, told
from podspec.model.diagnostic import Diagnostic
from podspec.model.source import Span

_OPTIONS = ("--offline", "--no-config", "--no-progress", "--persona=auditor", "--format=json")


def _jobs(_output: Output, files: list[str]) -> list[Job]:
    return [Job(".", ((PROGRAM, *_OPTIONS, *files),))]


def _read(output: Output, _job: Job, answer: str) -> Iterable[Diagnostic]:
    try:
        words = [_words(one) for one in json.loads(answer) if not one.get("ignored")]
    except (ValueError, KeyError, TypeError, StopIteration):
        raise BrokenError("it gave no JSON") from None
    return told(output, words)


def _words(one: dict[str, Any]) -> Words:
    place = next(each for each in one["locations"] if each["symbolic"]["kind"] == "Primary")
    start, end = (place["concrete"]["location"][f"{side}_point"] for side in ("start", "end"))
    span = Span(start["row"] + 1, start["column"] + 1, end["row"] + 1, end["column"] + 1)
    file = place["symbolic"]["key"]["Local"]["verbatim_path"]
    message = f"{one['desc']}: {place['symbolic']['annotation']}"
    return Words(f"zizmor/{one['ident']}", one["determinations"]["severity"], message, file, span, one["url"])


#: None, and the worst severity that it found. Source: zizmor docs, usage, "Exit codes" (2026-11).
_EXITS = (0, 11, 12, 13, 14)

CHECKER = Checker(
    "zizmor",
    ("zizmor",),
    "https://docs.zizmor.sh/installation (or: pip install zizmor)",
    workflows,
    _jobs,
    _read,
    exits=_EXITS,
)
