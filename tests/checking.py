"""Foreign checkers over files that a test writes."""

import sys
from pathlib import Path
from threading import Semaphore

import pytest

from podspec.checkers.checker import Checker, Output
from podspec.checkers.run import Verdict, judge

#: The checkers that `make test` installs beside Python, and checkov's environment of its own.
BIN = Path(sys.executable).parent
CHECKOV = BIN / "checkov" if (BIN / "checkov").is_file() else Path(sys.prefix) / "checkov" / "bin" / "checkov"


def output(folder: Path, rendered: dict[str, str], given: dict[str, str] | None = None) -> Output:
    """Files as `podspec verify` lays them out: artifacts, and files of the user's."""
    (folder / ".git").mkdir(parents=True)
    for path, text in {**rendered, **(given or {})}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return Output(folder, tuple(rendered), tuple(given or {}))


def verdict(checker: Checker, over: Output) -> Verdict:
    """What a checker says, and that it left every file as it was."""
    before = {path: (over.root / path).read_bytes() for path in over.files}
    said = judge(checker, over, Semaphore(2))
    assert {path: (over.root / path).read_bytes() for path in over.files} == before
    return said


def found(said: Verdict) -> list[tuple[str, str, str, int | None]]:
    """A verdict's findings as severity, code, file and line."""
    return [
        (one.severity.value, one.code, one.primary.file, one.primary.span and one.primary.span.line)
        for one in said.findings
    ]


def program(folder: Path, name: str, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a program of this name in front of all others."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=":")
