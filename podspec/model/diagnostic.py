"""One finding, as data: what is wrong, where, and how to mend it. Reporters decide how it looks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

from podspec.model.source import Path, Span

Value = TypeVar("Value")


class Severity(StrEnum):
    """An error makes the run fail; a warning only with `--strict`."""

    ERROR = "error"
    WARNING = "warning"


class Label(NamedTuple):
    """A piece of a file, and what to say about it. A `span` of None means the file as a whole."""

    file: str
    span: Span | None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. `code` is permanent; `primary` is where a person must look first."""

    code: str
    severity: Severity
    message: str
    primary: Label
    related: tuple[Label, ...] = ()
    help: str = ""

    @property
    def order(self) -> tuple[str, Span, str, str]:
        """Findings are shown in this order: by file, place, code, message."""
        return (self.primary.file, self.primary.span or Span(0, 0, 0, 0), self.code, self.message)

    @property
    def cause(self) -> tuple[str, Label]:
        """Two findings with one cause are one finding: the same code, and the same said of the same place."""
        return (self.code, self.primary)


class Related(NamedTuple):
    """A second place that explains a finding, by path."""

    path: Path
    text: str


class Finding(NamedTuple):
    """What a rule says: a path in the spec, not yet a place in a file.

    `at_key` points the label at the key instead of the value.
    """

    path: Path
    message: str
    label: str = ""
    related: tuple[Related, ...] = ()
    help: str = ""
    at_key: bool = False


class Staged(NamedTuple, Generic[Value]):
    """What a stage gives: its value, or None if it could make none, and all it found on the way."""

    value: Value | None
    diagnostics: tuple[Diagnostic, ...] = ()


def tidy(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Keep the first finding of each cause, and sort them."""
    seen: dict[tuple[str, Label], Diagnostic] = {}
    for diagnostic in diagnostics:
        seen.setdefault(diagnostic.cause, diagnostic)
    return tuple(sorted(seen.values(), key=lambda one: one.order))


def has_errors(diagnostics: tuple[Diagnostic, ...]) -> bool:
    """True if any finding is an error."""
    return any(one.severity is Severity.ERROR for one in diagnostics)
