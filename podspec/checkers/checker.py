"""The shape of a checker: which files it reads, what is run, and what its answer means."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from podspec.model.diagnostic import Diagnostic, Label, Severity
from podspec.model.source import Span


class Output(NamedTuple):
    """The copy of the output that checkers read.

    `rendered` are the artifacts and `given` the files of the user's that belong to them, as paths from the
    repository's root; `root` is where the copy of that root stands. `online` says that a checker may download.
    """

    root: Path
    rendered: tuple[str, ...]
    given: tuple[str, ...] = ()
    online: bool = False

    @property
    def files(self) -> tuple[str, ...]:
        """Every file of the copy."""
        return (*self.rendered, *self.given)


class Job(NamedTuple):
    """Commands to run one after the other in a folder of the copy; the last one's answer is read.

    `program` in a command stands for the checker's own program.
    """

    folder: str
    commands: tuple[tuple[str, ...], ...]
    variables: tuple[tuple[str, str], ...] = ()


class BrokenError(Exception):
    """A checker gave no answer that can be read; the text says what it said instead."""


def nothing_missing(_output: Output) -> str:
    """No checker lacks anything, unless it says otherwise."""
    return ""


@dataclass(frozen=True, slots=True)
class Checker:
    """One foreign checker.

    `programs` are the names that it goes by, the first installed one is taken; `get` says where to have it from.
    `files` picks what it reads, `jobs` says how to run it over these, and `read` turns the answer to one job into
    findings: places, levels and words of its own. `exits` are the codes of a run that came to its end. `lacks`
    says why it cannot run over this output, if so. Jobs that share something run `one_by_one`.

    Raises:
        BrokenError: by `read`, where the answer is none.
    """

    name: str
    programs: tuple[str, ...]
    get: str
    files: Callable[[Output], list[str]]
    jobs: Callable[[Output, list[str]], Iterable[Job]]
    read: Callable[[Output, Job, str], Iterable[Diagnostic]]
    ask_version: tuple[str, ...] = ("--version",)
    exits: tuple[int, ...] = (0, 1)
    lacks: Callable[[Output], str] = nothing_missing
    one_by_one: bool = False


#: The words in a job's command that stand for the checker's program, and for shellcheck's if it is installed.
PROGRAM = "{program}"
SHELLCHECK = "{shellcheck}"


def ending(*suffixes: str) -> Callable[[Output], list[str]]:
    """Picks the files of the output whose names end so."""
    return lambda output: [path for path in output.files if path.endswith(suffixes)]


class Words(NamedTuple):
    """A checker's finding in its own words: its code, its level, what it says, and where."""

    code: str
    level: str
    message: str
    file: str
    span: Span | None = None
    help: str = ""


#: What checkers call a finding that fails their own run at least in their strictest words.
_ERRORS = {"error", "high", "medium"}


def told(output: Output, said: Iterable[Words]) -> Iterator[Diagnostic]:
    """Findings as diagnostics.

    Whatever is found in a file that podspec wrote is an error: it promises that there is nothing to find. In a
    file of the user's, what the checker itself calls less than an error is a warning.
    """
    for one in said:
        strict = one.file in output.rendered or one.level.lower() in _ERRORS
        severity = Severity.ERROR if strict else Severity.WARNING
        yield Diagnostic(one.code, severity, one.message, Label(one.file, one.span), help=one.help)


def to_line(line: int, column: int = 1) -> Span:
    """One character of a file, or the first of a line, for checkers that name no end."""
    return Span(line, column, line, column + 1)
